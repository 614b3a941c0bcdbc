"""Reads about asks that more than one caller needs."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, TypedDict
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.utils import timezone

from tequio.domain.asks import load as loads
from tequio.domain.asks import rules
from tequio.records.asks import Ask, AskQuerySet, AskState
from tequio.records.notifications import NotificationChoice, NotificationKind
from tequio.records.people import Business, Mentor, MentorLoad, Person
from tequio.records.safety import Block

LOOKS_BACK: Final = timedelta(days=180)
A_DAY: Final = timedelta(days=1)
A_NO_IS_RECENT: Final = timedelta(days=30)
FEWEST_FOR_AN_AREA: Final = 20
LATE, TODAY, RUNNING, STOPPED = range(4)
"""How urgent a waiting ask is, the most urgent first."""
ANSWERED: Final = Q(state__in=(AskState.ACCEPTED, AskState.DECLINED)) | ~Q(question_back="")


class Obstacles(TypedDict):
    is_oneself: bool
    is_blocked: bool
    mentor_is_present: bool
    paused: bool
    free_places: int
    has_business: bool
    shares_language: bool
    has_open_ask_with_mentor: bool
    took_one_back_today: bool
    open_asks: int
    most_open_asks: int


def obstacles(asker: Person, mentor: Mentor, room: rules.Room, today: date) -> Obstacles:
    """What `rules.why_not_sendable` decides on."""
    open_with = list(Ask.objects.open().filter(asker=asker).values_list("mentor_id", flat=True))
    return Obstacles(
        is_oneself=asker.pk == mentor.pk,
        is_blocked=is_blocked(asker, mentor.person),
        mentor_is_present=mentor.person.is_active and mentor.person.is_mentor,
        paused=rules.is_paused(paused_until=mentor.paused_until, today=today),
        free_places=room.free,
        has_business=Business.objects.filter(person=asker).exists(),
        shares_language=bool(set(asker.languages) & set(mentor.person.languages)),
        has_open_ask_with_mentor=mentor.pk in open_with,
        took_one_back_today=_took_one_back(asker, mentor, today),
        open_asks=len(open_with),
        most_open_asks=settings.MOST_OPEN_ASKS,
    )


def _took_one_back(asker: Person, mentor: Mentor, today: date) -> bool:
    """Whether an ask of this day of the mentor was sent and taken back: its mail had arrived."""
    morning = datetime.combine(today, time(), tzinfo=ZoneInfo(mentor.person.time_zone))
    taken_back = Ask.objects.filter(asker=asker, mentor=mentor.person, state=AskState.WITHDRAWN)
    return taken_back.filter(sent_at__gte=morning).exists()


def locked(ask: Ask) -> Ask:
    """The ask as it is now, held until the caller's transaction ends."""
    return _to_be_changed(Ask.objects.all()).get(pk=ask.pk)


def open_and_locked(asks: AskQuerySet) -> AskQuerySet:
    """Those that are open once they are locked, whatever others do to them until then."""
    return _to_be_changed(asks.open()).order_by("pk")


def _to_be_changed(asks: AskQuerySet) -> AskQuerySet:
    return asks.select_for_update(of=("self",)).select_related("asker", "mentor")


def why_not_sendable(asker: Person, mentor: Mentor, today: date) -> str:
    """What stands in the way at this moment, before anything is locked: a code, or nothing."""
    nobody_yet = MentorLoad(mentor=mentor, month=today, used=0, waiting=0)
    load = MentorLoad.objects.filter(mentor=mentor).first() or nobody_yet
    room = loads.room_of(mentor, load, today=today)
    return rules.why_not_sendable(**obstacles(asker, mentor, room, today))


def recent_no(asker: Person, mentor: Person, now: datetime) -> Ask | None:
    """The last ask between the two that was answered, if the answer was a no of these weeks."""
    answered = Ask.objects.filter(asker=asker, mentor=mentor, answered_at__isnull=False)
    last = answered.order_by("-answered_at").first()
    if last is None or last.answered_at is None or last.state != AskState.DECLINED:
        return None
    return last if now - last.answered_at < A_NO_IS_RECENT else None


def is_blocked(one: Person, other: Person) -> bool:
    """Whether either blocked the other."""
    return Block.objects.filter(
        Q(blocker=one, blocked=other) | Q(blocker=other, blocked=one)
    ).exists()


