"""The `tequio` command: one word, one file in `commands/`, imported only when it is asked for."""

import os
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from importlib.metadata import version
from typing import NoReturn

from local_postgres import LocalPostgresError
from tequio.commands.refusals import Refused

COMMANDS = {
    "demo": "tequio.commands.demo",
    "run": "tequio.commands.run",
    "worker": "tequio.commands.worker",
    "staff": "tequio.commands.staff",
    "prepare": "tequio.commands.prepare",
    "migrate": "tequio.commands.migrate",
    "db": "tequio.commands.db",
    "backup": "tequio.commands.backup.command",
    "restore": "tequio.commands.backup.restore",
    "erasures": "tequio.commands.backup.erasures",
    "load-demo": "tequio.commands.load_demo",
    "reset": "tequio.commands.reset",
    "rehearse": "tequio.commands.rehearse",
    "verify-study": "tequio.commands.verify_study",
    "simulate-market": "community_simulation.market.command_line",
    "messages": "tequio.commands.messages.command",
    "manage": "tequio.commands.manage",
}
"""Every command and the module with its HELP, add_arguments and run."""
GROUPS = {
    "To operate a site": {
        "demo": "run the site with a made-up community, on a database of its own",
        "run": "run the site; logs go to standard output and standard error",
        "worker": "do the queued jobs",
        "staff": "show who works for the programme; give or take a role, open a suspended account",
        "prepare": "migrate the database, compile the messages, collect the static files",
        "migrate": "bring the database to the present schema",
    },
    "To look after its data": {
        "db": "start, stop, copy, bring back or upgrade the site's own PostgreSQL",
        "backup": "copy everything the site knows into one file",
        "restore": "bring back what `tequio backup` wrote; the present data is kept beside it",
        "erasures": "write the ledger of erased accounts, which `tequio restore --erasures` reads",
        "load-demo": "load the made-up community into an empty database",
        "reset": "remove the site's own database and files",
    },
    "To plan and check studies": {
        "rehearse": "run a whole study on a made-up community, beside what is true",
        "verify-study": "compute a published study again from its folder",
    },
    "To develop Tequio": {
        "simulate-market": "compare ranking rules on made-up markets with known truth",
        "messages": "bring the Spanish texts up to the source; check or compile them",
        "manage": "run one of Django's commands",
    },
}
"""What each does, for whom; here, for no command is imported that is not asked for."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name; the exit status comes back."""
    words = list(sys.argv[1:] if argv is None else argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tequio.settings")
    name = words[0] if words and words[0] in COMMANDS else end(words)
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


def end(words: Sequence[str]) -> NoReturn:
    """End the program, with status 2 where it was asked for something that is not there."""
    reader = parser()
    if not words:
        reader.exit(2, reader.format_help())
    if words[0].startswith("-"):
        reader.parse_args(words[:1])  # --help and --version end there
    near = get_close_matches(words[0], COMMANDS, n=1)
    meant = f" Did you mean `tequio {near[0]}`?" if near else ""
    reader.error(f"There is no command {words[0][:40]!r}.{meant} All of them: tequio --help")


def parser() -> ArgumentParser:
    """The parser of the first word, whose help has a line on each command."""
    width = max(map(len, COMMANDS))
    groups = "\n\n".join(
        "\n".join((f"{title}:", *(f"  {name:<{width}}  {line}" for name, line in lines.items())))
        for title, lines in GROUPS.items()
    )
    result = ArgumentParser(
        prog="tequio",
        usage="tequio COMMAND ...",
        description=groups,
        epilog="Each command explains itself: tequio backup --help",
        formatter_class=RawDescriptionHelpFormatter,
    )
    result.add_argument("--version", action="version", version=f"tequio {version('tequio')}")
    return result


if __name__ == "__main__":
    sys.exit(main())
