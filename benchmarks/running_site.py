"""A site of its own for a benchmark: a database, made-up people, and web workers."""

from __future__ import annotations

import gzip
import http.client
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module

import django
import numpy as np
import psutil

from local_postgres import throw_away
from tequio.supervisor.ports import first_free

PYTHON = sys.executable
FIRST_PORT = 8790
SECONDS_TO_START = 60


@dataclass(frozen=True)
class Site:
    """Where it runs, its processes, and the session cookies of those who read."""

    port: int
    web: psutil.Process
    database: psutil.Process
    cookies: list[str]

    def cpu(self) -> tuple[float, float]:
        """Processor seconds of web and database so far."""
        return _cpu(self.web), _cpu(self.database)

    def reader(self) -> Reader:
        return Reader(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60))


@dataclass(frozen=True)
class Reader:
    """Browsers that share one kept connection: they take pages compressed and keep cookies."""

    connection: http.client.HTTPConnection
    cookies_kept: dict[str, dict[str, str]] = field(default_factory=dict)

    def read(self, address: str, cookie: str) -> tuple[bytes, float]:
        """The page, which has to be there, and the seconds until it was."""
        kept = self.cookies_kept.setdefault(cookie, {})
        cookies = "; ".join([cookie, *kept.values()])
        headers = {"Cookie": cookies, "Accept-Encoding": "gzip, deflate, br"}
        start = time.perf_counter()
        self.connection.request("GET", address, headers=headers)
        answer = self.connection.getresponse()
        page = answer.read()
        waited = time.perf_counter() - start
        assert answer.status == http.client.OK, (address, answer.status, page[:300])
        for given in answer.headers.get_all("Set-Cookie", []):
            kept[given.partition("=")[0]] = given.partition(";")[0]
        is_packed = answer.headers["Content-Encoding"] == "gzip"
        return gzip.decompress(page) if is_packed else page, waited


@contextmanager
def running(
    *,
    mentors: int,
    readers: int,
    seed: int,
    workers: int,
    change: Callable[[], None] = lambda: None,
) -> Iterator[Site]:
    """Prepared, filled, changed by `change`, and served as the supervisor serves it."""
    with tempfile.TemporaryDirectory() as var, throw_away() as server:
        os.environ |= {
            "DATABASE_URL": server.url,
            "DJANGO_SETTINGS_MODULE": "tequio.settings",
            "TEQUIO_ENVIRONMENT": "demo",
            "TEQUIO_VAR": var,
        }
        subprocess.run([PYTHON, "-m", "tequio.command_line", "prepare"], check=True)
        django.setup()
        people = import_module("rows_for.suggestions_page")
        cookies = people.make(mentors, readers, np.random.default_rng(seed))
        change()
        _tidy()
        with _web(workers) as (web, port):
            yield Site(port, psutil.Process(web), psutil.Process(server.pid), cookies)


def _tidy() -> None:
    """As the server does itself within minutes.

    A row counts as seen by everybody once its commit is on the disk: the first of the two
    puts it there, where the server was told not to wait for the disk.
    """
    with import_module("django.db").connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO on")
        cursor.execute("ANALYZE")
        cursor.execute("VACUUM")


@contextmanager
def _web(workers: int) -> Iterator[tuple[int, int]]:
    port = first_free("127.0.0.1", FIRST_PORT) or FIRST_PORT
    command = [PYTHON, "-m", "tequio.web_server", "tequio.wsgi", "--port", str(port)]
    web = subprocess.Popen([*command, "--workers", str(workers)])
    try:
        _wait_until_ready(port)
        yield web.pid, port
    finally:
        web.terminate()
        web.wait()


def _wait_until_ready(port: int) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/readyz")
            if connection.getresponse().status == http.client.OK:
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the web process does not answer")


def _cpu(root: psutil.Process) -> float:
    """Processor seconds of a process and of all below it, those that ended included."""
    times = [one.cpu_times() for one in (root, *root.children(recursive=True))]
    return sum(t.user + t.system + t.children_user + t.children_system for t in times)
