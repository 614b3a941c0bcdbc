"""The numbers of this site, each with its denominator and period, from the records themselves."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Final

from django.conf import settings
from django.db.models import Count, Q

from tequio.domain.asks.queries import ANSWERED
from tequio.domain.asks.reply_times import held_for
from tequio.records.asks import Ask, AskState
from tequio.records.people import Person

HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True)
class SiteNumbers:
    """People, and what became of the asks of the latest thirty days that are old enough to tell.

    Whoever never confirmed the address is nobody, and a mentor is somebody who offers something.
    `asked` leaves out what the asker took back; `answered` counts yes, no and a question back.
    """

    entrepreneurs: int
    mentors: int
    asked: int
    answered: int
    accepted: int
    withdrawn: int
    median_hours: float | None
    since: datetime
    until: datetime


def site_numbers(*, now: datetime) -> SiteNumbers:
    """Asks sent in the thirty days that ended when the youngest of them could have expired."""
    until = now - timedelta(days=settings.DAYS_TO_ANSWER)
    since = until - timedelta(days=30)
    people = (
        Person.objects.present()
        .confirmed()
        .aggregate(
            entrepreneurs=Count("pk", filter=Q(is_entrepreneur=True)),
            mentors=Count("pk", filter=Q(is_mentor=True) & ~Q(mentor__areas=[])),
        )
    )
    sent = Ask.objects.filter(sent_at__gte=since, sent_at__lt=until)
    asks = sent.exclude(state=AskState.WITHDRAWN)
    answered = asks.filter(ANSWERED)
    decided = answered.exclude(answered_at=None)
    times = [held / HOUR for _, held in held_for(decided) if held is not None]
    return SiteNumbers(
        **people,
        asked=asks.count(),
        answered=answered.count(),
        accepted=asks.filter(state=AskState.ACCEPTED).count(),
        withdrawn=sent.filter(state=AskState.WITHDRAWN).count(),
        median_hours=median(times) if times else None,
        since=since,
        until=until,
    )
