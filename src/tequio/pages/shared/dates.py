"""Dates and numbers as people write them: weekday first, in the person's language and zone."""

from datetime import date, datetime

from babel.dates import format_date, format_time, get_timezone_location
from babel.numbers import format_decimal, format_percent
from django.utils import timezone

from tequio.domain import dates
from tequio.domain.dates import locale


def weekday_date(moment: date | datetime, *, today: date) -> str:
    """Write 'Thursday 26 November', with the year when it is not this one."""
    day = timezone.localtime(moment).date() if isinstance(moment, datetime) else moment
    return dates.weekday_date(day, today=today)


def short_date(moment: date | datetime) -> str:
    """Write 'Fri 4 Dec' or 'vie 4 dic', for tables; the year is not said."""
    day = timezone.localtime(moment).date() if isinstance(moment, datetime) else moment
    return format_date(day, "EEE d MMM", locale=locale()).replace(".", "")


def clock_time(moment: datetime) -> str:
    """Write '14:30' in the person's zone."""
    return format_time(timezone.localtime(moment), "HH:mm", locale=locale())


def zone_place() -> str:
    """Name the place whose clock is meant: 'Guatemala', 'Ciudad de México'."""
    zone = timezone.get_current_timezone_name()
    return str(get_timezone_location(zone, locale=locale(), return_city=True))


def month(day: date) -> str:
    """Write 'September 2026'."""
    pattern = "LLLL 'de' y" if locale().language == "es" else "LLLL y"
    return format_date(day, pattern, locale=locale())


def decimal(value: float) -> str:
    """Write a number with the separators of the language."""
    return format_decimal(value, locale=locale())


def decimal_places(value: float, places: int) -> str:
    """Write a number with as many decimals, zeros too: 0.8 as '0.80'."""
    return format_decimal(value, f"#,##0.{'0' * places}", locale=locale())


def percent(share: float, *, digits: int = 0) -> str:
    """Write 0.4 as '40%'."""
    pattern = "0" + ("." + "0" * digits if digits else "") + "%"
    return format_percent(share, pattern, locale=locale())
