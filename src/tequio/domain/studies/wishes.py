"""What respondents ask for by their link: not to take part, to take answers back, never a study.

The respondents' surface only writes the wish; a job of the platform carries it out, because the
list of those who want no contact lies on the other side of the wall.
"""

from datetime import datetime

from django.db import IntegrityError, transaction

from tequio.domain.audit import actions as audit
from tequio.domain.studies import attempts, do_not_contact, personal_links
from tequio.domain.studies.dispositions import INTERVIEWED, REFUSED, letters_of
from tequio.domain.studies.errors import StudyRefused
from tequio.survey_records.models import Answer, Attempt, RespondentWish, Study, SurveyLetter


class WishRefused(StudyRefused):
    """A wish that comes too late: `locked`."""


def ask(*, case_id: int, kind: str, now: datetime) -> None:
    """Writes a wish down; a second time changes nothing. Raises WishRefused for a late removal."""
    try:
        with transaction.atomic():
            RespondentWish.objects.get_or_create(
                case_id=case_id, kind=kind, defaults={"made_at": now}
            )
    except IntegrityError as failure:
        if "the data of this study are locked" not in str(failure):
            raise
        raise WishRefused("locked") from None


def carry_out_all(*, now: datetime) -> int:
    """Carries out every wish that waits; says how many."""
    waiting = RespondentWish.objects.filter(done_at__isnull=True).values_list("pk", flat=True)
    return sum(carry_out(wish_id=pk, now=now) for pk in list(waiting))


def taken_back(study: Study) -> int:
    """How many answers of a study those who gave them took back; never whose."""
    removed = RespondentWish.objects.filter(
        case__study=study, kind=RespondentWish.Kind.REMOVE, done_at__isnull=False
    )
    return removed.count()


@transaction.atomic
def carry_out(*, wish_id: int, now: datetime) -> bool:
    """Notes the refusal, closes links and letters; for never, adds to the global list."""
    wish = (
        RespondentWish.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("case__study")
        .filter(pk=wish_id, done_at__isnull=True)
        .first()
    )
    if wish is None:
        return False
    case = wish.case
    if case.study.data_locked_at is None:
        _take_back(wish, now)
    if wish.kind == RespondentWish.Kind.NEVER_CONTACT:
        do_not_contact.record_key(study=case.study, key=case.key, by=None, now=now)
    personal_links.withdraw_all(case_id=case.pk, now=now)
    SurveyLetter.objects.filter(case=case, state=SurveyLetter.State.QUEUED).update(
        state=SurveyLetter.State.CANCELLED
    )
    RespondentWish.objects.filter(pk=wish.pk).update(done_at=now)
    return True


def _take_back(wish: RespondentWish, now: datetime) -> None:
    """Whoever says no leaves nothing behind, also no sign of having answered.

    Answers that were sent stay where somebody later asks only for no further contact.
    """
    answer = Answer.objects.select_for_update().filter(case=wish.case).first()
    sent_at = answer.sent_at if answer else None
    if wish.kind == RespondentWish.Kind.NEVER_CONTACT and sent_at and sent_at <= wish.made_at:
        return
    if answer is not None:
        answer.delete()
    if sent_at is None:
        attempts.note(case_id=wish.case_id, mode="web", code=REFUSED, at=wish.made_at)
        return
    # An interview outranks a later refusal, so a code that stayed would count, and tell on her
    # (docs/methods/final-disposition.md).
    interviews = [
        attempt.pk
        for attempt in wish.case.attempts.all()
        if letters_of(attempt.code) in INTERVIEWED
    ]
    Attempt.objects.filter(pk__in=interviews).update(code=REFUSED)
    audit.record(action="studies.remove_answer", subject=wish.case.study, by=None, now=now)
