"""The `tequio` command: one word, one file in `commands/`, imported only when it is asked for."""

import os
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence
from importlib import import_module

from local_postgres import LocalPostgresError
from tequio.commands.refusals import Refused

COMMANDS = {
    "demo": "tequio.commands.demo",
    "run": "tequio.commands.run",
    "prepare": "tequio.commands.prepare",
    "migrate": "tequio.commands.migrate",
    "load-demo": "tequio.commands.load_demo",
    "simulate-market": "community_simulation.market.command_line",
    "worker": "tequio.commands.worker",
    "db": "tequio.commands.db",
    "rehearse": "tequio.commands.rehearse",
    "verify-study": "tequio.commands.verify_study",
    "backup": "tequio.commands.backup.command",
    "restore": "tequio.commands.backup.restore",
    "erasures": "tequio.commands.backup.erasures",
    "reset": "tequio.commands.reset",
    "messages": "tequio.commands.messages.command",
    "manage": "tequio.commands.manage",
}
"""Every command and the module with its HELP, add_arguments and run."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name; the exit status comes back."""
    words = list(sys.argv[1:] if argv is None else argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tequio.settings")
    name = parser().parse_args(words[:1]).command
    command = import_module(COMMANDS[name])
    own = ArgumentParser(
        prog=f"tequio {name}",
        description=command.HELP,
        epilog=getattr(command, "EXAMPLES", ""),
        formatter_class=RawDescriptionHelpFormatter,
    )
    command.add_arguments(own)
    try:
        result: int = command.run(own.parse_args(words[1:]))
    except Refused as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 2
    except (LocalPostgresError, OSError) as failure:
        sys.stderr.write(f"{failure}\n")
        return 1
    return result


def parser() -> ArgumentParser:
    """The parser of the first word."""
    listing = "\n".join(f"  {name}" for name in COMMANDS)
    result = ArgumentParser(
        prog="tequio",
        description=f"Commands (each explains itself with --help):\n{listing}",
        formatter_class=RawDescriptionHelpFormatter,
    )
    result.add_argument("command", choices=COMMANDS, metavar="COMMAND")
    return result


if __name__ == "__main__":
    sys.exit(main())
