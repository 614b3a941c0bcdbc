"""The page of suggested mentors through HTTP: processor time of the application and the database.

    python benchmarks/suggestions_page.py             10,000 mentors, 400 pages

Starts a database and one web process of their own, as the site runs, and reads the page as 20
people would. Prints the processor time a page with its limit; the exit code is 1 if it is missed.
"""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import django
import numpy as np

from local_postgres import throw_away

MENTORS = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
PAGES, SEEKERS, WARM_UP, SEED = 400, 20, 60, 5
LIMIT_MS = 8.0
PORT = 8797
TICKS = os.sysconf("SC_CLK_TCK")
PYTHON = sys.executable
SERVER = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(PORT), "--workers", "1"]


def main() -> int:
    with tempfile.TemporaryDirectory() as var, throw_away() as server:
        os.environ |= {
            "DATABASE_URL": server.url,
            "DJANGO_SETTINGS_MODULE": "tequio.settings",
            "TEQUIO_ENVIRONMENT": "demo",
            "TEQUIO_VAR": var,
        }
        subprocess.run([PYTHON, "-m", "tequio.command_line", "prepare"], check=True)
        django.setup()
        cookies = import_module("rows_for.suggestions_page").make(
            MENTORS, SEEKERS, np.random.default_rng(SEED)
        )
        with _web() as web:
            return _measure(cookies, web, server.pid)


def _measure(cookies: list[str], web: int, database: int) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    for number in range(WARM_UP):
        _read(connection, cookies[number % SEEKERS])
    before = _cpu(web), _cpu(database)
    waited = [_read(connection, cookies[number % SEEKERS]) for number in range(PAGES)]
    application, postgres = (
        (after - then) / PAGES * 1000
        for after, then in zip((_cpu(web), _cpu(database)), before, strict=True)
    )
    both = application + postgres
    p50, p99 = np.percentile(waited, [50, 99]) * 1000
    print(f"{MENTORS:,} mentors, seed {SEED}, {PAGES} pages of {SEEKERS} people")
    print(f"application, ms of CPU       {application:8.2f}")
    print(f"database, ms of CPU          {postgres:8.2f}")
    ratio = both / LIMIT_MS
    print(f"both, ms of CPU              {both:8.2f}  limit {LIMIT_MS:6.1f}  ratio {ratio:.2f}")
    print(f"waited p50 and p99, ms       {p50:8.2f} {p99:8.2f}")
    return 0 if both <= LIMIT_MS else 1


def _read(connection: http.client.HTTPConnection, cookie: str) -> float:
    start = time.perf_counter()
    connection.request("GET", "/mentors/suggested/", headers={"Cookie": cookie})
    answer = connection.getresponse()
    page = answer.read()
    assert answer.status == http.client.OK, (answer.status, page[:300])
    assert page.count(b'class="card person') == 5 or page.count(b"/ask/") >= 5, page[:3000]
    return time.perf_counter() - start


@contextmanager
def _web() -> Iterator[int]:
    """One web worker, started as the supervisor starts it."""
    command = [PYTHON, "-m", "granian", *SERVER, "--blocking-threads", "1", "--no-ws"]
    web = subprocess.Popen([*command, "tequio.wsgi:application"])
    try:
        _wait_until_ready()
        yield web.pid
    finally:
        web.terminate()
        web.wait()


def _wait_until_ready() -> None:
    for _ in range(600):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=5)
            connection.request("GET", "/readyz")
            if connection.getresponse().status == http.client.OK:
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the web process does not answer")


def _cpu(root: int) -> float:
    """Processor seconds of a process, of those it started, and of their dead children."""
    stats = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                told = (folder / "stat").read_text().rpartition(")")[2].split()
            except (FileNotFoundError, ProcessLookupError):
                continue
            stats[int(folder.name)] = int(told[1]), sum(map(int, told[11:15]))
    family = {root}
    while more := {pid for pid, (parent, _) in stats.items() if parent in family} - family:
        family |= more
    return sum(stats[pid][1] for pid in family) / TICKS


if __name__ == "__main__":
    sys.exit(main())
