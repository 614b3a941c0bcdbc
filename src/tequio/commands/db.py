"""`tequio db start|stop|dump|restore|upgrade`: the site's own PostgreSQL."""

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

import local_postgres
from local_postgres import dumps, upgrade
from local_postgres.errors import DatabaseInUse
from tequio.commands.arguments import file_to_read, file_to_write
from tequio.commands.database import own_database_alone, reachable_database
from tequio.commands.refusals import Refused, is_running
from tequio.supervisor.surroundings import var_directory

HELP = "start, stop, copy, bring back or upgrade the site's own PostgreSQL"


def add_arguments(parser: ArgumentParser) -> None:
    """One word, and a file for two of them."""
    parser.add_argument("what", choices=tuple(WORDS))
    parser.add_argument("file", type=Path, nargs="?")


def run(arguments: Namespace) -> int:
    """Do it and say what was done."""
    if arguments.what in FILES and arguments.file is None:
        raise Refused(f"Which file? tequio db {arguments.what} FILE")
    if arguments.what not in FILES and arguments.file is not None:
        raise Refused(f"`tequio db {arguments.what}` takes no file.")
    if arguments.file is not None:
        check_file(arguments)
    WORDS[arguments.what](arguments)
    return 0


def check_file(arguments: Namespace) -> None:
    """Raises Refused for a file that cannot be read or written."""
    try:
        FILES[arguments.what](str(arguments.file))
    except ArgumentTypeError as failure:
        raise Refused(str(failure)) from None


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
    try:
        with own_database_alone(), reachable_database() as url, dumps.replacing(url) as fresh:
            dumps.restore(fresh, arguments.file.absolute())
    except DatabaseInUse as failure:
        raise is_running(failure) from failure
    say(f"Brought back from {arguments.file}.")


def move_up(_arguments: Namespace) -> None:
    """Move the data to the version of the installed programs."""
    old, new = upgrade.upgrade(var_directory())
    say(f"The data moved from PostgreSQL {old} to {new}; the old folder can be removed.")


def say(line: str) -> None:
    """Print one line."""
    sys.stdout.write(line + "\n")


WORDS = {"start": start, "stop": stop, "dump": dump, "restore": restore, "upgrade": move_up}
FILES = {"dump": file_to_write, "restore": file_to_read}
