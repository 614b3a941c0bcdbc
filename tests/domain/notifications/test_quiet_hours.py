"""Quiet hours: by the person's own clock, across midnight and through changes of the clock."""

from datetime import UTC, datetime, time

import pytest

from tequio.domain.notifications.rules import end_of_quiet

NIGHT = {"quiet_from": time(22), "quiet_until": time(7)}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("quiet_from", "quiet_until"),
    [(None, None), (time(22), None), (None, time(7)), (time(7), time(7))],
)
def test_without_two_different_hours_it_is_never_quiet(
    quiet_from: time | None, quiet_until: time | None
) -> None:
    end = end_of_quiet(
        quiet_from=quiet_from, quiet_until=quiet_until, time_zone="UTC", now=at("2026-11-20T03:00")
    )
    assert end is None


@pytest.mark.parametrize(
    ("now", "end"),
    [
        ("2026-11-20T03:59", None),  # 21:59 in Guatemala
        ("2026-11-20T04:00", "2026-11-20T13:00"),  # 22:00
        ("2026-11-20T05:59", "2026-11-20T13:00"),  # 23:59
        ("2026-11-20T06:00", "2026-11-20T13:00"),  # midnight
        ("2026-11-20T12:59", "2026-11-20T13:00"),  # 06:59
        ("2026-11-20T13:00", None),  # 07:00
    ],
)
def test_a_night_in_guatemala(now: str, end: str | None) -> None:
    found = end_of_quiet(**NIGHT, time_zone="America/Guatemala", now=at(now))
    assert found == (at(end) if end else None)


@pytest.mark.parametrize(
    ("now", "end"),
    [
        ("2026-11-20T17:59", None),
        ("2026-11-20T18:00", "2026-11-20T20:00"),  # noon in Guatemala
        ("2026-11-20T19:59", "2026-11-20T20:00"),
        ("2026-11-20T20:00", None),
    ],
)
def test_a_rest_at_noon(now: str, end: str | None) -> None:
    found = end_of_quiet(
        quiet_from=time(12), quiet_until=time(14), time_zone="America/Guatemala", now=at(now)
    )
    assert found == (at(end) if end else None)


@pytest.mark.parametrize(
    ("now", "end"),
    [
        ("2026-03-08T05:00", "2026-03-08T14:00"),  # 21:00 PST, before the change
        ("2026-03-08T06:30", "2026-03-08T14:00"),  # spring forward: 07:00 is PDT, one hour earlier
        ("2026-11-01T05:30", "2026-11-01T15:00"),  # fall back: 07:00 is PST, one hour later
    ],
)
def test_in_tijuana_the_clock_changes_during_the_night(now: str, end: str) -> None:
    zone = "America/Tijuana"
    found = end_of_quiet(quiet_from=time(21), quiet_until=time(7), time_zone=zone, now=at(now))
    assert found is not None
    assert found.astimezone(UTC) == at(end)


def test_an_end_that_the_clock_skips_is_soon_after() -> None:
    """02:30 does not exist on 8 March in Tijuana: the mail leaves at 03:30, not a day later."""
    found = end_of_quiet(
        quiet_from=time(22),
        quiet_until=time(2, 30),
        time_zone="America/Tijuana",
        now=at("2026-03-08T07:00"),
    )
    assert found is not None
    assert found.astimezone(UTC) == at("2026-03-08T10:30")
