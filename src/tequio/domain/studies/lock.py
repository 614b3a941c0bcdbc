"""The data lock: nothing open, one hash, and from then on nothing changes."""

from datetime import datetime
from typing import Final

from django.db import transaction

from tequio.domain.audit import actions as audit
from tequio.domain.studies import answers, attempts, ledger, members, queries, sealed
from tequio.domain.studies.dispositions import BROKEN_OFF, PARTIAL
from tequio.domain.studies.errors import StudyRefused, WrongStage
from tequio.domain.studies.follow_up import silent_keys
from tequio.domain.studies.questionnaires.checking import core_share
from tequio.domain.studies.questionnaires.model import from_content
from tequio.domain.studies.study_data import FEWEST_ANSWERS
from tequio.records.people import Person
from tequio.records.studies import StudyRole
from tequio.survey_records.models import (
    Answer,
    Attempt,
    Case,
    FollowUp,
    ImportedFile,
    Plan,
    RespondentWish,
    Signature,
    Study,
    SurveyLetter,
)

OPEN_LETTERS = (SurveyLetter.State.QUEUED, SurveyLetter.State.SENDING, SurveyLetter.State.HELD)
MOST_REPORTED: Final = 100_000_000
OPEN_FILES = (ImportedFile.State.FAULTY, ImportedFile.State.READY)


class ItemsOpen(StudyRefused):
    """Data that are not locked yet, because of what `items` lists (code -> how many)."""

    def __init__(self, items: dict[str, int]) -> None:
        super().__init__("open", sum(items.values()))
        self.items = items


class TooFewToLock(StudyRefused):
    """Fewer answers than any number is made of, and nobody said that this is known."""


class FollowUpUntried(StudyRefused):
    """A follow-up was drawn and nobody of it asked again, and nobody said that this is known."""


def open_items(study: Study) -> dict[str, int]:
    """What stands in the way of the lock: code -> how many."""
    plan = Plan.objects.filter(study=study).first()
    plans_follow_up = bool(plan and plan.content.get("follow_up"))
    followed_up = FollowUp.objects.filter(study=study).exists()
    counts = {
        "begun_answers": Answer.objects.filter(case__study=study, sent_at__isnull=True).count(),
        "wishes": RespondentWish.objects.filter(case__study=study, done_at__isnull=True).count(),
        "letters": SurveyLetter.objects.filter(case__study=study, state__in=OPEN_LETTERS).count(),
        "files": ImportedFile.objects.filter(study=study, state__in=OPEN_FILES).count(),
        "cases_without_form": Case.objects.filter(
            study=study, released_at__isnull=False, form=""
        ).count(),
        "follow_up": int(plans_follow_up and not followed_up and bool(silent_keys(study))),
        "imbalances": len(ledger.of(study).imbalances),
    }
    return {code: number for code, number in counts.items() if number}


@transaction.atomic
def close_begun(*, study: Study, by: Person, now: datetime) -> tuple[int, int]:
    """Ends answers that were begun and not sent: partial interviews, or break-offs.

    A break-off's values are erased: whoever did not send did not give them. Gives both numbers.
    """
    members.require(study, by, StudyRole.LEAD_EVALUATOR, StudyRole.SUPERVISOR)
    if study.data_locked_at is not None:
        raise WrongStage("locked")
    begun = Answer.objects.select_for_update(of=("self",)).select_related("questionnaire")
    partial = broken = 0
    for answer in begun.filter(case__study=study, sent_at__isnull=True):
        form = from_content(answer.questionnaire.content)
        if core_share(form, answer.values, year=now.year) >= answers.ENOUGH:
            answers.finish(answer, form, is_partial=True, now=now)
            code = PARTIAL
            partial += 1
        else:
            answer.delete()
            code = BROKEN_OFF
            broken += 1
        attempts.note(case_id=answer.case_id, mode=answer.mode, code=code, at=now)
    audit.record(
        action="studies.close_begun", subject=study, by=by, now=now, partial=partial, broken=broken
    )
    return partial, broken


def too_few_answers(study: Study) -> bool:
    """Whether the answers without the follow-up's are fewer than any number is made of."""
    answered = Answer.objects.filter(
        case__study=study, case__followed_up=False, sent_at__isnull=False
    )
    return answered.count() < FEWEST_ANSWERS


def follow_up_untried(study: Study) -> bool:
    """Whether a follow-up was drawn and no attempt was made with anybody of it."""
    tried = Attempt.objects.filter(case__study=study, is_follow_up=True)
    return FollowUp.objects.filter(study=study).exists() and not tried.exists()


@transaction.atomic
def lock_data(
    *,
    study: Study,
    by: Person,
    now: datetime,
    knowing_few: bool = False,
    knowing_untried: bool = False,
) -> str:
    """Locks the data under their hash, which it gives; raises NotAllowed, WrongStage, ItemsOpen.

    With fewer than ten answers TooFewToLock, with a follow-up that nobody tried FollowUpUntried,
    unless that is known to whoever locks.
    """
    members.require(study, by, StudyRole.LEAD_EVALUATOR)
    # Waits for every answer under way, and they for it: see the triggers of migration 0004.
    study = Study.objects.select_for_update().get(pk=study.pk)
    if study.data_locked_at is not None or study.field_opened_at is None:
        raise WrongStage("locked" if study.data_locked_at else "not_in_field")
    items = open_items(study)
    if items:
        raise ItemsOpen(items)
    if too_few_answers(study) and not knowing_few:
        raise TooFewToLock("few_answers")
    if follow_up_untried(study) and not knowing_untried:
        raise FollowUpUntried("follow_up_untried")
    study.sealed_salt = sealed.salt()
    data_hash = queries.study_data(study).sha256
    Study.objects.filter(pk=study.pk).update(
        data_locked_at=now, data_hash=data_hash, sealed_salt=study.sealed_salt
    )
    Signature.objects.create(
        study=study,
        subject=Signature.Subject.DATA,
        sha256=data_hash,
        name=by.name,
        role=StudyRole.LEAD_EVALUATOR,
        signed_at=now,
    )
    audit.record(action="studies.lock_data", subject=study, by=by, now=now)
    return data_hash


@transaction.atomic
def explain_gap(
    *,
    study: Study,
    by: Person,
    reported: int | None,
    explanation_es: str,
    explanation_en: str,
    now: datetime,
) -> None:
    """Writes down the number of respondents that is reported, and why it differs; not the data."""
    members.require(study, by, StudyRole.LEAD_EVALUATOR)
    if study.published_at is not None:
        raise WrongStage("published")
    if reported is not None and not 0 <= reported <= MOST_REPORTED:
        raise StudyRefused("out_of_range")
    Study.objects.filter(pk=study.pk).update(
        respondents_reported=reported,
        gap_explanation_es=explanation_es.strip(),
        gap_explanation_en=explanation_en.strip(),
    )
    audit.record(action="studies.explain_gap", subject=study, by=by, now=now)
