"""The real processes of the site, started on the tests' database."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit

SECONDS_TO_START = 60.0
REALTIME = ("uvicorn", "--log-level", "warning", "--no-access-log", "tequio.realtime:application")
WEB = ("tequio.web_server", "tequio.wsgi")


@dataclass
class Process:
    """A server that can be killed and started again on the same port."""

    words: tuple[str, ...]
    port: int
    environment: dict[str, str]
    running: subprocess.Popen[bytes] | None = field(default=None)

    def start(self) -> None:
        command = [sys.executable, "-m", *self.words, "--host", "127.0.0.1", "--port"]
        self.running = subprocess.Popen(
            [*command, str(self.port)], env=self.environment, start_new_session=True
        )
        until = time.monotonic() + SECONDS_TO_START
        while not self.is_ready():
            assert time.monotonic() < until, f"{self.words[0]} does not start"
            assert self.running.poll() is None, f"{self.words[0]} ended"
            time.sleep(0.1)

    def is_ready(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == http.client.OK
        except OSError:
            return False
        finally:
            connection.close()

    def kill(self) -> None:
        """As the power goes: no goodbye."""
        if self.running is not None:
            os.killpg(self.running.pid, signal.SIGKILL)
            self.running.wait()
            self.running = None


def free_port() -> int:
    """A port that the system gives, so that two runs at once do not meet."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def realtime(database_url: str) -> Iterator[Process]:
    """The realtime process on a free port."""
    port = free_port()
    environment = {**os.environ, "DATABASE_URL": database_url, "TEQUIO_ENVIRONMENT": "test"}
    process = Process(REALTIME, port, environment)
    try:
        process.start()
        yield process
    finally:
        process.kill()


@contextmanager
def web(database_url: str, realtime_port: int) -> Iterator[Process]:
    """The web server, whose pages listen to that realtime process."""
    port = free_port()
    environment = {
        **os.environ,
        "DATABASE_URL": database_url,
        "TEQUIO_ENVIRONMENT": "test",
        "TEQUIO_REALTIME_URL": f"http://127.0.0.1:{realtime_port}",
        "TEQUIO_SITE_URL": f"http://127.0.0.1:{port}",
    }
    process = Process(WEB, port, environment)
    try:
        process.start()
        yield process
    finally:
        process.kill()


def address_of_database(name: str) -> str:
    """The database that Django made for this run, as a process of its own reaches it."""
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))
