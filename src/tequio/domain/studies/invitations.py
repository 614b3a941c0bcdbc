"""Letters to those who were drawn: a ledger without addresses, which are read as each is sent."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import make_msgid
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from procrastinate.contrib.django import app

from tequio.domain.audit import actions as audit
from tequio.domain.studies import (
    attempts,
    contact_rules,
    do_not_contact,
    links_of_people,
    members,
    personal_links,
    queries,
)
from tequio.domain.studies.dispositions import (
    NOTHING_RETURNED,
    STOPS_CONTACT,
    UNDELIVERED,
    letters_of,
)
from tequio.domain.studies.errors import StudyRefused, WrongStage
from tequio.domain.studies.questionnaires.versions import keep_standard
from tequio.records.people import Person
from tequio.records.studies import StudyRole
from tequio.survey_records.models import Answer, Attempt, Case, RespondentWish, Study, SurveyLetter

SEND_LETTER: Final = "studies.send_letter"
SENDERS: Final = (StudyRole.SUPERVISOR, StudyRole.LEAD_EVALUATOR)
MOST_TRIES: Final = 5
STUCK_AFTER: Final = timedelta(minutes=5)
ON_THE_LIST: Final = "2.11"  # a wish said to another study is a refusal here
Kind, State = SurveyLetter.Kind, SurveyLetter.State


class LettersRefused(StudyRefused):
    """Letters that are not planned: `no_surface`, `unknown_kind`, or `nobody` to write to."""


@dataclass(frozen=True)
class Addressed:
    """One letter at the moment of sending: to whom, in which language, with which link."""

    to: str
    language: str
    link: str


@transaction.atomic
def plan(*, study: Study, by: Person, kind: str, now: datetime) -> int:
    """Queues a letter to every case that may be written to; gives how many.

    An invitation goes once to each case; a reminder to those invited before who are silent.
    Raises NotAllowed, WrongStage or LettersRefused.
    """
    members.require(study, by, *SENDERS)
    if study.data_locked_at is not None or study.field_opened_at is None:
        raise WrongStage("locked" if study.data_locked_at else "not_in_field")
    if not settings.SURVEY_URL:
        raise LettersRefused("no_surface")
    if kind not in Kind.values:
        raise LettersRefused("unknown_kind")
    keep_standard(study=study, now=now)
    cases = to_write_to(study, kind)
    if not cases:
        raise LettersRefused("nobody")
    last = SurveyLetter.objects.filter(case__study=study, kind=kind).aggregate(n=Max("number"))
    number = (last["n"] or 0) + 1
    letters = SurveyLetter.objects.bulk_create(
        SurveyLetter(
            case=case,
            kind=kind,
            number=number,
            message_id=make_msgid(domain="survey.example"),
            made_at=now,
        )
        for case in cases
    )
    audit.record(
        action="studies.plan_letters", subject=study, by=by, now=now, kind=kind, count=len(letters)
    )
    for letter in letters:
        app.configure_task(SEND_LETTER).defer(letter_id=letter.pk)
    return len(letters)


def to_write_to(study: Study, kind: str) -> list[Case]:
    """Released cases of the short form that have not answered, refused or been written to."""
    closed = {
        row["key"]
        for row in queries.case_table(study).records()
        if row["code"] and letters_of(row["code"]) in STOPS_CONTACT
    }
    wished = RespondentWish.objects.filter(case__study=study).values("case_id")
    answered = Answer.objects.filter(case__study=study, sent_at__isnull=False).values("case_id")
    invited = SurveyLetter.objects.filter(case__study=study, kind=Kind.INVITATION).exclude(
        state=State.CANCELLED
    )
    cases = Case.objects.filter(study=study, released_at__isnull=False, form="short")
    cases = cases.exclude(pk__in=wished).exclude(pk__in=answered)
    if kind == Kind.INVITATION:
        cases = cases.exclude(pk__in=invited.values("case_id"))
    else:
        returned = Attempt.objects.filter(case__study=study, mode="mail", code=UNDELIVERED)
        cases = cases.filter(pk__in=invited.filter(state=State.SENT).values("case_id"))
        cases = cases.exclude(pk__in=returned.values("case_id"))
    return [case for case in cases.order_by("release_order") if case.key not in closed]


@transaction.atomic
def claim(*, letter_id: int, now: datetime) -> SurveyLetter | None:
    """Marks a letter as being sent and returns it; nothing where it is not waiting."""
    letter = (
        SurveyLetter.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("case__study")
        .filter(pk=letter_id, state=State.QUEUED)
        .first()
    )
    if letter is None:
        return None
    if letter.case.study.data_locked_at is not None or not _may_still_go(letter.case):
        _set(letter, state=State.CANCELLED)
        return None
    tried = letter.case.attempts.values_list("made_at", "mode", "code")
    contacts = [at for at, mode, code in tried if contact_rules.is_contact(mode, code)]
    free_from = contact_rules.free_from(contacts, now)
    if free_from > now:
        _put_off(letter, free_from)
        return None
    _set(letter, state=State.SENDING, sending_at=now, tries=letter.tries + 1)
    return letter


@transaction.atomic
def address(*, letter: SurveyLetter, now: datetime) -> Addressed | None:
    """Reads to whom a letter goes (an audit event) and makes its link.

    Nothing for nobody, and nothing yet where it is night.
    """
    case = letter.case
    person = links_of_people.read(
        study=case.study, by=None, purpose="letter", now=now, keys=[case.key]
    ).get(case.key)
    if person is None or not person.is_active or person.erased_at is not None:
        attempts.note(case_id=case.pk, mode="mail", code=UNDELIVERED, at=now)
        _set(letter, state=State.NO_ADDRESS)
        return None
    if do_not_contact.is_on_the_list(person):
        attempts.note(case_id=case.pk, mode="mail", code=ON_THE_LIST, at=now)
        _set(letter, state=State.CANCELLED)
        return None
    morning = contact_rules.next_day_hour(person.time_zone, now)
    if morning > now:
        _put_off(letter, morning)
        return None
    token = personal_links.make(case=case, now=now)
    return Addressed(person.email, person.language, personal_links.address_of(token))


@transaction.atomic
def note_sent(*, letter: SurveyLetter, now: datetime) -> None:
    """The mail server took it: an attempt of which nothing has come back yet."""
    _set(letter, state=State.SENT, sent_at=now, error="")
    attempts.note(case_id=letter.case_id, mode="mail", code=NOTHING_RETURNED, at=now)


@transaction.atomic
def note_bounced(*, letter: SurveyLetter, now: datetime, error: str = "") -> None:
    """The letter came back, at once or later: undelivered."""
    _set(letter, state=State.BOUNCED, error=error[:60])
    attempts.note(case_id=letter.case_id, mode="mail", code=UNDELIVERED, at=now)


@transaction.atomic
def note_refused(*, letter: SurveyLetter, error: str, now: datetime) -> None:
    """The server was not able to take it: tried again later, held after the last time."""
    if letter.tries >= MOST_TRIES:
        _set(letter, state=State.HELD, error=error[:60])
        return
    _set(letter, error=error[:60])
    _queue(letter, now + timedelta(minutes=2**letter.tries))


def hold_stuck(*, now: datetime) -> int:
    """Letters whose sender died in the act are held for a person: never sent blindly."""
    return SurveyLetter.objects.filter(
        state=State.SENDING, sending_at__lt=now - STUCK_AFTER
    ).update(state=State.HELD, error="the sender died while sending")


@transaction.atomic
def report_bounces(
    *, study: Study, by: Person, message_ids: Collection[str], now: datetime
) -> tuple[int, int]:
    """Notes letters that came back, by their message-ids; gives noted and unknown."""
    members.require(study, by, *SENDERS)
    if study.data_locked_at is not None:
        raise WrongStage("locked")
    wanted = {text.strip() for text in message_ids if text.strip()}
    sent = SurveyLetter.objects.filter(case__study=study, state=State.SENT, message_id__in=wanted)
    found = list(sent.select_related("case"))
    for letter in found:
        note_bounced(letter=letter, now=now)
    audit.record(action="studies.bounces", subject=study, by=by, now=now, count=len(found))
    return len(found), len(wanted) - len(found)


@transaction.atomic
def cancel_waiting(*, study: Study, by: Person, now: datetime) -> int:
    """Cancels letters that wait or are held; gives how many."""
    members.require(study, by, *SENDERS)
    waiting = SurveyLetter.objects.filter(case__study=study, state__in=(State.QUEUED, State.HELD))
    count = waiting.update(state=State.CANCELLED)
    audit.record(action="studies.cancel_letters", subject=study, by=by, now=now, count=count)
    return count


def _may_still_go(case: Case) -> bool:
    answered = Answer.objects.filter(case=case, sent_at__isnull=False).exists()
    wished = RespondentWish.objects.filter(case=case).exists()
    codes = case.attempts.values_list("code", flat=True)
    return not (answered or wished or any(letters_of(code) in STOPS_CONTACT for code in codes))


def _put_off(letter: SurveyLetter, until: datetime) -> None:
    """Waits for the day, or for the week to pass; that is no try of the server."""
    if letter.state == State.SENDING:
        _set(letter, tries=letter.tries - 1)
    _queue(letter, until)


def _queue(letter: SurveyLetter, at: datetime) -> None:
    _set(letter, state=State.QUEUED)
    app.configure_task(SEND_LETTER, schedule_at=at).defer(letter_id=letter.pk)


def _set(letter: SurveyLetter, **fields: object) -> None:
    for name, value in fields.items():
        setattr(letter, name, value)
    letter.save(update_fields=list(fields))
