"""The `tequio` command."""

from importlib import import_module
from importlib.metadata import version

import pytest

from tequio.command_line import COMMANDS, GROUPS, main

LINES = {name: line for lines in GROUPS.values() for name, line in lines.items()}


def ended(*words: str) -> int | str | None:
    """The status of a command line that names no command."""
    with pytest.raises(SystemExit) as end:
        main(words)
    return end.value.code


@pytest.mark.parametrize(
    ("word", "meant"),
    [("resotre", "restore"), ("verify_study", "verify-study"), ("bakcup", "backup")],
)
def test_a_mistyped_word_is_refused_with_the_nearest(
    word: str, meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ended(word) == 2
    assert f"Did you mean `tequio {meant}`?" in capsys.readouterr().err


@pytest.mark.parametrize("word", ["fly", "", "-x", "--", "\0", "x" * 100_000])
def test_a_word_that_is_near_none_is_refused(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(word) == 2
    said = capsys.readouterr().err
    assert "Did you mean" not in said
    assert len(said) < 200_000


def test_without_a_word_it_lists_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended() == 2
    assert "  backup " in capsys.readouterr().err


def test_it_says_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended("--version") == 0
    assert capsys.readouterr().out == f"tequio {version('tequio')}\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    assert import_module(COMMANDS[name]).HELP.split()[0] in capsys.readouterr().out


def test_the_first_help_has_a_line_on_each_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended("--help") == 0
    said = capsys.readouterr().out.splitlines()
    for name, line in LINES.items():
        assert [shown for shown in said if shown.split()[:1] == [name] and shown.endswith(line)]


def test_each_command_stands_in_one_group() -> None:
    assert sorted(name for lines in GROUPS.values() for name in lines) == sorted(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_line_says_what_the_command_says_of_itself(name: str) -> None:
    own = import_module(COMMANDS[name]).HELP.lower()
    assert own.startswith(LINES[name].lower().split()[0])
