"""Whoever waits is told that something goes on, and not too often."""

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
    monkeypatch.setattr(patience, "SECONDS_BETWEEN_LINES", 0.3)
    said: list[str] = []
    waiting = patience.Patience(said.append, "The servers are starting")
    for expected in (1, 2):
        time.sleep(0.3)
        waiting.keep()
        waiting.keep()
        assert len(said) == expected
    assert said[0] == "The servers are starting: 0 s so far."
