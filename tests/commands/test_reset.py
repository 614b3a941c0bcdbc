"""Before all data are removed whoever sits at a terminal is asked; no answer is no."""

import io
import sys
from pathlib import Path

import pytest

from tequio.command_line import main


class Terminal(io.StringIO):
    """What somebody types; the end of it is Ctrl-D."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of the site's own folder."""
    monkeypatch.setenv("TEQUIO_VAR", str(tmp_path / "var"))
    (tmp_path / "var").mkdir()
    file = tmp_path / "var" / "held"
    file.touch()
    return file


@pytest.mark.parametrize("typed", ["", "\n", "n\n", "what?\n"])
def test_without_a_yes_nothing_is_removed(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    assert main(["reset"]) == 1
    assert data.exists()
    assert capsys.readouterr().out.endswith("Nothing was removed.\n")


@pytest.mark.parametrize("typed", ["", "no\n", "y\n"])
def test_without_a_terminal_nothing_is_removed(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    assert main(["reset"]) == 1
    assert data.exists()
    assert "reset --yes" in capsys.readouterr().err


@pytest.mark.parametrize(("words", "typed"), [(["reset"], "Yes\n"), (["reset", "--yes"], "")])
def test_a_yes_removes_everything(
    data: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], typed: str
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    assert main(words) == 0
    assert not data.parent.exists()
