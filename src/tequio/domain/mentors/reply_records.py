"""How each mentor has answered, counted from the asks themselves.

Counted are asks that arrived while there was room and are old enough for an answer, without
those withdrawn; silence counts as no. Two things are told apart:

- a *reply* is any answer, also a no or a question back: the record that people are shown;
- an *acceptance* is what the ranking forecasts. Here an ask that is still open after a question
  back counts as neither yes nor no, and an ask weighs half as much for every 180 days of age.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Final

import numpy as np
from django.conf import settings
from django.db import connection, transaction

from mentor_matching.forecast.record import HALF_LIFE_DAYS
from mentor_matching.forecast.reply_time import reply_time
from tequio.domain.asks.reply_times import held_for
from tequio.domain.mentors import reply_prior
from tequio.records.asks import Ask, AskState
from tequio.records.people import ReplyRecord

COUNT: Final = """
INSERT INTO records_replyrecord (mentor_id, received, answered, accepted,
                                 weighted_received, weighted_accepted, counted_at)
SELECT m.person_id, count(a.id),
       count(a.id) FILTER (WHERE a.state IN ('accepted', 'declined') OR a.question_back <> ''),
       count(a.id) FILTER (WHERE a.state = 'accepted'),
       coalesce(sum(w.weight) FILTER (WHERE w.settled), 0),
       coalesce(sum(w.weight) FILTER (WHERE a.state = 'accepted'), 0),
       %(now)s
FROM records_mentor m
LEFT JOIN records_ask a ON a.mentor_id = m.person_id AND a.arrived_with_room
     AND a.state <> 'withdrawn' AND a.sent_at <= %(old_enough)s
LEFT JOIN LATERAL (
    SELECT power(2, -extract(epoch FROM %(now)s - a.sent_at) / 86400 / %(half_life)s) AS weight,
           NOT (a.state = 'question_back' OR a.state = 'waiting' AND a.due_at > %(now)s) AS settled
) w ON a.id IS NOT NULL
GROUP BY m.person_id
ON CONFLICT (mentor_id) DO UPDATE SET
    received = excluded.received, answered = excluded.answered, accepted = excluded.accepted,
    median_hours = NULL, quick_hours = NULL, slow_hours = NULL,
    weighted_received = excluded.weighted_received,
    weighted_accepted = excluded.weighted_accepted, counted_at = excluded.counted_at
"""
ROWS_AT_ONCE: Final = 1000
HOUR: Final = timedelta(hours=1)


@transaction.atomic
def count_again(*, now: datetime) -> None:
    """Counts every mentor's record anew, and fits what is expected of those without one."""
    old_enough = now - timedelta(days=settings.DAYS_TO_ANSWER)
    when: dict[str, datetime | float] = {
        "now": now,
        "old_enough": old_enough,
        "half_life": HALF_LIFE_DAYS,
    }
    with connection.cursor() as cursor:
        cursor.execute(COUNT, when)
    records = list(_with_times(_times(old_enough)))
    ReplyRecord.objects.bulk_update(
        records, ["median_hours", "quick_hours", "slow_hours"], ROWS_AT_ONCE
    )
    reply_prior.fit_again(now=now)


def _times(old_enough: datetime) -> Iterator[tuple[int, float]]:
    """Mentor and hours until the reply of each counted ask, mentor by mentor; infinity for none."""
    counted = Ask.objects.filter(arrived_with_room=True, sent_at__lte=old_enough).exclude(
        state=AskState.WITHDRAWN
    )
    for mentor, held in held_for(counted):
        yield mentor, np.inf if held is None else held / HOUR


def _with_times(rows: Iterable[tuple[int, float]]) -> Iterator[ReplyRecord]:
    """The mentors with enough counted asks to say how soon a reply comes."""
    for mentor, times in groupby(rows, key=itemgetter(0)):
        found = reply_time([hours for _, hours in times])
        if found is not None:
            yield ReplyRecord(
                mentor_id=mentor,
                median_hours=_told(found.median),
                quick_hours=_told(found.low),
                slow_hours=_told(found.high),
            )


def _told(hours: float) -> float | None:
    """Never, where the asks without a reply reach."""
    return hours if np.isfinite(hours) else None
