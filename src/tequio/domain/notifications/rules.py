"""When a mail may leave."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo


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
