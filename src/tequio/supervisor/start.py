"""One foreground process that starts the whole site, mends it and stops it."""

import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import local_postgres
from tequio.supervisor.patience import Patience
from tequio.supervisor.ports import PortTaken, PortUnusable
from tequio.supervisor.site import NotStarted, Site
from tequio.supervisor.surroundings import Surroundings, surroundings, var_directory
from tequio.supervisor.watch import watching


def start(
    *, command: str, kind: str | None, steps: tuple[tuple[str, ...], ...], logs_apart: bool
) -> int:
    """Start everything after these `tequio` commands; returns when somebody stopped it.

    `command` is what `make` was asked for, `kind` the value of TEQUIO_ENVIRONMENT; `logs_apart`
    keeps each part's words in a file.
    """
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    try:
        with only_site(var_directory(os.environ)) as tell:
            around = surroundings(kind=kind)
            tell(around.address)
            return run(around, steps, around.var / "log" if logs_apart else None)
    except KeyboardInterrupt:  # before there was a watch that takes note of it
        say("Stopped.")
        return 0
    except PortTaken as taken:
        offer = f" Try another one: make {command} {taken.offer}" if taken.offer else ""
        say(f"{taken}{offer}")
        return 1
    except (PortUnusable, NotStarted, local_postgres.LocalPostgresError, OSError) as failure:
        say(str(failure))
        return 1


def run(around: Surroundings, steps: tuple[tuple[str, ...], ...], logs: Path | None) -> int:
    """Start, say where, keep watch, stop."""
    began = time.monotonic()
    say("Starting Tequio. Ctrl-C stops it.")
    with our_database(around) as reachable, watching(noted) as watch:
        site = Site(watch, reachable, say, logs)
        site.keep_database()
        for step in steps:
            site.run_step(*step)
        say("Starting the servers.")
        site.start_servers()
        welcome(around, time.monotonic() - began)
        watch.watch()
    say("Stopped.")
    return 0


@contextmanager
def our_database(around: Surroundings) -> Iterator[Surroundings]:
    """The surroundings with the address of a running database, stopped at the end if ours."""
    if not around.database_is_ours:
        yield around
        return
    try:
        environment = {**around.environment, "DATABASE_URL": database_address(around.var)}
        yield replace(around, environment=environment)
    finally:
        local_postgres.stop(around.var)


def database_address(var: Path) -> str:
    """Start the database by a process that then goes away, so that it is nobody's child."""
    command = [sys.executable, "-m", "local_postgres", "start", str(var)]
    starter = subprocess.Popen(  # noqa: S603 - our own command
        command, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        address = words_of(starter)
    except KeyboardInterrupt:  # it undoes what is half made
        starter.send_signal(signal.SIGINT)
        starter.wait()
        raise
    if starter.returncode:
        raise NotStarted("The database did not start.")
    return address


def words_of(starter: "subprocess.Popen[str]") -> str:
    """What it printed, once it ended."""
    patience = Patience(say, "The database is starting")
    while True:
        with suppress(subprocess.TimeoutExpired):
            return starter.communicate(timeout=0.5)[0].strip()
        patience.keep()


@contextmanager
def only_site(var: Path) -> Iterator[Callable[[str], None]]:
    """Hold the folder for one supervisor, which tells others where it is.

    Raises NotStarted where another one has it.
    """
    var.mkdir(parents=True, exist_ok=True)
    with (var / "supervisor.lock").open("a+", encoding="utf-8") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            handle.seek(0)
            address = handle.read().strip()
            where = f" at {address}" if address else ""
            raise NotStarted(
                f"The site of this folder runs already{where}, in another window."
            ) from None

        def tell(address: str) -> None:
            handle.truncate(0)
            handle.write(address)
            handle.flush()

        tell("")
        yield tell


def welcome(around: Surroundings, seconds: float) -> None:
    """Say where the site is and who can sign in."""
    accounts = around.var / "accounts.txt"
    say(f"\nTequio is ready after {seconds:.0f} s: {around.address}\n")
    if around.environment.get("TEQUIO_ENVIRONMENT") == "demo" and accounts.exists():
        say(accounts.read_text(encoding="utf-8"))
        say(f"Mail of the demo: {around.address}/demo/mailbox\n")
        if around.host == "127.0.0.1":
            say(f"Passkeys need a name instead of a number: http://localhost:{around.port}\n")
    say("Ctrl-C stops everything.")


def noted(line: str) -> None:
    """Print one line of what happens to the parts, with the time as every log has it."""
    say(f"{datetime.now(UTC).isoformat(timespec='microseconds').replace('+00:00', 'Z')} {line}")


def say(line: str) -> None:
    """Print one line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
