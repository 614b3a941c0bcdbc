"""The fact-check: a window in which the programme points out errors of fact, and is answered."""

from datetime import datetime, timedelta

from django.db import transaction

from tequio.domain.audit import actions as audit
from tequio.domain.studies import members, runs, signatures
from tequio.domain.studies.errors import StudyRefused, WrongStage
from tequio.records.people import Person
from tequio.records.studies import StudyRole
from tequio.survey_records.models import FactCheckNote, Plan, Signature, Study

LONGEST = 2000


class NoteRefused(StudyRefused):
    """A note or an answer that is not kept: `empty`, `too_long`, `window_over`."""


@transaction.atomic
def open_window(*, study: Study, by: Person, now: datetime) -> Study:
    """Gives the report to the programme; the lead evaluator signs its numbers by it.

    Raises NotAllowed, and WrongStage without results or when it is open already.
    """
    members.require(study, by, StudyRole.LEAD_EVALUATOR)
    held = Study.objects.select_for_update().get(pk=study.pk)
    run = runs.latest(held)
    if run is None:
        raise WrongStage("no_results")
    if held.fact_check_from is not None:
        raise WrongStage("fact_check")
    days = _days(held, "fact_check_days", 10)
    held.fact_check_from, held.fact_check_until = now, now + timedelta(days=days)
    held.save(update_fields=["fact_check_from", "fact_check_until"])
    signatures.sign_hash(
        study=held, by=by, subject=Signature.Subject.REPORT, sha256=run.results_hash,
        role=StudyRole.LEAD_EVALUATOR, now=now,
    )  # fmt: skip
    audit.record(action="studies.open_fact_check", subject=held, by=by, now=now, days=days)
    return held


@transaction.atomic
def note(*, study: Study, by: Person, about: str, text: str, now: datetime) -> FactCheckNote:
    """What the programme holds for an error; raises NotAllowed, WrongStage, NoteRefused."""
    members.require(study, by, members.PLATFORM)
    if study.fact_check_from is None or study.published_at is not None:
        raise WrongStage("published" if study.published_at else "no_fact_check")
    if study.fact_check_until is not None and now > study.fact_check_until:
        raise NoteRefused("window_over")
    _check(text)
    made = FactCheckNote.objects.create(
        study=study, about=about.strip()[:80], note=text.strip(), made_by=by.name, made_at=now
    )
    audit.record(action="studies.note_error", subject=study, by=by, now=now, note=made.pk)
    return made


@transaction.atomic
def answer(*, study: Study, by: Person, number: int, text: str, now: datetime) -> FactCheckNote:
    """The evaluator's answer, printed beside; raises NotAllowed, WrongStage, NoteRefused."""
    members.require(study, by, StudyRole.LEAD_EVALUATOR)
    if study.published_at is not None:
        raise WrongStage("published")
    _check(text)
    one = FactCheckNote.objects.select_for_update().get(study=study, pk=number)
    one.answer, one.answered_at = text.strip(), now
    one.save(update_fields=["answer", "answered_at"])
    audit.record(action="studies.answer_note", subject=study, by=by, now=now, note=one.pk)
    return one


@transaction.atomic
def sign_again(*, study: Study, by: Person, now: datetime) -> None:
    """The lead evaluator signs numbers that were computed anew while the programme reads.

    Raises NotAllowed, and WrongStage where there is nothing to sign or it is signed.
    """
    members.require(study, by, StudyRole.LEAD_EVALUATOR)
    run = runs.latest(study)
    if study.published_at is not None or study.fact_check_from is None or run is None:
        raise WrongStage("published" if study.published_at else "no_fact_check")
    signatures.sign_hash(
        study=study, by=by, subject=Signature.Subject.REPORT, sha256=run.results_hash,
        role=StudyRole.LEAD_EVALUATOR, now=now,
    )  # fmt: skip


def needs_signature(study: Study) -> bool:
    """Whether the numbers as they are now were computed after the last signature."""
    run = runs.latest(study)
    if run is None or study.fact_check_from is None or study.published_at is not None:
        return False
    signed = signatures.roles_that_signed(study, Signature.Subject.REPORT, run.results_hash)
    return StudyRole.LEAD_EVALUATOR not in signed


def windows_from(study: Study, opened: datetime) -> tuple[datetime, datetime]:
    """Until when errors and until when answers could be given if it were opened at a moment."""
    return (
        opened + timedelta(days=_days(study, "fact_check_days", 10)),
        opened + timedelta(days=_days(study, "response_days", 30)),
    )


def responses_until(study: Study) -> datetime | None:
    """Until when the programme may answer the recommendations."""
    if study.fact_check_from is None:
        return None
    return study.fact_check_from + timedelta(days=_days(study, "response_days", 30))


def _days(study: Study, name: str, otherwise: int) -> int:
    plan = Plan.objects.filter(study=study).first()
    windows = (plan.content.get("windows") or {}) if plan else {}
    days = windows.get(name)
    return int(otherwise if days is None else days)


def _check(text: str) -> None:
    if not text.strip():
        raise NoteRefused("empty")
    if len(text) > LONGEST:
        raise NoteRefused("too_long")