@dataclass(frozen=True)
class AnswerShare:
    """Of so many asks sent in the period, this many were answered; `area` is empty for all."""

    answered: int
    asked: int
    area: str
    since: datetime
    until: datetime


def answer_share(*, area: str, now: datetime) -> AnswerShare:
    """How many asks of this area were answered, of those old enough to tell.

    Where an area has fewer than twenty, the share of all areas stands for it: `area` is empty.
    """
    since, until = now - LOOKS_BACK, now - timedelta(days=settings.DAYS_TO_ANSWER)
    told = Ask.objects.filter(sent_at__gte=since, sent_at__lt=until).exclude(
        state__in=(AskState.WITHDRAWN, AskState.WAITING)
    )
    of_area = told.filter(area=area).aggregate(
        asked=Count("pk"), answered=Count("pk", filter=ANSWERED)
    )
    if of_area["asked"] >= FEWEST_FOR_AN_AREA:
        return AnswerShare(of_area["answered"], of_area["asked"], area, since, until)
    of_all = told.aggregate(asked=Count("pk"), answered=Count("pk", filter=ANSWERED))
    return AnswerShare(of_all["answered"], of_all["asked"], "", since, until)


def over(now: datetime) -> QuerySet[Ask]:
    """Open asks whose time is over."""
    return Ask.objects.filter(
        Q(state=AskState.WAITING, due_at__lte=now)
        | Q(state=AskState.QUESTION_BACK, paused_at__lte=now - rules.QUESTION_BACK_WAITS)
    )


def is_over(ask: Ask, now: datetime) -> bool:
    return over(now).filter(pk=ask.pk).exists()


def to_remind(now: datetime) -> QuerySet[Ask]:
    """Waiting asks past half their time whose mentor was not reminded and can be."""
    half = timedelta(days=settings.DAYS_TO_ANSWER) / 2
    return (
        Ask.objects.filter(
            state=AskState.WAITING, reminded_at=None, due_at__gt=now, due_at__lte=now + half
        )
        .exclude(Exists(_choices_of_mentors().filter(by_mail=False, in_site=False)))
        .select_related("mentor")
    )


def ends_soon(now: datetime) -> Q:
    """Waiting asks that end within a day, or should have ended."""
    return Q(state=AskState.WAITING, due_at__lte=now + A_DAY)


def _choices_of_mentors() -> QuerySet[NotificationChoice]:
    """What the mentor of an ask chose to be told of asks, where that is not everything."""
    return NotificationChoice.objects.filter(
        person=OuterRef("mentor"), kind=NotificationKind.ASK_RECEIVED
    )


def sent_by(asker: Person) -> QuerySet[Ask]:
    """All that somebody asked, each with `is_apart`: whether a block stands between the two.

    One's own text stays one's own; of the other nothing is shown then.
    """
    between = Block.objects.filter(
        Q(blocker=OuterRef("asker"), blocked=OuterRef("mentor"))
        | Q(blocker=OuterRef("mentor"), blocked=OuterRef("asker"))
    )
    return Ask.objects.filter(asker=asker).annotate(is_apart=Exists(between))


def waiting_for(mentor: Person) -> QuerySet[Ask]:
    """The asks a mentor holds, the longest waiting first."""
    return Ask.objects.of(mentor).open().filter(mentor=mentor).order_by("sent_at")


def by_urgency(now: datetime) -> QuerySet[Ask]:
    """Open asks, each with its `urgency`, by it and then by the end of their time.

    `is_without_mail` and `is_untold` say that the mentor wants no mail, or to be told nothing.
    """
    tomorrow = timezone.localtime(now).replace(
        hour=0, minute=0, second=0, microsecond=0
    ) + timedelta(days=1)
    urgency = Case(
        When(Q(state=AskState.QUESTION_BACK), then=Value(STOPPED)),
        When(due_at__lte=now, then=Value(LATE)),
        When(due_at__lt=tomorrow, then=Value(TODAY)),
        default=Value(RUNNING),
        output_field=IntegerField(),
    )
    return (
        Ask.objects.open()
        .annotate(
            urgency=urgency,
            is_without_mail=Exists(_choices_of_mentors().filter(by_mail=False)),
            is_untold=Exists(_choices_of_mentors().filter(by_mail=False, in_site=False)),
        )
        .select_related("asker", "mentor")
        .defer("context", "question", "tried", "question_back", "question_back_answer")
        .order_by("urgency", "due_at", "pk")
    )
