"""Checks a file and keeps what was found, then takes all of it once, or sets it aside."""

import hashlib
from dataclasses import asdict
from datetime import datetime
from typing import Final

from django.db import connection, transaction

from tequio.domain.audit import actions as audit
from tequio.domain.studies import members
from tequio.domain.studies.errors import CellFault, StudyRefused, WrongStage
from tequio.domain.studies.imports import (
    answer_files,
    attempt_files,
    mentor_files,
    sheets,
    writing,
)
from tequio.domain.studies.imports.checked import MOST_FAULTS, Checked, ImportRefused
from tequio.records.people import Person
from tequio.records.studies import StudyRole
from tequio.survey_records.models import ImportedFile, Study
from tequio.survey_records.models import Questionnaire as StoredForm

IMPORTERS: Final = (StudyRole.SUPERVISOR, StudyRole.LEAD_EVALUATOR)


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
    if kind == ImportedFile.Kind.MENTORS:
        return mentor_files.check_mentors(study=study, sheet=sheet, now=now, values_are_right=again)
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
            "faults": [asdict(cell) for cell in (found.faults or found.warnings)[:MOST_FAULTS]],
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
    writing.write(kind=file.kind, rows=found.rows, now=now)
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


@transaction.atomic
def set_faulty_aside(*, study: Study, by: Person, now: datetime) -> int:
    """Decides that no file with faults is imported, and gives how many there were."""
    members.require(study, by, *IMPORTERS)
    faulty = ImportedFile.objects.select_for_update().filter(
        study=study, state=ImportedFile.State.FAULTY
    )
    number = faulty.update(
        state=ImportedFile.State.SET_ASIDE, decided_at=now, content=None, faults=[]
    )
    audit.record(action="studies.set_files_aside", subject=study, by=by, now=now, files=number)
    return number


def _one_import_at_a_time(study: Study) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [0x1A7, study.pk])
