"""`tequio db start|stop|dump|restore|upgrade`: the site's own PostgreSQL."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

import local_postgres
from local_postgres import dumps, upgrade
from tequio.commands.database import reachable_database
from tequio.supervisor.surroundings import var_directory

HELP = "start, stop, copy, bring back or upgrade the site's own PostgreSQL"


def add_arguments(parser: ArgumentParser) -> None:
    """One word, and a file for two of them."""
    parser.add_argument("what", choices=tuple(WORDS))
    parser.add_argument("file", type=Path, nargs="?")


def run(arguments: Namespace) -> int:
    """Do it and say what was done."""
    if arguments.what in ("dump", "restore") and arguments.file is None:
        say(f"Which file? tequio db {arguments.what} FILE")
        return 2
    WORDS[arguments.what](arguments)
    return 0


def start(_arguments: Namespace) -> None:
    """Start it; it runs until `tequio db stop`."""
    say(local_postgres.ensure_running(var_directory()).url)


def stop(_arguments: Namespace) -> None:
    """Stop it, if it runs."""
    say("Stopped." if local_postgres.stop(var_directory()) else "It was not running.")


def dump(arguments: Namespace) -> None:
    """Copy it to a file."""
    with reachable_database() as url:
        dumps.dump(url, arguments.file.absolute())
    say(f"Copied to {arguments.file}.")


def restore(arguments: Namespace) -> None:
    """Bring it back; what was there is kept under another name until the next time."""
    with reachable_database() as url, dumps.replacing(url) as fresh:
        dumps.restore(fresh, arguments.file.absolute())
    say(f"Brought back from {arguments.file}.")


def move_up(_arguments: Namespace) -> None:
    """Move the data to the version of the installed programs."""
    old, new = upgrade.upgrade(var_directory())
    say(f"The data moved from PostgreSQL {old} to {new}; the old folder can be removed.")


def say(line: str) -> None:
    """Print one line."""
    sys.stdout.write(line + "\n")


WORDS = {"start": start, "stop": stop, "dump": dump, "restore": restore, "upgrade": move_up}
