"""Whoever waits is told that something goes on, and not too often."""

import re
import time

import pytest

from tequio.supervisor import patience


def test_nothing_is_said_about_what_is_quick() -> None:
    said: list[str] = []
    waiting = patience.Patience(said.append, "The servers are starting")
    for _ in range(3):
        waiting.keep()
    assert said == []


def test_a_line_comes_after_each_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    waiting = patience.Patience(said.append, "The servers are starting")
    for expected in (1, 2):
        monkeypatch.setattr(patience, "SECONDS_BETWEEN_LINES", 0.05)
        time.sleep(0.05)
        waiting.keep()
        monkeypatch.setattr(patience, "SECONDS_BETWEEN_LINES", 1000.0)
        waiting.keep()
        assert len(said) == expected
    assert re.fullmatch(r"The servers are starting: \d+ s so far\.", said[0])
