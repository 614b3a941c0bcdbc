"""Runs of the analysis: refused before the lock, kept as they are, the same digits again."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from tequio.domain.studies import queries, runs
from tequio.domain.studies.errors import NotAllowed, WrongStage
from tequio.domain.studies.study_data import StudyData, Table
from tequio.records.models import AuditEvent
from tequio.survey_records.models import AnalysisRun, Answer, Result
from tests import studies, threads
from tests.stored_study import analysed, locked

pytestmark = pytest.mark.django_db


def test_nothing_is_computed_before_the_data_are_locked(now) -> None:
    team = studies.gather(now=now)
    with pytest.raises(WrongStage, match="data_not_locked"):
        runs.ask(study=team.study, by=team.lead, now=now)
    assert not AnalysisRun.objects.exists()


@pytest.mark.parametrize("role", ["funder", "supervisor", "interviewer", "coder", "stranger"])
def test_only_the_lead_evaluator_asks_for_a_run(now, role) -> None:
    team = studies.gather(now=now)
    with pytest.raises(NotAllowed):
        runs.ask(study=team.study, by=team.role(role), now=now)


def test_a_second_run_waits_for_the_first(now) -> None:
    team = studies.gather(now=now)
    study = locked(team, now=now)
    runs.ask(study=study, by=team.lead, now=now)
    with pytest.raises(runs.RunRefused):
        runs.ask(study=study, by=team.lead, now=now)
    runs.ask(study=study, by=team.lead, now=now + timedelta(hours=2))
    assert study.runs.filter(state="failed").count() == 1


def test_data_that_changed_after_the_lock_give_no_numbers(now) -> None:
    team = studies.gather(now=now)
    study = locked(team, now=now)
    run = runs.ask(study=study, by=team.lead, now=now)
    AnalysisRun.objects.filter(pk=run.pk).update(data_hash="0" * 64)
    run = runs.perform(run=run, now=now)
    assert run.state == AnalysisRun.State.FAILED
    assert "locked" in run.error
    assert not run.results.exists()


def test_whatever_goes_wrong_in_the_other_process_ends_the_run_and_is_said(now) -> None:
    team = studies.gather(now=now)
    study = locked(team, now=now, sampled=60)
    data = queries.study_data(study)
    cases = [{**row, "inclusion_probability": "0"} for row in data.cases.records()]
    broken = StudyData(**{**vars(data), "cases": Table.of(data.cases.columns, cases)})
    found, failure = runs.apart(broken, 5)
    assert found == {}
    assert failure.endswith(")"), failure


def test_the_process_that_computes_has_one_thread_whatever_the_site_has(now, monkeypatch) -> None:
    for name in runs.THREADS:
        monkeypatch.setenv(name, "4")
    data = queries.study_data(studies.gather(now=now).study)
    assert runs.apart(data, None, threads.count) == ({"threads": {"value": 1}}, "")


def test_running_again_gives_the_same_digits_and_rows_that_stay(now) -> None:
    team = studies.gather(now=now)
    first = analysed(team, now=now)
    assert first.state == AnalysisRun.State.DONE, first.error
    second = runs.perform(
        run=runs.ask(study=team.study, by=team.lead, now=now, replicates=20), now=now
    )
    assert second.results_hash == first.results_hash
    assert runs.contents(second) == runs.contents(first)
    assert (second.seed, second.data_hash) == (first.seed, team.study.data_hash)
    assert {"numpy", "scipy", "python"} == set(second.libraries)
    assert AuditEvent.objects.filter(action="studies.run", detail__run=second.pk).count() == 1
    assert Answer.objects.count() > 100
    with pytest.raises(IntegrityError):
        Result.objects.filter(run=first).update(content={})
