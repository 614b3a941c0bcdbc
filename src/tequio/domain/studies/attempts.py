"""Attempts to reach a case: written down one after the other, never erased by a later one."""

from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Max

from tequio.domain.audit import actions as audit
from tequio.domain.studies import contact_rules, members
from tequio.domain.studies.dispositions import (
    NOT_WORKED,
    STOPS_CONTACT,
    final_codes,
    is_code,
    letters_of,
)
from tequio.domain.studies.errors import StudyRefused, WrongStage
from tequio.records.people import Person
from tequio.records.studies import StudyRole
from tequio.survey_records.models import Attempt, Case, Study

MODES: Final = ("web", "mail", "phone", "whatsapp")
RECORDERS: Final = (StudyRole.SUPERVISOR, StudyRole.INTERVIEWER, StudyRole.LEAD_EVALUATOR)
_TRIES: Final = 5


class AttemptRefused(StudyRefused):
    """An attempt that is not written down.

    `code` is unknown_case, not_released, unknown_mode, unknown_code or in_the_future.
    """


@transaction.atomic
def record(
    *,
    study: Study,
    by: Person,
    key: str,
    mode: str,
    code: str,
    made_at: datetime,
    now: datetime,
    interviewer: str = "",
) -> Attempt:
    """Writes down what somebody did; raises NotAllowed, WrongStage or AttemptRefused."""
    members.require(study, by, *RECORDERS)
    if study.data_locked_at is not None:
        raise WrongStage("locked")
    case = Case.objects.filter(study=study, key=key).first()
    if case is None:
        raise AttemptRefused("unknown_case")
    if case.released_at is None:
        raise AttemptRefused("not_released")
    if mode not in MODES:
        raise AttemptRefused("unknown_mode")
    if not is_code(code):
        raise AttemptRefused("unknown_code")
    if made_at > now:
        raise AttemptRefused("in_the_future")
    made = note(case_id=case.pk, mode=mode, code=code, at=made_at, interviewer=interviewer)
    audit.record(action="studies.attempt", subject=study, by=by, now=now, mode=mode, code=code)
    return made


def contact_faults(*, case_id: int, made: Attempt, local: datetime) -> tuple[str, ...]:
    """What an attempt does against the rules of contact: `fourth_in_a_week`, `at_night`.

    Also `after_the_end`: the case had answered, refused or proven not to belong here. `local` is
    the moment of the attempt where the person is.
    """
    if not contact_rules.is_contact(made.mode, made.code):
        return ()
    tried = Attempt.objects.filter(case_id=case_id).order_by("number")
    rows = list(tried.values_list("made_at", "mode", "code", "number"))
    moments = [at for at, mode, code, _ in rows if contact_rules.is_contact(mode, code)]
    before = [(made.case.key, code, mode) for _at, mode, code, n in rows if n < made.number]
    ended = final_codes(before).get(made.case.key, NOT_WORKED)
    found = {
        "after_the_end": letters_of(ended) in STOPS_CONTACT and not made.is_follow_up,
        "fourth_in_a_week": made.made_at in contact_rules.too_many(moments),
        "at_night": not contact_rules.is_by_day(local),
    }
    return tuple(code for code, holds in found.items() if holds)


def note(*, case_id: int, mode: str, code: str, at: datetime, interviewer: str = "") -> Attempt:
    """Writes an attempt under the next free number, whoever else writes at the same moment."""
    is_follow_up = Case.objects.filter(pk=case_id).values_list("followed_up", flat=True).get()
    for attempt in range(_TRIES):
        last = Attempt.objects.filter(case_id=case_id).aggregate(last=Max("number"))["last"]
        try:
            with transaction.atomic():
                return Attempt.objects.create(
                    case_id=case_id,
                    number=(last or 0) + 1,
                    mode=mode,
                    code=code,
                    made_at=at,
                    interviewer=interviewer,
                    is_follow_up=is_follow_up,
                )
        except IntegrityError as failure:
            if "attempt_numbered_once" not in str(failure) or attempt + 1 == _TRIES:
                raise
    raise AssertionError("the last try returns or raises")
