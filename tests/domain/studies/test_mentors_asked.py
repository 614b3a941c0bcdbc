"""Mentors are asked beside the frame: under keys, counted with the silent, kept with the lock."""

from collections.abc import Mapping
from datetime import datetime

import pytest
from django.db import IntegrityError

from tequio.domain.studies import queries
from tequio.domain.studies.analysis.mentors import mentors
from tequio.domain.studies.imports import actions
from tequio.records.people import Person
from tequio.survey_records.models import AskedMentor, Study
from tests.cast import Cast
from tests.domain.studies import field
from tests.domain.studies.test_imports import as_csv

KEYS = [f"{number:032x}" for number in range(30)]
SAID = {
    **{"mode": "web", "language": "es", "answered_at": "2026-11-18", "a_consent": "1"},
    **{"m_requests_n": "8", "m_answered_n": "6", "m_delay": "day", "m_why_not": "busy"},
    **{"m_mentees_n": "2", "m_hours": "3", "m_topics": "T01", "m_continue": "1", "i_nps": "9"},
}


def row(number: int, **changes: str) -> dict[str, str]:
    return {"key": KEYS[number], **SAID, **changes}


@pytest.fixture
def study(now: datetime) -> Study:
    return field.study_in_the_field(now, cases=6, released=5)


@pytest.fixture
def lead(study: Study, cast: Cast, now: datetime) -> Person:
    return field.lead(study, cast.luis, now)


def imported(study: Study, lead: Person, rows: list[dict[str, str]], now: datetime) -> None:
    file = actions.check(
        study=study, by=lead, kind="mentors", name="m.csv", content=as_csv(rows), now=now
    )
    assert file.faults == []
    actions.apply(file=file, by=lead, now=now)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"key": "ana@example.org"}, (2, "key", "not_a_key", "")),
        ({"answered_at": "", "m_delay": "day"}, (2, "a_consent", "no_moment", "1")),
        ({"a_consent": "0"}, (2, "a_consent", "no_consent", "0")),
        ({"m_answered_n": "9"}, (2, "m_answered_n", "out_of_range", "9")),
        ({"m_delay": "never"}, (2, "m_delay", "not_in_codebook", "never")),
        ({"form": "short"}, (2, "form", "unknown_form", "short")),
        ({"b_stage_now": "1"}, (1, "b_stage_now", "not_in_mentor", "")),
    ],
)
def test_a_bad_cell_is_named_and_what_is_no_key_is_not_repeated(
    study: Study, now: datetime, changes: Mapping[str, str], fault: tuple[int, str, str, str]
) -> None:
    found = actions.check_file(
        study=study, kind="mentors", name="m.csv", content=as_csv([row(0, **changes)]), now=now
    )
    assert found.rows == ()
    assert fault in {(one.row, one.column, one.code, one.value) for one in found.faults}


@pytest.mark.django_db
def test_a_mentor_is_asked_once(study: Study, lead: Person, now: datetime) -> None:
    imported(study, lead, [row(0)], now)
    again = actions.check_file(
        study=study, kind="mentors", name="m.csv", content=as_csv([row(0), row(1), row(1)]), now=now
    )
    assert [(fault.row, fault.code) for fault in again.faults] == [
        (2, "asked_already"),
        (4, "twice_in_file"),
    ]


@pytest.mark.django_db
def test_nothing_of_a_mentor_changes_after_the_lock(
    study: Study, lead: Person, now: datetime
) -> None:
    imported(study, lead, [row(0)], now)
    Study.objects.filter(pk=study.pk).update(data_locked_at=now, data_hash="0" * 64)
    with pytest.raises(IntegrityError, match="locked"):
        AskedMentor.objects.update(values={})


@pytest.mark.django_db
def test_the_silent_count_among_those_asked_and_answers_make_the_mentors_side(
    study: Study, lead: Person, now: datetime
) -> None:
    silent = [{"key": key} for key in KEYS[20:]]
    imported(study, lead, [*(row(number) for number in range(20)), *silent], now)
    data = queries.study_data(study)
    assert "m_first_message" not in data.mentors.columns
    assert not {"m_requests_n", "m_delay"} & set(data.answers.columns)
    found = mentors(data, 10)
    assert (found["T27.asked"]["value"], found["T27.n"]["value"]) == (30, 20)
    assert found["T27.response"]["value"] == pytest.approx(20 / 30)
    assert found["T27.reply_rate"]["value"] == pytest.approx(0.75)
    assert found["F16"]["rows"][0]["label"] == "m_why_not=busy"


@pytest.mark.django_db
def test_fewer_mentors_than_the_threshold_are_not_shown(
    study: Study, lead: Person, now: datetime
) -> None:
    imported(study, lead, [row(number) for number in range(9)], now)
    assert mentors(queries.study_data(study), 10) == {}


@pytest.mark.django_db
def test_a_study_without_mentors_has_the_hash_that_it_had_before_there_were_any(
    study: Study, lead: Person, now: datetime
) -> None:
    before = queries.study_data(study)
    assert before.mentors.columns == ()
    imported(study, lead, [row(0)], now)
    assert queries.study_data(study).sha256 != before.sha256
