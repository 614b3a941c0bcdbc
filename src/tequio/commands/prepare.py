"""`tequio prepare`: everything between installing and starting, in one process."""

from argparse import ArgumentParser, Namespace

import django
from django.core.management import call_command

from tequio.commands import static_files
from tequio.commands.database import reachable_database
from tequio.commands.messages.compilation import compile_spanish

HELP = "migrate the database, compile the messages, collect the static files"


def add_arguments(parser: ArgumentParser) -> None:
    """Nothing to choose."""


def run(arguments: Namespace) -> int:
    """Each step does nothing where nothing changed."""
    compile_spanish()
    with reachable_database():
        django.setup()
        call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
        call_command("createcachetable", verbosity=0)
        static_files.collect()
    return 0
