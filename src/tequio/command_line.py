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
    "staff": "tequio.commands.staff",
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
LINES = {
    "demo": "run the site with a made-up community, on a database of its own",
    "run": "run the site; logs go to standard output and standard error",
    "prepare": "migrate the database, compile the messages, collect the static files",
    "migrate": "bring the database to the present schema",
    "load-demo": "load the made-up community into an empty database",
    "simulate-market": "compare ranking rules on made-up markets with known truth",
    "worker": "do the queued jobs",
    "staff": "show who works for the programme; give or take a role",
    "db": "start, stop, copy, bring back or upgrade the site's own PostgreSQL",
    "rehearse": "run a whole study on a made-up community, beside what is true",
    "verify-study": "compute a published study again from its folder",
    "backup": "copy everything the site knows into one file",
    "restore": "bring back what `tequio backup` wrote; the present data is kept beside it",
    "erasures": "write the ledger of erased accounts, which `tequio restore --erasures` reads",
    "reset": "remove the site's own database and files",
    "messages": "bring the Spanish texts up to the source; check or compile them",
    "manage": "run one of Django's commands",
}
"""What each does; here, for no command is imported that is not asked for."""


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
    width = max(map(len, LINES))
    listing = "\n".join(f"  {name:<{width}}  {LINES[name]}" for name in COMMANDS)
    result = ArgumentParser(
        prog="tequio",
        description=f"Commands (each explains itself with --help):\n{listing}",
        formatter_class=RawDescriptionHelpFormatter,
    )
    result.add_argument("command", choices=COMMANDS, metavar="COMMAND")
    return result


if __name__ == "__main__":
    sys.exit(main())
