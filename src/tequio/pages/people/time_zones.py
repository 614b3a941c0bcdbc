"""Time zones as people call them: where the clock is, and what it says compared with others."""

from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from babel.core import Locale, get_global
from django.utils import timezone
from django.utils.translation import get_language

NOWHERE: Final = "ZZ"
"""The country of a zone that is only a distance to Greenwich."""
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
    return [(name, label(name)) for name in names]


def label(name: str) -> str:
    """`Guatemala (UTC−06:00)`, in the reader's language."""
    return f"{_place(name, str(get_language() or 'es')[:2])} ({_offset(name)})"


@lru_cache(maxsize=200)
def _place(name: str, language: str) -> str:
    """The country, with the town where it has several zones; the name where none has it."""
    zone = get_global("zone_aliases").get(name, name)
    country = get_global("zone_territories").get(zone, NOWHERE)
    if country == NOWHERE:
        return name
    locale = Locale.parse(language)
    said = str(locale.territories[country])
    if len(get_global("territory_zones")[country]) == 1:
        return said
    town = locale.time_zones.get(zone, {}).get("city")
    return f"{said}, {town or zone.rpartition('/')[2].replace('_', ' ')}"


def _offset(name: str) -> str:
    """`UTC−06:00`, as the clocks stand today."""
    written = timezone.now().astimezone(ZoneInfo(name)).strftime("%z")
    return f"UTC{written[:3].replace('-', '−')}:{written[3:]}"
