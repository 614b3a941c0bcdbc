"""`tequio migrate`: bring the database to the present schema."""

from argparse import ArgumentParser, Namespace

import django
from django.core.management import call_command

from tequio.commands.database import reachable_database

HELP = "bring the database to the present schema"


def add_arguments(parser: ArgumentParser) -> None:
    """Nothing to choose."""


def run(arguments: Namespace) -> int:
    """Django's migrate and the table of the cache."""
    with reachable_database():
        django.setup()
        call_command("migrate", interactive=False)
        call_command("createcachetable")
    return 0
