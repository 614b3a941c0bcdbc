"""What both pure commands say to a first word that is none of theirs."""

from collections.abc import Callable
from importlib.metadata import version

import pytest

from mentor_matching.command_line import main as mentor_matching
from survey_statistics.command_line import main as survey_statistics

Command = Callable[[list[str]], int]
BOTH = pytest.mark.parametrize(
    ("command", "name", "mistyped", "meant"),
    [
        (survey_statistics, "survey-statistics", "estimat", "estimate"),
        (mentor_matching, "mentor-matching", "need", "needs"),
    ],
)


@BOTH
def test_it_is_refused_with_the_nearest(
    command: Command, name: str, mistyped: str, meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        command([mistyped])
    assert ended.value.code == 2
    assert f"Did you mean `{name} {meant}`?" in capsys.readouterr().err


@BOTH
def test_without_one_the_commands_are_listed(
    command: Command, name: str, mistyped: str, meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        command([])
    said = capsys.readouterr()
    assert (ended.value.code, said.out) == (2, "")
    assert f"    {meant} " in said.err


@BOTH
def test_it_says_its_version(
    command: Command, name: str, mistyped: str, meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        command(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"{name} {version('tequio')}\n"
