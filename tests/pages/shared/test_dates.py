"""Dates and numbers in the words of the reader."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from tequio.pages.shared import dates

LATE = datetime(2026, 11, 27, 4, 30, tzinfo=UTC)  # still Thursday evening in Guatemala
TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Thursday 26 November"), ("es", "jueves 26 de noviembre")],
)
def test_the_day_is_that_of_the_readers_zone(language: str, words: str) -> None:
    with translation.override(language), timezone.override(ZoneInfo("America/Guatemala")):
        assert dates.weekday_date(LATE, today=TODAY) == words


def test_another_year_is_named() -> None:
    with translation.override("es"):
        written = dates.weekday_date(date(2027, 1, 4), today=TODAY)
    assert written == "lunes 4 de enero de 2027"


def test_the_time_is_that_of_the_zone_and_the_zone_has_a_name() -> None:
    with translation.override("es"), timezone.override(ZoneInfo("America/Mexico_City")):
        assert dates.clock_time(LATE) == "22:30"
        assert dates.zone_place() == "Ciudad de México"


def test_an_unknown_language_still_gets_a_date() -> None:
    with translation.override("ar-xb"):
        assert dates.weekday_date(date(2026, 11, 26), today=TODAY)


def test_numbers_carry_separators_and_percent_signs() -> None:
    with translation.override("en"):
        assert dates.decimal(1030) == "1,030"
        assert dates.percent(0.4) == "40%"
        assert dates.percent(0.1234, digits=1) == "12.3%"
