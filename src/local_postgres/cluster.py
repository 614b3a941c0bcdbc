"""Makes a cluster and writes its settings."""

import shutil
from pathlib import Path

from local_postgres.errors import LocalPostgresError
from local_postgres.places import Places
from local_postgres.programs import run

SUPERUSER = "postgres"
BUILTIN_LOCALES_SINCE = 17
INCLUDE = "\ninclude_dir = 'conf.d'\n"
SETTINGS_FILE = Path("conf.d") / "local_postgres.conf"

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "random_page_cost": "1.1",
    "log_timezone": "UTC",
    "timezone": "UTC",
    "log_min_duration_statement": "2s",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "idle_in_transaction_session_timeout": "10min",
}
"""No TCP at all; parameters of statements, which may be personal, never reach the log."""

THROW_AWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
}
"""For a cluster that only a test run needs.

Tests undo their rows: vacuumed between two of them, tables of many pages look empty, and a join of
three that is planned for one row each takes minutes at 1,000.
"""


def make(places: Places, *, durable: bool, checksums: bool = True) -> None:
    """Run initdb. Raises LocalPostgresError; leaves no half-made folder behind."""
    data = places.data
    data.mkdir(parents=True, exist_ok=True)
    data.chmod(0o700)
    places.account.take(data)
    try:
        locale = locale_arguments(places.binaries.major)
        run(places, "initdb", *initdb_arguments(durable=durable, checksums=checksums), *locale)
    except (LocalPostgresError, KeyboardInterrupt):
        shutil.rmtree(data, ignore_errors=True)
        raise
    configuration = data / "postgresql.conf"
    configuration.write_text(configuration.read_text() + INCLUDE)


def initdb_arguments(*, durable: bool, checksums: bool) -> list[str]:
    """Trust on the socket, whose folder is the lock; no other way in."""
    return [
        f"--username={SUPERUSER}",
        "--encoding=UTF8",
        "--data-checksums" if checksums else "--no-data-checksums",
        "--auth-local=trust",
        "--auth-host=reject",
        *([] if durable else ["--no-sync"]),
    ]


def locale_arguments(major: int) -> list[str]:
    """A locale that needs nothing of the system, so that the data can move to another one."""
    if major < BUILTIN_LOCALES_SINCE:
        return ["--locale=C.UTF-8"]
    return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]


def write_settings(places: Places, *, durable: bool) -> None:
    """Write the server's settings into conf.d; a person's own files beside it are read after."""
    folder = (places.data / SETTINGS_FILE).parent
    folder.mkdir(mode=0o700, exist_ok=True)
    places.account.take(folder)
    values = SETTINGS | {"unix_socket_directories": f'"{places.socket}"'}
    values |= {} if durable else THROW_AWAY
    lines = [f"{name} = '{quoted(value)}'\n" for name, value in values.items()]
    target = places.data / SETTINGS_FILE
    target.write_text("".join(lines))
    places.account.take(target)


def quoted(value: str) -> str:
    """A value inside the single quotes of a settings file."""
    return value.replace("\\", "\\\\").replace("'", "''")
