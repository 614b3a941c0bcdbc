"""A study that almost nobody answered is published all the same, and shows nobody."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tequio.domain.studies import (
    answers,
    draw,
    fact_check,
    folder,
    lock,
    publication,
    publishing,
    queries,
    release,
    runs,
    verify,
)
from tequio.domain.studies.recompute import faults
from tequio.survey_records.models import AnalysisRun, Answer, Case, Study
from tests import studies
from tests.domain.studies.field import SHORT_ANSWER, stored_form
from tests.studies import MINUTE, Team

pytestmark = pytest.mark.django_db
ANSWERED = 6
SAID = {*SHORT_ANSWER} - {"a_consent"}


@pytest.fixture
def team(now: datetime) -> Team:
    return in_the_field(now)


def in_the_field(now: datetime) -> Team:
    """A study in the field: forty were asked, six answered."""
    made = studies.gather(now=now)
    studies.mentored(studies.crowd(60, now=now - 90 * MINUTE)[:30], now=now - 90 * MINUTE)
    studies.lock(made, now=now, sample={"size": 40, "wave_size": 40}, follow_up=None,
                 forms={"rule": "all_short", "detailed_share": 0})  # fmt: skip
    studies.freeze(made, now=now + MINUTE)
    draw.draw(
        study=made.study, by=made.lead, public_value="48213", source="Lotería, sorteo 400",
        announced_at=now + 2 * MINUTE, now=now + 3 * MINUTE,
    )  # fmt: skip
    release.release(study=made.study, by=made.lead, count=40, now=now + 4 * MINUTE)
    form = stored_form(made.study, "short", now)
    for case in Case.objects.filter(study=made.study).order_by("release_order")[:ANSWERED]:
        begun = answers.begin(
            case_id=case.pk, questionnaire_id=form.pk, language="es", consents={},
            device_hash=b"1" * 32, now=now + 5 * MINUTE,
        )  # fmt: skip
        answers.keep(answer_id=begun, values=SHORT_ANSWER, year=now.year)
        answers.send(answer_id=begun, now=now + 5 * MINUTE)
    made.study.refresh_from_db()
    return made


def locked(team: Team, now: datetime) -> AnalysisRun:
    lock.lock_data(study=team.study, by=team.lead, now=now + 6 * MINUTE, knowing_few=True)
    team.study.refresh_from_db()
    run = runs.ask(study=team.study, by=team.lead, now=now + 7 * MINUTE)
    return runs.perform(run=run, now=now + 8 * MINUTE)


def test_locked_unknowingly_it_is_not(team: Team, now: datetime) -> None:
    with pytest.raises(lock.TooFewToLock):
        lock.lock_data(study=team.study, by=team.lead, now=now + 6 * MINUTE)
    assert Study.objects.get(pk=team.study.pk).data_locked_at is None


def test_what_few_people_said_is_in_no_table_and_no_number(team: Team, now: datetime) -> None:
    run = locked(team, now)
    assert run.state == AnalysisRun.State.DONE, run.error
    published = queries.study_data(team.study).answers
    assert len(published.rows) == ANSWERED
    for name in SAID & {*published.columns}:
        assert set(published.column(name)) == {""}, name
    assert set(published.column("form")) == {"short"}
    of_answers = [one for one in runs.contents(run).values() if one.get("source") == "survey"]
    assert not of_answers
    assert Answer.objects.filter(values__b_stage_now="3").count() == ANSWERED  # the study keeps it


def test_it_is_published_and_computed_again(
    team: Team, now: datetime, settings, tmp_path: Path
) -> None:
    settings.VAR = tmp_path
    locked(team, now)
    fact_check.open_window(study=team.study, by=team.lead, now=now + 9 * MINUTE)
    team.study.refresh_from_db()
    later = now + timedelta(days=40)
    publication.publish(study=team.study, by=team.lead, now=later)
    team.study.refresh_from_db()
    publishing.write_folder(study=team.study, now=later)
    place = publication.place_of(team.study)
    found = verify.verify(place)
    assert not found.faults
    assert any("40 released = 6 I" in words for words in found.checked)
    assert not faults(folder.read(place))
    results = json.loads((place / "results.json").read_text())["results"]
    assert results["few.answered"]["value"] == ANSWERED
    assert results["T7.RR1"]["value"] == ANSWERED / 40
    assert (results["few.bounds"]["lower"], results["few.bounds"]["upper"]) == (0, 1)
