"""How long ago or how long still, in words: rounded up, so that nobody comes back too early."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MINUTE, HOUR, DAY = 60, 3600, 86400


def in_words(seconds: float) -> str:
    """Write `5 minutes`, `3 hours` or `2 days`."""
    if seconds <= MINUTE:
        return _("one minute")
    if seconds <= HOUR - MINUTE:
        return _minutes(-int(-seconds // MINUTE))
    if seconds <= DAY - HOUR:
        return _hours(-int(-seconds // HOUR))
    return _days(-int(-seconds // DAY))


def since_in_words(seconds: float) -> str:
    """Write how long something is past, rounded down."""
    if seconds < HOUR:
        return _minutes(max(1, int(seconds // MINUTE)))
    return _hours(int(seconds // HOUR)) if seconds < DAY else _days(int(seconds // DAY))


def _minutes(count: int) -> str:
    return ngettext("%(count)d minute", "%(count)d minutes", count) % {"count": count}


def _hours(count: int) -> str:
    return ngettext("%(count)d hour", "%(count)d hours", count) % {"count": count}


def _days(count: int) -> str:
    return ngettext("%(count)d day", "%(count)d days", count) % {"count": count}
