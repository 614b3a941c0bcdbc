"""The database that a command works on: DATABASE_URL, or the site's own, started if need be."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import local_postgres
from tequio.supervisor.surroundings import var_directory


@contextmanager
def reachable_database() -> Iterator[str]:
    """The address, also in DATABASE_URL; what was started for the command is stopped after it."""
    if "DATABASE_URL" in os.environ:
        yield os.environ["DATABASE_URL"]
        return
    var = var_directory()
    was_running = local_postgres.running(var) is not None
    os.environ["DATABASE_URL"] = local_postgres.ensure_running(var).url
    try:
        yield os.environ["DATABASE_URL"]
    finally:
        del os.environ["DATABASE_URL"]
        if not was_running:
            local_postgres.stop(var)
