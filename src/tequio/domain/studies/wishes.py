"""What respondents ask for by their link: not to take part, or never to be asked by any study.

The respondents' surface only writes the wish; a job of the platform carries it out, because the
list of those who want no contact lies on the other side of the wall.
"""

from datetime import datetime

from django.db import transaction

from tequio.domain.studies import attempts, do_not_contact, personal_links
from tequio.domain.studies.dispositions import REFUSED
from tequio.survey_records.models import Answer, RespondentWish, SurveyLetter


def ask(*, case_id: int, kind: str, now: datetime) -> None:
    """Writes a wish down; a second time changes nothing."""
    RespondentWish.objects.get_or_create(case_id=case_id, kind=kind, defaults={"made_at": now})


def carry_out_all(*, now: datetime) -> int:
    """Carries out every wish that waits; says how many."""
    waiting = RespondentWish.objects.filter(done_at__isnull=True).values_list("pk", flat=True)
    return sum(carry_out(wish_id=pk, now=now) for pk in list(waiting))


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
        # What was begun was not given: whoever says no leaves nothing behind.
        Answer.objects.filter(case=case, sent_at__isnull=True).delete()
        attempts.note(case_id=case.pk, mode="web", code=REFUSED, at=wish.made_at)
    if wish.kind == RespondentWish.Kind.NEVER_CONTACT:
        do_not_contact.record_key(study=case.study, key=case.key, by=None, now=now)
    personal_links.withdraw_all(case_id=case.pk, now=now)
    SurveyLetter.objects.filter(case=case, state=SurveyLetter.State.QUEUED).update(
        state=SurveyLetter.State.CANCELLED
    )
    RespondentWish.objects.filter(pk=wish.pk).update(done_at=now)
    return True
