"""Days in words, in the language in force and the person's own zone."""

from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date
from django.utils.translation import get_language

WITH_WEEKDAY = {"es": "EEEE d 'de' MMMM", "en": "EEEE, d MMMM"}


def day_in_words(moment: datetime, *, time_zone: str) -> str:
    """`jueves 26 de noviembre`, `Thursday, 26 November`."""
    language = (get_language() or "es")[:2]
    local = moment.astimezone(ZoneInfo(time_zone))
    return format_date(local, WITH_WEEKDAY.get(language, WITH_WEEKDAY["en"]), locale=language)
