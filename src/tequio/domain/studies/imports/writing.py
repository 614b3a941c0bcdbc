"""Writes checked rows by COPY, answers with the attempt that each of them is."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.db.models import Max
from psycopg.types.json import Jsonb

from tequio.domain.studies.bulk import copy_in
from tequio.domain.studies.dispositions import COMPLETE, INTERVIEWED, PARTIAL, letters_of
from tequio.survey_records.models import (
    Answer,
    AskedMentor,
    Attempt,
    Case,
    ImportedFile,
    PersonalLink,
)

ANSWER: Final = (
    *("case", "questionnaire", "mode", "language", "consented_at", "consents", "values"),
    *("begun_at", "sent_at", "is_partial", "origin"),
)
ATTEMPT: Final = ("case", "number", "mode", "code", "made_at", "interviewer", "is_follow_up")


def write(*, kind: str, rows: Sequence[Mapping[str, Any]], now: datetime) -> None:
    """Writes the rows of a file of this kind."""
    if kind == ImportedFile.Kind.ATTEMPTS:
        _write_attempts(rows)
    elif kind == ImportedFile.Kind.MENTORS:
        AskedMentor.objects.bulk_create(AskedMentor(**row) for row in rows)
    else:
        _write_answers(rows, now)


def _write_answers(rows: Sequence[Mapping[str, Any]], now: datetime) -> None:
    ids = [row["case_id"] for row in rows]
    Answer.objects.filter(case_id__in=ids, sent_at__isnull=True).delete()
    copy_in(Answer, ANSWER, (_answer(row) for row in rows))
    PersonalLink.objects.filter(case_id__in=ids, withdrawn_at__isnull=True).update(withdrawn_at=now)
    tried = Attempt.objects.filter(case_id__in=ids).values_list("case_id", "code")
    interviewed = {case for case, code in tried if letters_of(code) in INTERVIEWED}
    followed = dict(Case.objects.filter(pk__in=ids).values_list("pk", "followed_up"))
    _write_attempts(
        [
            {
                "case_id": row["case_id"],
                "mode": row["mode"],
                "code": PARTIAL if row["is_partial"] else COMPLETE,
                "made_at": row["answered_at"],
                "interviewer": "",
                "is_follow_up": followed[row["case_id"]],
            }
            for row in rows
            if row["case_id"] not in interviewed
        ]
    )


def _answer(row: Mapping[str, Any]) -> tuple[object, ...]:
    at = row["answered_at"]
    said = (Jsonb(row["consents"]), Jsonb(row["values"]))
    first = (row["case_id"], row["questionnaire_id"], row["mode"], row["language"], at)
    return (*first, *said, at, at, row["is_partial"], "import")


def _write_attempts(rows: Sequence[Mapping[str, Any]]) -> None:
    """Numbers them after those there are, in the order in which they were made."""
    ids = {row["case_id"] for row in rows}
    last = dict(
        Attempt.objects.filter(case_id__in=ids).values_list("case_id").annotate(last=Max("number"))
    )
    made = []
    for row in sorted(rows, key=lambda row: (row["case_id"], row["made_at"])):
        last[row["case_id"]] = number = last.get(row["case_id"], 0) + 1
        told = (row["mode"], row["code"], row["made_at"], row["interviewer"], row["is_follow_up"])
        made.append((row["case_id"], number, *told))
    copy_in(Attempt, ATTEMPT, made)
