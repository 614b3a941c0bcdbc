"""The one counter of each mentor, changed under its lock: overload is impossible, not unlikely."""

from datetime import date, datetime

from tequio.domain.asks import rules
from tequio.records.people import Mentor, MentorLoad


def lock(mentor: Mentor, *, today: date, now: datetime) -> MentorLoad:
    """The counter, locked until the caller's transaction ends, turned to this month."""
    MentorLoad.objects.get_or_create(mentor=mentor, defaults={"month": today.replace(day=1)})
    load = MentorLoad.objects.select_for_update().get(mentor=mentor)
    if load.month != today.replace(day=1):
        load.month, load.used = today.replace(day=1), 0
    load.changed_at = now
    return load


def room_of(mentor: Mentor, load: MentorLoad, *, today: date) -> rules.Room:
    return rules.room(
        places=mentor.places_a_month,
        month=load.month,
        used=load.used,
        waiting=load.waiting,
        today=today,
    )


def take(load: MentorLoad) -> None:
    """An ask is on its way to the mentor."""
    load.waiting += 1
    load.save()


def release(load: MentorLoad) -> None:
    """An ask went without taking a place."""
    load.waiting = max(0, load.waiting - 1)
    load.save()


def use(load: MentorLoad) -> None:
    """An ask became a conversation: its place is used this month."""
    load.waiting = max(0, load.waiting - 1)
    load.used += 1
    load.save()
