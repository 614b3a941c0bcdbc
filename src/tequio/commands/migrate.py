"""`tequio migrate`: bring the database to the present schema."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import Any

import django
from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tequio.commands.database import reachable_database
from tequio.supervisor.patience import Patience

HELP = "bring the database to the present schema"
MAKING = "Making the tables of the database"


def add_arguments(parser: ArgumentParser) -> None:
    """Nothing to choose."""


def run(arguments: Namespace) -> int:
    """Django's migrate and the table of the cache."""
    with reachable_database():
        django.setup()
        call_command("migrate", interactive=False)
        call_command("createcachetable")
    return 0


def migrate_if_needed(say: Callable[[str], None]) -> None:
    """Migrate where a migration is missing: Django draws up every model to find that none is."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command(ToldMigrate(say), interactive=False, verbosity=0, skip_checks=True)


class ToldMigrate(migrate.Command):
    """Django's migrate, which says in few lines that it has something to do and goes on."""

    def __init__(self, say: Callable[[str], None]) -> None:
        super().__init__()
        self.say = say
        self.patience: Patience | None = None

    def migration_progress_callback(
        self, action: str, migration: Any = None, fake: bool = False
    ) -> None:
        """Called by Django before and after each migration."""
        if self.patience is not None:
            self.patience.keep()
        elif action == "apply_start":
            self.say(f"{MAKING}.")
            self.patience = Patience(self.say, MAKING)
