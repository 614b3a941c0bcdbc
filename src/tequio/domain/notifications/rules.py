"""What can be told to whom, and when a mail may leave."""

from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from tequio.records.notifications import NotificationKind

OF_ENTREPRENEURS: Final = frozenset(
    (NotificationKind.ASK_ANSWERED, NotificationKind.ASK_EXPIRED, NotificationKind.MENTOR_JOINED)
)
OF_MENTORS: Final = frozenset((NotificationKind.ASK_RECEIVED,))


def can_be_told(kind: str, *, is_entrepreneur: bool, is_mentor: bool) -> bool:
    """Whether such a thing can happen to somebody with these roles."""
    if kind in OF_ENTREPRENEURS:
        return is_entrepreneur
    if kind in OF_MENTORS:
        return is_mentor
    return is_entrepreneur or is_mentor


def end_of_quiet(
    *, quiet_from: time | None, quiet_until: time | None, time_zone: str, now: datetime
) -> datetime | None:
    """The moment the person's quiet hours end, or None outside them.

    Hours may cross midnight. Equal hours mean no quiet time.
    """
    if quiet_from is None or quiet_until is None or quiet_from == quiet_until:
        return None
    local = now.astimezone(ZoneInfo(time_zone))
    clock = local.time()
    crosses = quiet_from > quiet_until
    inside = (
        clock >= quiet_from or clock < quiet_until if crosses else quiet_from <= clock < quiet_until
    )
    if not inside:
        return None
    end = local.replace(hour=quiet_until.hour, minute=quiet_until.minute, second=0, microsecond=0)
    return end if end > local else end + timedelta(days=1)
