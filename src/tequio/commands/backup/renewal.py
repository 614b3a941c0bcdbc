"""What a restored database needs before it is used: today's schema, yesterday's erasures."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module

import django
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from tequio.commands.backup.archive import Unusable


@dataclass(frozen=True, slots=True)
class Renewed:
    """How much was done."""

    migrations: int
    erased: int
    mails_held: int

    def in_words(self) -> str:
        """One line for the terminal."""
        return (
            f"{self.migrations} migrations applied, {self.erased} accounts erased again, "
            f"{self.mails_held} unsent mails held until somebody decides."
        )


def renew(url: str, erased: Mapping[bytes, datetime]) -> Renewed:
    """Migrates, erases again and holds unsent mail. Raises Unusable for a newer backup."""
    before = os.environ.get("DATABASE_URL")
    os.environ["DATABASE_URL"] = url
    try:
        django.setup()
        migrations = _migrate()
        erasures = import_module("tequio.domain.privacy.erasures")  # reads models: after setup
        mails = import_module("tequio.domain.mails.actions")
        now = timezone.now()
        return Renewed(
            migrations, erasures.replay(erased=erased, now=now), mails.hold_unsent(now=now)
        )
    finally:
        connections.close_all()
        if before is not None:
            os.environ["DATABASE_URL"] = before


def _migrate() -> int:
    loader = MigrationLoader(connection)
    unknown = sorted(set(loader.applied_migrations) - set(loader.disk_migrations))
    if unknown:
        names = ", ".join(f"{app}.{name}" for app, name in unknown)
        raise Unusable(f"The backup is of a newer program, with {names}. Use that program.")
    missing = len(set(loader.disk_migrations) - set(loader.applied_migrations))
    call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    call_command("createcachetable", verbosity=0)
    return missing
