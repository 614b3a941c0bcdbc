"""`tequio load-demo`: the made-up community, loaded once."""

from argparse import ArgumentParser, Namespace
from importlib import import_module

import django
from django.apps import apps

from tequio.commands.database import reachable_database
from tequio.commands.progress import draw
from tequio.supervisor.start import say
from tequio.supervisor.surroundings import var_directory

HELP = "load the made-up community into an empty database"
LOADING = "tequio.jobs.load_demo"


def add_arguments(parser: ArgumentParser) -> None:
    """Nothing to choose."""


def run(arguments: Namespace) -> int:
    """Load with a progress bar; say so where there is nothing to do."""
    with reachable_database():
        django.setup()
        if not load():
            say("The community is there already.")
    return 0


def load() -> bool:
    """Load, and leave for `tequio demo` who can sign in; False when it is there already."""
    accounts = var_directory() / "accounts.txt"
    # The people of the community and all that makes them take seconds to import.
    if accounts.exists() and apps.get_model("records", "Person").objects.exists():
        return False
    loading = import_module(LOADING)  # reads models: only after setup
    was_loaded: bool = loading.load(progress=draw)
    lines = [f"  {email}  {password}  {words}\n" for email, password, words in loading.ACCOUNTS]
    accounts.write_text("Sign in as\n" + "".join(lines), encoding="utf-8")
    return was_loaded
