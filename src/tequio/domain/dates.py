"""Days in words, in the language in force: on pages and in mails alike."""

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date
from django.utils import timezone
from django.utils.translation import get_language

# Where a language is written in several ways, the way of the people this site serves.
REGIONS: Final = {"es": "es_419", "en": "en_GB"}
PATTERNS: Final = {"es": ("EEEE d 'de' MMMM", " 'de' y"), "en": ("EEEE d MMMM", " y")}


def locale() -> Locale:
    """Give the locale of the language in use."""
    language = (get_language() or "en").split("-")[0]
    return Locale.parse(REGIONS.get(language, language))


def weekday_date(day: date, *, today: date) -> str:
    """Write 'Thursday 26 November', with the year when it is not this one."""
    short, year = PATTERNS.get(locale().language, PATTERNS["en"])
    return format_date(day, short if day.year == today.year else short + year, locale=locale())


def day_in_words(moment: datetime, *, time_zone: str) -> str:
    """The day it is in that zone, as `weekday_date` writes it."""
    zone = ZoneInfo(time_zone)
    return weekday_date(moment.astimezone(zone).date(), today=timezone.localdate(timezone=zone))
