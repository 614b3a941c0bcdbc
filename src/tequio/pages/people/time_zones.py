"""Time zones as people call them: where the clock is, and what it says compared with others."""

from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from babel.core import Locale
from babel.dates import get_timezone_location
from django.utils import timezone
from django.utils.translation import get_language

OFTEN: Final = (
    "America/Guatemala",
    "America/Mexico_City",
    "America/Cancun",
    "America/Chihuahua",
    "America/Hermosillo",
    "America/Tijuana",
    "America/Belize",
    "America/El_Salvador",
    "America/Tegucigalpa",
    "America/Managua",
    "America/Costa_Rica",
    "America/Panama",
    "America/Bogota",
    "America/Lima",
    "America/Santiago",
    "America/Argentina/Buenos_Aires",
    "America/Los_Angeles",
    "America/Denver",
    "America/Chicago",
    "America/New_York",
    "Europe/London",
    "Europe/Madrid",
    "Europe/Zurich",
)


def choices(own: str) -> list[tuple[str, str]]:
    """The zones of those who are here most, and one's own if it is another."""
    names = OFTEN if own in OFTEN or not own else (own, *OFTEN)
    language = str(get_language() or "es")[:2]
    return [(name, f"{_place(name, language)} ({_offset(name)})") for name in names]


@lru_cache(maxsize=200)
def _place(name: str, language: str) -> str:
    place = str(get_timezone_location(ZoneInfo(name), locale=Locale.parse(language)))
    return place[:1].upper() + place[1:]


def _offset(name: str) -> str:
    """`UTC−06:00`, as the clocks stand today."""
    written = timezone.now().astimezone(ZoneInfo(name)).strftime("%z")
    return f"UTC{written[:3].replace('-', '−')}:{written[3:]}"
