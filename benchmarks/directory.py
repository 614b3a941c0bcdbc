"""The directory through HTTP, 20 of 10,000 mentors: processor time a page, and waiting in a crowd.

    python benchmarks/directory.py             10,000 mentors, 300 pages of each kind

By name, by area and by problem. Starts a database and two web workers of their own, as the site
runs on two cores. The processor time is of both together, one reader after another; then 16
clients read at once. Prints each figure with its limit; the exit code is 1 if one is missed.
"""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from urllib.parse import urlencode

import django
import numpy as np
import psutil

from local_postgres import throw_away
from tequio.supervisor.ports import first_free

MENTORS = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
PAGES, READERS, WARM_UP, CLIENTS, SEED = 300, 40, 40, 16, 5
MOST_CPU_MS, MOST_P95_MS = 8.0, 250.0
PORT = first_free("127.0.0.1", 8790) or 8790
PYTHON = sys.executable
PROBLEMS = (
    "mis clientes me pagan tarde",
    "no sé a cuánto vender mi pan",
    "quiero exportar mis tejidos",
    "el banco no me presta",
)
GIVEN = [
    "maria", "jose", "luis", "ana", "carlos", "rosa", "juan", "elena", "pedro", "lucia", "marta",
    "diego", "sofia", "jorge", "irma", "raul", "gloria", "oscar", "silvia", "hugo", "norma",
    "ivan", "delia", "mario", "clara", "edgar", "julia", "pablo", "nora", "felix", "olga", "rene",
    "berta", "saul", "emma", "tomas", "ruth", "victor", "alba", "erick",
]  # fmt: skip
FAMILY = [
    "lopez", "garcia", "perez", "hernandez", "gonzalez", "ramirez", "morales", "castillo",
    "ortega", "mendez", "chavez", "tzoc", "aju", "choc", "cojti", "xicara", "ixcoy", "batz",
    "tum", "caal", "ruiz", "cruz", "reyes", "flores", "torres", "vega", "soto", "luna", "rojas",
    "mora", "campos", "salazar", "aguilar", "nunez", "dominguez", "figueroa", "barrios", "monzon",
    "sandoval", "cifuentes",
]  # fmt: skip
AREAS = ("pricing", "cashflow", "taxes", "export")


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
        people = import_module("rows_for.suggestions_page")
        cookies = people.make(MENTORS, READERS, np.random.default_rng(SEED))
        _name_them()
        with _web() as web:
            return _measure(cookies, psutil.Process(web), psutil.Process(server.pid))


def _name_them() -> None:
    """Names as people have them: 1,600 of them, so that one finds some and not all."""
    with import_module("django.db").connection.cursor() as cursor:
        cursor.execute(
            "UPDATE records_person SET name = initcap(n), search_name = n FROM (SELECT id AS i,"
            " (%s::text[])[1 + id %% 40] || ' ' || (%s::text[])[1 + id / 40 %% 40] AS n"
            " FROM records_person) AS named WHERE id = i AND is_mentor",
            [GIVEN, FAMILY],
        )
        cursor.execute("ANALYZE")


def _measure(cookies: list[str], web: psutil.Process, database: psutil.Process) -> int:
    print(f"{MENTORS:,} mentors, seed {SEED}, {PAGES} pages of each kind by {READERS} readers")
    held = True
    for kind, addresses in _addresses().items():
        _read_all(cookies, addresses[:WARM_UP])
        before = _cpu(web), _cpu(database)
        _read_all(cookies, addresses)
        spent = [
            (after - then) / PAGES * 1000
            for after, then in zip((_cpu(web), _cpu(database)), before, strict=True)
        ]
        with ThreadPoolExecutor(CLIENTS) as clients:
            parts = [addresses[number::CLIENTS] for number in range(CLIENTS)]
            waits = np.concatenate(list(clients.map(lambda part: _read_all(cookies, part), parts)))
        p95 = float(np.percentile(waits, 95)) * 1000
        held &= sum(spent) <= MOST_CPU_MS and p95 <= MOST_P95_MS
        print(f"{kind:8} CPU {spent[0]:5.2f} web + {spent[1]:5.2f} database = {sum(spent):6.2f} ms"
              f"  limit {MOST_CPU_MS}  ratio {sum(spent) / MOST_CPU_MS:.2f}")  # fmt: skip
        print(f"{kind:8} p95 of {CLIENTS} clients {p95:6.1f} ms"
              f"  limit {MOST_P95_MS}  ratio {p95 / MOST_P95_MS:.2f}")  # fmt: skip
    return 0 if held else 1


def _addresses() -> dict[str, list[str]]:
    queries = {
        "name": [{"q": GIVEN[number % 40]} for number in range(PAGES)],
        "area": [{"area": AREAS[number % 4]} for number in range(PAGES)],
        "problem": [{"q": PROBLEMS[number % 4]} for number in range(PAGES)],
    }
    return {kind: [f"/mentors/?{urlencode(q)}" for q in asked] for kind, asked in queries.items()}


def _read_all(cookies: list[str], addresses: list[str]) -> list[float]:
    """Seconds until each page was read, over one kept connection."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    waits = []
    for number, address in enumerate(addresses):
        start = time.perf_counter()
        connection.request("GET", address, headers={"Cookie": cookies[number % READERS]})
        answer = connection.getresponse()
        page = answer.read()
        waits.append(time.perf_counter() - start)
        assert answer.status == http.client.OK, (answer.status, page[:300])
        assert page.count(b'class="card person"') == 20, (address, page.count(b"card person"))
    connection.close()
    return waits


@contextmanager
def _web() -> Iterator[int]:
    """Two web workers, started as the supervisor starts them."""
    words = ["--interface", "wsgi", "--port", str(PORT), "--workers", "2", "--no-ws"]
    command = [PYTHON, "-m", "granian", *words, "--blocking-threads", "1"]
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


def _cpu(root: psutil.Process) -> float:
    """Processor seconds of a process and of all below it, those that ended included."""
    times = [one.cpu_times() for one in (root, *root.children(recursive=True))]
    return sum(t.user + t.system + t.children_user + t.children_system for t in times)


if __name__ == "__main__":
    sys.exit(main())
