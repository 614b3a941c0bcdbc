"""The `tequio` command."""

from importlib import import_module

import pytest

from tequio.command_line import COMMANDS, LINES, main


def test_an_unknown_word_is_refused_with_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["fly"])
    assert ended.value.code == 2
    assert "demo" in capsys.readouterr().err


def test_without_a_word_it_says_how_to_use_it(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([])
    assert "usage: tequio" in capsys.readouterr().err


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    assert import_module(COMMANDS[name]).HELP.split()[0] in capsys.readouterr().out


def test_the_first_help_has_a_line_on_each_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert LINES.keys() == COMMANDS.keys()
    with pytest.raises(SystemExit):
        main(["--help"])
    said = capsys.readouterr().out.splitlines()
    for name, line in LINES.items():
        assert [shown for shown in said if shown.split()[:1] == [name] and shown.endswith(line)]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_line_says_what_the_command_says_of_itself(name: str) -> None:
    own = import_module(COMMANDS[name]).HELP.lower()
    assert own.startswith(LINES[name].lower().split()[0])
