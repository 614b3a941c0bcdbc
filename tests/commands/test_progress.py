"""What a command shows while it works: lines where they stay, a bar in a terminal."""

import io
import re
import sys

import pytest
from django.db.migrations import Migration

from tequio.commands import migrate, progress
from tequio.supervisor import patience


class Terminal(io.StringIO):
    """An output that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_outside_a_terminal_each_step_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    progress.draw(0.5, "asks")
    progress.draw(1.0, "all are here")
    half, whole = capsys.readouterr().out.splitlines()
    assert half == "[###############...............]  50% asks"
    assert whole == f"[{'#' * 30}] 100% all are here"


def test_in_a_terminal_one_line_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    progress.draw(0.5, "asks")
    assert "\n" not in terminal.getvalue()
    progress.draw(1.0, "all are here")
    assert terminal.getvalue().count("\n") == 1


def test_migrations_are_told_of_once_and_then_now_and_then(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(patience, "SECONDS_BETWEEN_LINES", 1000.0)
    said: list[str] = []
    command = migrate.ToldMigrate(said.append)
    command.migration_progress_callback("render_start")
    for action in ("apply_start", "apply_success", "apply_start"):
        command.migration_progress_callback(action, Migration("one", "records"))
    assert said == ["Making the tables of the database."]
    monkeypatch.setattr(patience, "SECONDS_BETWEEN_LINES", 0.0)
    command.migration_progress_callback("apply_success", Migration("two", "records"))
    assert re.fullmatch(r"Making the tables of the database: \d+ s so far\.", said[1])
    assert len(said) == 2


def test_where_nothing_is_pending_nothing_is_said() -> None:
    said: list[str] = []
    migrate.ToldMigrate(said.append).migration_progress_callback("render_success")
    assert said == []
