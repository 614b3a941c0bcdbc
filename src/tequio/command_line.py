"""The `tequio` command: one word, one file in `commands/`, imported only when it is asked for."""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from importlib import import_module

COMMANDS = {
    "messages": "tequio.commands.messages.command",
}
"""Every command and the module with its HELP, add_arguments and run."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name; the exit status comes back."""
    words = list(sys.argv[1:] if argv is None else argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tequio.settings")
    parser = ArgumentParser(prog="tequio", description=f"Commands: {', '.join(COMMANDS)}.")
    parser.add_argument("command", choices=COMMANDS, metavar="COMMAND")
    name = parser.parse_args(words[:1]).command
    command = import_module(COMMANDS[name])
    own = ArgumentParser(prog=f"tequio {name}", description=command.HELP)
    command.add_arguments(own)
    result: int = command.run(own.parse_args(words[1:]))
    return result
