"""`tequio load-demo`: the made-up community, loaded once."""

import sys
from argparse import ArgumentParser, Namespace
from importlib import import_module

import django

from tequio.commands.database import reachable_database
from tequio.supervisor.surroundings import var_directory

HELP = "load the made-up community into an empty database"
LOADING = "tequio.jobs.load_demo"
WIDTH = 30


def add_arguments(parser: ArgumentParser) -> None:
    """Nothing to choose."""


def run(arguments: Namespace) -> int:
    """Load with a progress bar, and leave for `tequio demo` who can sign in."""
    with reachable_database():
        django.setup()
        loading = import_module(LOADING)  # reads models: only after setup
        loading.load(progress=draw)
    lines = [f"  {email}  {password}  {words}\n" for email, password, words in loading.ACCOUNTS]
    text = "Sign in as\n" + "".join(lines)
    (var_directory() / "accounts.txt").write_text(text, encoding="utf-8")
    return 0


def draw(share: float, words: str) -> None:
    """A bar that grows on one line of a terminal; elsewhere only its end is written."""
    bar = ("#" * round(WIDTH * share)).ljust(WIDTH, ".")
    if sys.stdout.isatty():
        sys.stdout.write(f"\r[{bar}] {share:4.0%} {words:<40}")
        sys.stdout.flush()
    if share >= 1:
        sys.stdout.write("\n" if sys.stdout.isatty() else f"[{bar}] {words}\n")
