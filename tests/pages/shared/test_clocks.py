"""The clock of an ask."""

from datetime import UTC, datetime, timedelta

import pytest

from tequio.pages.shared.clocks import read

START = datetime(2026, 11, 20, tzinfo=UTC)
END = START + timedelta(days=4)


@pytest.mark.parametrize(
    ("days", "state", "shown", "filled"),
    [
        (5, "running", "late", "88.0 88.0"),
        (5, "paused", "paused", "88.0 88.0"),
        (5, "ended", "ended", "88.0 88.0"),
        (-1, "running", "running", "0.0 88.0"),
        (1, "running", "running", "22.0 88.0"),
    ],
)
def test_a_clock_past_its_time_is_late_unless_it_stands(
    days: int, state: str, shown: str, filled: str
) -> None:
    face = read(since=START, until=END, now=START + timedelta(days=days), state=state)
    assert (face.state, face.filled) == (shown, filled)


def test_a_clock_without_length_is_full() -> None:
    assert read(since=START, until=START, now=START, state="running").filled == "88.0 88.0"
