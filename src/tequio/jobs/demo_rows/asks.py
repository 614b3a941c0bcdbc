"""Asks, and the counter that every mentor has."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from community_simulation.community.community import Community
from community_simulation.community.events import Ask as MadeAsk
from tequio.jobs.demo_rows.batches import BATCH
from tequio.jobs.demo_rows.people import People
from tequio.records.asks import OPEN_STATES, Ask
from tequio.records.people import MentorLoad


def load_asks(asks: Iterable[MadeAsk], rows: People) -> Mapping[int, Ask]:
    """All asks in order of sending; rows by key."""
    known = sorted(asks, key=lambda ask: ask.sent_at)
    made = Ask.objects.bulk_create([_ask(ask, rows) for ask in known], BATCH)
    return {ask.key: row for ask, row in zip(known, made, strict=True)}


def _ask(ask: MadeAsk, rows: People) -> Ask:
    return Ask(
        asker=rows[ask.asker],
        mentor=rows[ask.mentor],
        area=ask.area,
        context=ask.context,
        question=ask.question,
        tried=ask.tried,
        minutes=ask.minutes,
        language=ask.language,
        state=ask.state,
        sent_at=ask.sent_at,
        due_at=ask.due_at,
        paused_at=ask.paused_at,
        answered_at=ask.answered_at,
        reminded_at=ask.reminded_at,
        decline_reason=ask.decline_reason,
        decline_sentence=ask.decline_sentence,
        question_back=ask.question_back,
        question_back_answer=ask.question_back_answer,
    )


def load_counters(community: Community, rows: People, now: datetime) -> None:
    """Places used this month and asks on their way, counted from the asks."""
    waiting = Counter(ask.mentor for ask in community.asks if ask.state in OPEN_STATES)
    used = Counter(
        ask.mentor
        for ask in community.asks
        if ask.state == "accepted"
        and _is_this_month(ask.answered_at, rows[ask.mentor].time_zone, now)
    )
    MentorLoad.objects.bulk_create(
        [
            MentorLoad(
                mentor_id=rows[person.key].pk,
                month=now.astimezone(ZoneInfo(person.town.time_zone)).date().replace(day=1),
                used=used[person.key],
                waiting=waiting[person.key],
            )
            for person in community.people
            if person.offer
        ],
        BATCH,
    )


def _is_this_month(at: datetime | None, time_zone: str, now: datetime) -> bool:
    zone = ZoneInfo(time_zone)
    if at is None:
        return False
    then, today = at.astimezone(zone), now.astimezone(zone)
    return (then.year, then.month) == (today.year, today.month)
