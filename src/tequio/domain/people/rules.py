"""Who may join, and what follows from who somebody is."""

import zlib
from zoneinfo import available_timezones


def why_not_joinable(
    *, as_entrepreneur: bool, as_mentor: bool, is_adult: bool, accepts_rules: bool
) -> str:
    """A code of what stands in the way, or nothing."""
    if not is_adult:
        return "not_adult"
    if not accepts_rules:
        return "rules_not_accepted"
    if not (as_entrepreneur or as_mentor):
        return "no_role"
    return ""


def portrait_seed(public_id: str) -> int:
    """A stable number from which the portrait's pattern and colours are drawn."""
    return zlib.crc32(public_id.encode()) & 0x7FFFFFFF


def known_time_zone(name: str) -> str:
    """The name if it is a time zone, or nothing."""
    return name if name in available_timezones() else ""
