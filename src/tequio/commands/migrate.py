"""`tequio migrate`: bring the database to the present schema."""

import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import Any

import django
from django.core.management import call_command
from django.core.management.commands import migrate

from tequio.commands.database import reachable_database

HELP = "bring the database to the present schema"
SECONDS_BETWEEN_LINES = 5.0


def add_arguments(parser: ArgumentParser) -> None:
    """Nothing to choose."""


def run(arguments: Namespace) -> int:
    """Django's migrate and the table of the cache."""
    with reachable_database():
        django.setup()
        call_command("migrate", interactive=False)
        call_command("createcachetable")
    return 0


class ToldMigrate(migrate.Command):
    """Django's migrate, which says in few lines that it has something to do and how far it is."""

    def __init__(self, say: Callable[[str], None]) -> None:
        super().__init__()
        self.say = say
        self.done = 0
        self.said = 0.0

    def migration_progress_callback(
        self, action: str, migration: Any = None, fake: bool = False
    ) -> None:
        """Called by Django before and after each migration."""
        if action == "apply_success":
            self.done += 1
        elif action == "apply_start" and not self.said:
            self.tell("Making the tables of the database.")
        if self.said and time.monotonic() - self.said > SECONDS_BETWEEN_LINES:
            self.tell(f"Making the tables of the database; steps so far: {self.done}.")

    def tell(self, line: str) -> None:
        """Say a line and remember when."""
        self.say(line)
        self.said = time.monotonic()
