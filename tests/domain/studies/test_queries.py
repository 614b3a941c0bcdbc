"""The study as one value, and the lock that the database itself keeps."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from tequio.domain.studies import ledger, queries
from tequio.domain.studies.study_data import Table
from tequio.survey_records.models import Answer, Attempt, Case, FollowUp, Study
from tests.domain.studies import field

pytestmark = pytest.mark.django_db


def answered(study: Study, number: int, now: datetime, **changes: Any) -> Answer:
    """An answer on file, without an attempt."""
    form = study.questionnaires.first() or field.stored_form(study, "short", now)
    values: dict[str, Any] = {
        "case": Case.objects.get(study=study, key=field.key(number)),
        "questionnaire": form,
        "mode": "web",
        "language": "es",
        "consented_at": now,
        "consents": {"recontact": True, "reuse": True},
        "values": field.SHORT_ANSWER,
        "begun_at": now,
        "sent_at": now,
        "origin": "web",
    }
    return Answer.objects.create(**(values | changes))


def test_a_study_without_anything_has_empty_tables(now: datetime) -> None:
    study = Study.objects.create(title_es="a", title_en="a", made_at=now)
    data = queries.study_data(study)
    assert (data.frame.rows, data.cases.rows, data.attempts.rows) == ((), (), ())
    assert data.answers.columns == (*queries.ANSWER_COLUMNS, *queries.CONSENT_COLUMNS)
    assert len(data.sha256) == 64


def test_cases_carry_the_final_code_of_all_their_attempts(now: datetime) -> None:
    study = field.study_in_the_field(now, cases=4, released=3)
    for code in ("3.19", "2.112", "3.13"):
        field.attempt(study, 0, code, now)
    field.attempt(study, 1, "3.19", now)
    rows = {row["key"]: row for row in queries.study_data(study).cases.records()}
    assert [rows[field.key(n)]["code"] for n in range(4)] == ["2.112", "3.19", "3.11", ""]
    assert [rows[field.key(n)]["wave"] for n in range(4)] == ["1", "1", "1", ""]
    assert rows["k00"]["inclusion_probability"] == "0.5"


def test_answers_are_one_column_a_variable_and_never_free_text(now: datetime) -> None:
    study = field.study_in_the_field(now, cases=12)
    detailed = field.stored_form(study, "detailed", now)
    said = {"i_nps": "9", "c_help": "canary", "z_improper": "1", "z_birth": "1984"}
    answered(study, 0, now, questionnaire=detailed, values=said)
    short = field.stored_form(study, "short", now)
    answered(study, 1, now, questionnaire=short)
    answered(study, 2, now, questionnaire=short, sent_at=None)
    for number in range(3, 11):
        answered(study, number, now, questionnaire=short)
    table = queries.study_data(study).answers
    rows = {row["key"]: row for row in table.records()}
    assert set(rows) == {field.key(number) for number in range(11)} - {"k02"}
    assert "canary" not in table.csv()
    assert not {"c_help", "z_improper", "z_improper_what"} & set(table.columns)
    assert (rows["k00"]["z_birth"], rows["k00"]["i_nps"]) == ("", "9")  # nobody shares it
    told = {row["key"]: row for row in queries.answer_table(study).records()}
    assert told["k00"]["z_birth"] == "1980-1989"
    assert (rows["k01"]["f_applied"], rows["k01"]["f_result"]) == ("1", "received")
    assert (rows["k01"]["h_bds"], rows["k01"]["consent_quote"]) == ("course bank", "0")


def test_the_value_is_the_same_each_time_and_goes_through_text(now: datetime) -> None:
    study = field.study_in_the_field(now)
    field.attempt(study, 0, "1.1", now)
    answered(study, 0, now)
    data = queries.study_data(study)
    assert data == queries.study_data(study)
    assert Table.from_csv(data.answers.csv()) == data.answers
    assert Table.from_csv(data.frame.csv()) == data.frame
    assert ledger.of_data(data) == ledger.of(study)


@pytest.fixture
def locked(now: datetime) -> Study:
    """A study with one answer, one unsent answer and one attempt, locked."""
    study = field.study_in_the_field(now)
    field.attempt(study, 0, "1.1", now)
    answered(study, 0, now)
    answered(study, 1, now, sent_at=None)
    Study.objects.filter(pk=study.pk).update(data_locked_at=now, data_hash="a" * 64)
    study.refresh_from_db()
    return study


def refused(change: Any) -> None:
    said = r"locked|not changed|not taken back"
    with pytest.raises(IntegrityError, match=said), transaction.atomic():
        change()


def test_after_the_lock_nothing_about_the_data_changes(locked: Study, now: datetime) -> None:
    case = locked.cases.get(key="k02")
    refused(lambda: field.attempt(locked, 0, "3.19", now))
    refused(lambda: Attempt.objects.update(code="2.11"))
    refused(lambda: Attempt.objects.all().delete())
    refused(lambda: answered(locked, 3, now))
    refused(lambda: Answer.objects.filter(sent_at=None).update(sent_at=now))
    refused(lambda: Answer.objects.filter(sent_at=None).delete())
    refused(lambda: Case.objects.filter(pk=case.pk).update(form="detailed"))
    refused(lambda: Case.objects.filter(pk=case.pk).delete())
    refused(
        lambda: FollowUp.objects.create(
            study=locked, silent=1, drawn=1, seed="a", modes=[], drawn_at=now
        )
    )
    refused(lambda: Study.objects.filter(pk=locked.pk).update(data_locked_at=None))
    refused(lambda: Study.objects.filter(pk=locked.pk).update(data_hash="b" * 64))


def test_after_the_lock_the_study_goes_on(locked: Study, now: datetime) -> None:
    later = now + timedelta(days=1)
    Study.objects.filter(pk=locked.pk).update(fact_check_from=later, published_at=later)
    assert Study.objects.get(pk=locked.pk).stage == "published"


def test_a_sent_answer_is_not_changed_even_before_the_lock(now: datetime) -> None:
    answer = answered(field.study_in_the_field(now), 0, now)
    refused(lambda: Answer.objects.filter(pk=answer.pk).update(values={"i_nps": "0"}))


def locked_with_free_text(now: datetime) -> tuple[Study, Answer]:
    study = field.study_in_the_field(now)
    detailed = field.stored_form(study, "detailed", now)
    said = {"i_nps": "9", "c_help": "canary", "z_improper": "1"}
    answer = answered(study, 0, now, questionnaire=detailed, values=said)
    study.sealed_salt = "5" * 32
    study.save()
    return study, answer


@pytest.mark.parametrize(
    "changed", [{"c_help": "another"}, {"z_improper": "0"}, {"c_help": ""}, {"d_change": "added"}]
)
def test_free_text_and_safeguarding_are_in_the_hash_of_the_data(now: datetime, changed) -> None:
    study, answer = locked_with_free_text(now)
    before = queries.study_data(study)
    with connection.cursor() as cursor:  # somebody with the database in hand
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE survey_records_answer DISABLE TRIGGER USER")
    Answer.objects.filter(pk=answer.pk).update(values={**answer.values, **changed})
    after = queries.study_data(study)
    assert after.answers == before.answers
    assert after.sha256 != before.sha256


def test_what_is_sealed_is_a_hash_and_no_text(now: datetime) -> None:
    study, _answer = locked_with_free_text(now)
    sealed = queries.study_data(study).sealed
    assert set(sealed) == {"answers", "sha256"}
    assert sealed["answers"] == 1
    assert "canary" not in str(sealed)


def test_the_same_text_under_another_salt_is_another_hash(now: datetime) -> None:
    study, _answer = locked_with_free_text(now)
    before = queries.study_data(study).sealed
    study.sealed_salt = "6" * 32
    assert queries.study_data(study).sealed != before


def test_before_the_lock_nothing_is_sealed(now: datetime) -> None:
    study = Study.objects.create(title_es="a", title_en="a", made_at=now)
    assert queries.study_data(study).sealed == {}
