"""The page of suggested mentors through HTTP: processor time of the application and the database.

    python benchmarks/suggestions_page.py             10,000 mentors, 400 pages

Starts a database and one web process of their own, as the site runs, and reads the page as 20
people would, in rounds that take turns with a page that is empty but for the session, the person
and the language. Of the rounds the median counts. Prints the processor time a page with its
limit; the exit code is 1 if it is missed.
"""

from __future__ import annotations

import os
import sys

import numpy as np

from running_site import Site, running

MENTORS = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
PAGES, ROUNDS, SEEKERS, WARM_UP, SEED = 400, 8, 20, 60, 5
LIMIT_MS = 8.0
SUGGESTED, EMPTY = "/mentors/suggested/", "/healthz"


def main() -> int:
    with running(mentors=MENTORS, readers=SEEKERS, seed=SEED, workers=1) as site:
        return _measure(site)


def _measure(site: Site) -> int:
    _read(site, SUGGESTED, WARM_UP)
    rounds, empty, waited = [], [], []
    for _ in range(ROUNDS):
        empty.append(_read(site, EMPTY, PAGES // ROUNDS)[0])
        spent, waits = _read(site, SUGGESTED, PAGES // ROUNDS)
        rounds.append(spent)
        waited += waits
    application, postgres = np.median(rounds, axis=0)
    both = float(np.median(np.sum(rounds, axis=1)))
    p50, p99 = np.percentile(waited, [50, 99]) * 1000
    print(f"{MENTORS:,} mentors, seed {SEED}, {PAGES} pages of {SEEKERS} people")
    nothing = float(np.median(np.sum(empty, axis=1)))
    print(
        f"an empty page, ms of CPU     {nothing:8.2f}  the page is {both / nothing:.1f} times that"
    )
    print(f"application, ms of CPU       {application:8.2f}")
    print(f"database, ms of CPU          {postgres:8.2f}")
    ratio = both / LIMIT_MS
    print(f"both, ms of CPU              {both:8.2f}  limit {LIMIT_MS:6.1f}  ratio {ratio:.2f}")
    print(f"waited p50 and p99, ms       {p50:8.2f} {p99:8.2f}")
    print(f"load of the machine at the end {os.getloadavg()[0]:.1f}")
    return 0 if both <= LIMIT_MS else 1


def _read(site: Site, address: str, pages: int) -> tuple[tuple[float, float], list[float]]:
    """Milliseconds of application and database a page, and the seconds waited for each."""
    reader, before, waits = site.reader(), site.cpu(), []
    for number in range(pages):
        page, waited = reader.read(address, site.cookies[number % SEEKERS])
        waits.append(waited)
        shown = page.count(b'class="card person"')
        assert shown == (0 if address == EMPTY else 5), (shown, page[:3000])
    application, postgres = np.subtract(site.cpu(), before) / pages * 1000
    return (application, postgres), waits


if __name__ == "__main__":
    sys.exit(main())
