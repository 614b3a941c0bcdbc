"""The database that a command works on: DATABASE_URL, or the site's own, started if need be."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import psycopg

import local_postgres
from tequio.commands import addresses, faults
from tequio.commands.refusals import NOTHING_CHANGED, Refused
from tequio.supervisor.site import NotStarted
from tequio.supervisor.start import only_site
from tequio.supervisor.surroundings import var_directory

SECONDS_TO_CONNECT = 10
RUNNING = f"The site is running: stop it with Ctrl-C first. {NOTHING_CHANGED}"


@contextmanager
def reachable_database() -> Iterator[str]:
    """The address, also in DATABASE_URL; what was started for the command is stopped after it."""
    faults.refuse(os.environ)
    if "DATABASE_URL" in os.environ:
        check_given(os.environ["DATABASE_URL"])
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


def check_given(url: str) -> None:
    """Raises Refused for an address that names no database which answers."""
    try:
        psycopg.connect(url, connect_timeout=SECONDS_TO_CONNECT).close()
    except (psycopg.Error, UnicodeError) as failure:
        words = addresses.without_password(str(failure), url)
        raise Refused(f"The database of DATABASE_URL cannot be used: {words}") from None


@contextmanager
def own_database_alone() -> Iterator[None]:
    """Keeps the site of this folder from running meanwhile. Raises Refused where it runs."""
    if "DATABASE_URL" in os.environ:
        yield
        return
    with ExitStack() as held:
        try:
            held.enter_context(only_site(var_directory()))
        except NotStarted:
            raise Refused(RUNNING) from None
        yield
