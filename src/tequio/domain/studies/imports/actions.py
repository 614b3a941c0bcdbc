"""Checks a file and keeps what was found, then takes all of it once, or sets it aside."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import Max

from tequio.domain.audit import actions as audit
from tequio.domain.studies import members
from tequio.domain.studies.dispositions import COMPLETE, INTERVIEWED, PARTIAL, letters_of
from tequio.domain.studies.errors import CellFault, StudyRefused, WrongStage
from tequio.domain.studies.imports import answer_files, attempt_files, sheets
from tequio.domain.studies.imports.checked import MOST_FAULTS, Checked, ImportRefused
from tequio.records.people import Person
from tequio.records.studies import StudyRole
from tequio.survey_records.models import Answer, Attempt, Case, ImportedFile, PersonalLink, Study
from tequio.survey_records.models import Questionnaire as StoredForm

IMPORTERS: Final = (StudyRole.SUPERVISOR, StudyRole.LEAD_EVALUATOR)
BATCH: Final = 2000


class FileClosed(StudyRefused):
    """A file that was imported or set aside before."""


def check_file(
    *, study: Study, kind: str, name: str, content: bytes, now: datetime, again: bool = False
) -> Checked:
    """The dry run: what a file would bring, or every bad cell; nothing is written.

    `again` is for a file found right before: only what may have changed since is looked at.
    """
    sheet = sheets.read(content, name)
    if isinstance(sheet, CellFault):
        return Checked((), (sheet,))
    if kind == ImportedFile.Kind.ATTEMPTS:
        return attempt_files.check_attempts(study=study, sheet=sheet, now=now)
    return answer_files.check_answers(study=study, sheet=sheet, now=now, values_are_right=again)


@transaction.atomic
def check(
    *, study: Study, by: Person, kind: str, name: str, content: bytes, now: datetime
) -> ImportedFile:
    """Checks a file and remembers it by its hash; a file that was imported stays imported."""
    members.require(study, by, *IMPORTERS)
    digest = hashlib.sha256(content).hexdigest()
    known = ImportedFile.objects.filter(study=study, kind=kind, sha256=digest).first()
    if known is not None and known.state == ImportedFile.State.APPLIED:
        return known
    if study.data_locked_at is not None:
        raise WrongStage("locked")
    found = check_file(study=study, kind=kind, name=name, content=content, now=now)
    state = ImportedFile.State.FAULTY if found.faults else ImportedFile.State.READY
    file, _is_first = ImportedFile.objects.update_or_create(
        study=study,
        kind=kind,
        sha256=digest,
        defaults={
            "name": name[:120],
            "state": state,
            "rows": len(found.rows),
            "fault_count": len(found.faults),
            "faults": [asdict(fault) for fault in found.faults[:MOST_FAULTS]],
            "content": None if found.faults else content,
            "made_at": now,
        },
    )
    audit.record(
        action="studies.check_file", subject=study, by=by, now=now, faults=len(found.faults)
    )
    return file


@transaction.atomic
def apply(*, file: ImportedFile, by: Person, now: datetime) -> ImportedFile:
    """Takes a checked file as a whole; once is enough. Raises ImportRefused, FileClosed."""
    study = file.study
    members.require(study, by, *IMPORTERS)
    _one_import_at_a_time(study)
    file = ImportedFile.objects.select_for_update().get(pk=file.pk)
    if file.state == ImportedFile.State.APPLIED:
        return file
    if file.state != ImportedFile.State.READY or file.content is None:
        raise FileClosed("faulty" if file.state == ImportedFile.State.FAULTY else "set_aside")
    study.refresh_from_db()
    content = bytes(file.content)
    newer = StoredForm.objects.filter(study=study, made_at__gt=file.made_at).exists()
    found = check_file(
        study=study, kind=file.kind, name=file.name, content=content, now=now, again=not newer
    )
    if found.faults:
        raise ImportRefused(found.faults)
    write(kind=file.kind, rows=found.rows, now=now)
    file.state, file.decided_at, file.content = ImportedFile.State.APPLIED, now, None
    file.save(update_fields=["state", "decided_at", "content"])
    audit.record(action="studies.import", subject=study, by=by, now=now, rows=len(found.rows))
    return file


@transaction.atomic
def set_aside(*, file: ImportedFile, by: Person, now: datetime) -> None:
    """Decides that a file is not imported; what it held is erased here."""
    members.require(file.study, by, *IMPORTERS)
    file = ImportedFile.objects.select_for_update().get(pk=file.pk)
    if file.state == ImportedFile.State.APPLIED:
        raise FileClosed("applied")
    file.state, file.decided_at = ImportedFile.State.SET_ASIDE, now
    file.content, file.faults = None, []
    file.save(update_fields=["state", "decided_at", "content", "faults"])
    audit.record(action="studies.set_file_aside", subject=file.study, by=by, now=now)


def write(*, kind: str, rows: Sequence[Mapping[str, Any]], now: datetime) -> None:
    """Writes checked rows, answers with the attempt that each of them is."""
    if kind == ImportedFile.Kind.ATTEMPTS:
        _write_attempts(rows)
    else:
        _write_answers(rows, now)


def _write_answers(rows: Sequence[Mapping[str, Any]], now: datetime) -> None:
    ids = [row["case_id"] for row in rows]
    Answer.objects.filter(case_id__in=ids, sent_at__isnull=True).delete()
    Answer.objects.bulk_create(
        (
            Answer(
                case_id=row["case_id"],
                questionnaire_id=row["questionnaire_id"],
                mode=row["mode"],
                language=row["language"],
                consented_at=row["answered_at"],
                consents=row["consents"],
                values=row["values"],
                begun_at=row["answered_at"],
                sent_at=row["answered_at"],
                is_partial=row["is_partial"],
                origin="import",
            )
            for row in rows
        ),
        batch_size=BATCH,
    )
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


def _write_attempts(rows: Sequence[Mapping[str, Any]]) -> None:
    """Numbers them after those there are, in the order in which they were made."""
    ids = {row["case_id"] for row in rows}
    last = dict(
        Attempt.objects.filter(case_id__in=ids).values_list("case_id").annotate(last=Max("number"))
    )
    made = []
    for row in sorted(rows, key=lambda row: (row["case_id"], row["made_at"])):
        last[row["case_id"]] = last.get(row["case_id"], 0) + 1
        made.append(Attempt(number=last[row["case_id"]], **row))
    Attempt.objects.bulk_create(made, batch_size=BATCH)


def _one_import_at_a_time(study: Study) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [0x1A7, study.pk])
