"""The directory through HTTP, 20 of 10,000 mentors: processor time a page, and waiting in a crowd.

    python benchmarks/directory.py             10,000 mentors, 300 pages of each kind

By name, by area and by problem, from two web workers as the site has them on two cores. The
processor time is of web and database together, one reader after another, in rounds that take
turns with a page that is empty but for the session, the person and the language: what no page
can be below, and what others on the machine cost at that time. Of the rounds the median counts.
Then 16 clients read at once. Prints each figure with its limit, and what a page costs whose
cards this process has never drawn; the exit code is 1 if a limit is missed.
"""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from itertools import product
from urllib.parse import urlencode

import numpy as np

from running_site import Site, running

MENTORS = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
PAGES, ROUNDS, READERS, WARM_UP, CLIENTS, SEED = 300, 6, 40, 40, 16, 5
MOST_CPU_MS, MOST_P95_MS = 8.0, 250.0
EMPTY = "/healthz"
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
OTHER_AREAS = ("credit", "payroll", "accounting", "branding", "sales", "hiring")


def main() -> int:
    print(f"{MENTORS:,} mentors, seed {SEED}, {PAGES} pages of each kind by {READERS} readers")
    with running(mentors=MENTORS, readers=READERS, seed=SEED, workers=2, change=_name_them) as site:
        held = _processor_time(site)
        held &= _waiting(site)
    print(f"load of the machine at the end {os.getloadavg()[0]:.1f}")
    return 0 if held else 1


def _name_them() -> None:
    """Names as people have them: 1,600 of them, so that one finds some and not all."""
    with import_module("django.db").connection.cursor() as cursor:
        cursor.execute(
            "UPDATE records_person SET name = initcap(n), search_name = n FROM (SELECT id AS i,"
            " (%s::text[])[1 + id %% 40] || ' ' || (%s::text[])[1 + id / 40 %% 40] AS n"
            " FROM records_person) AS named WHERE id = i AND is_mentor",
            [GIVEN, FAMILY],
        )


def _processor_time(site: Site) -> bool:
    kinds = {"empty": [EMPTY] * PAGES, **_addresses()}
    for addresses in kinds.values():
        _read_all(site, addresses[:WARM_UP])
    spent: dict[str, list[tuple[float, float]]] = {kind: [] for kind in kinds}
    for number in range(ROUNDS):
        for kind, addresses in kinds.items():
            spent[kind].append(_spent(site, addresses[number::ROUNDS]))
    held = True
    empty = float(np.median(np.sum(spent["empty"], axis=1)))
    for kind, rounds in spent.items():
        web, database = np.median(rounds, axis=0)
        both = float(np.median(np.sum(rounds, axis=1)))
        limit = "" if kind == "empty" else _against(both, MOST_CPU_MS) + _beside(both, empty)
        held &= kind == "empty" or both <= MOST_CPU_MS
        print(f"{kind:8} CPU {web:5.2f} web + {database:5.2f} database = {both:6.2f} ms{limit}")
    web, database = _spent(site, _never_seen())
    both = web + database
    told = f"= {both:6.2f} ms{_beside(both, empty)}"
    print(f"{'unseen':8} CPU {web:5.2f} web + {database:5.2f} database {told}")
    return held


def _spent(site: Site, addresses: list[str]) -> tuple[float, float]:
    """Milliseconds of web and database a page."""
    before = site.cpu()
    _read_all(site, addresses)
    web, database = np.subtract(site.cpu(), before) / len(addresses) * 1000
    return web, database


def _waiting(site: Site) -> bool:
    held = True
    for kind, addresses in _addresses().items():
        with ThreadPoolExecutor(CLIENTS) as clients:
            parts = [addresses[number::CLIENTS] for number in range(CLIENTS)]
            told = clients.map(lambda part, first: _read_all(site, part, first), parts, range(16))
            waits = np.concatenate(list(told))
        p95 = float(np.percentile(waits, 95)) * 1000
        held &= p95 <= MOST_P95_MS
        print(f"{kind:8} p95 of {CLIENTS} clients {p95:6.1f} ms{_against(p95, MOST_P95_MS)}")
    return held


def _against(value: float, limit: float) -> str:
    return f"  limit {limit}  ratio {value / limit:.2f}"


def _beside(value: float, empty: float) -> str:
    return f"  an empty page {empty:.2f}, {value / empty:.1f} times that"


def _addresses() -> dict[str, list[str]]:
    queries = {
        "name": [{"q": GIVEN[number % 40]} for number in range(PAGES)],
        "area": [{"area": AREAS[number % 4]} for number in range(PAGES)],
        "problem": [{"q": PROBLEMS[number % 4]} for number in range(PAGES)],
    }
    return {kind: [f"/mentors/?{urlencode(q)}" for q in asked] for kind, asked in queries.items()}


def _never_seen() -> list[str]:
    """Pages of other areas, deep enough that few of their mentors were on a page before."""
    return [f"/mentors/?area={a}&page={page}" for page, a in product(range(4, 11), OTHER_AREAS)]


def _read_all(site: Site, addresses: list[str], first: int = 0) -> list[float]:
    """Seconds until each page was read, over one kept connection; the readers take turns."""
    reader, waits = site.reader(), []
    for number, address in enumerate(addresses, start=first):
        page, waited = reader.read(address, site.cookies[number % READERS])
        waits.append(waited)
        shown = page.count(b'class="card person"')
        assert shown == (0 if address == EMPTY else 20), (address, shown)
    reader.connection.close()
    return waits


if __name__ == "__main__":
    sys.exit(main())
