"""One person's suggestions with reasons: time per search, index build and refresh.

    python benchmarks/suggestions.py             100,000 mentors
    python benchmarks/suggestions.py 1000000     a million

Prints each figure with its limit; the exit code is 1 if one is missed.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from mentor_matching.index import Mentor, MentorIndex
from mentor_matching.ranking import Seeker, suggest

SEED = 5
SEARCHES = 500
REFRESHES = 9
AREAS = tuple(f"area {i}" for i in range(48))
INDUSTRIES = tuple("ABCDEFGHIJKLMNOPQRSTU")
COUNTRIES = tuple(f"country {i}" for i in range(60))
LANGUAGES = (("es",), ("en",), ("es", "en"))
STAGES = ("idea", "started", "growing")
COUNTRY_SHARES = 1.0 / np.arange(1.0, 61.0)
COUNTRY_SHARES /= COUNTRY_SHARES.sum()


def main() -> int:
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    limit_p50, limit_p99 = (5.0, 25.0) if n <= 100_000 else (15.0, 80.0)
    rng = np.random.default_rng(SEED)
    mentors = list(_mentors(n, rng))
    start = time.perf_counter()
    index = MentorIndex.build(mentors, areas=AREAS)
    build = (time.perf_counter() - start) * 100_000 / n
    del mentors[REFRESHES * 200 :]  # as the site, which keeps no more than the index
    refreshes = []
    for first in range(0, len(mentors), 200):
        some, others = mentors[first : first + 100], mentors[first + 100 : first + 200]
        changes = [_changed(*pair) for pair in zip(some, others, strict=True)]
        start = time.perf_counter()
        index = index.refresh(changes)
        refreshes.append((time.perf_counter() - start) * 1000)
    spent = [_search(index, rng) for _ in range(SEARCHES)]
    p50, p99 = np.percentile(spent, [50, 99]) * 1000
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{n:,} mentors, seed {SEED}, {SEARCHES} searches, {memory:.0f} MB in all")
    rows = [
        ("search p50, ms", p50, limit_p50),
        ("search p99, ms", p99, limit_p99),
        ("build per 100,000, s", build, 1.0),
        ("refresh of 100 changes, ms", float(np.median(refreshes)), 100.0),
        (f"the slowest of {REFRESHES}, ms", max(refreshes), 100.0),
    ]
    for name, value, limit in rows:
        print(f"{name:28} {value:8.2f}  limit {limit:6.1f}  ratio {value / limit:.2f}")
    return 0 if all(value <= limit for _, value, limit in rows) else 1


def _changed(mentor: Mentor, other: Mentor) -> Mentor:
    """The mentor with all that a refresh may find changed: what they offer, loads and record."""
    return replace(other, id=mentor.id)


def _search(index: MentorIndex, rng: np.random.Generator) -> float:
    needs = rng.choice(48, rng.integers(1, 6), replace=False)
    seeker = Seeker(
        needs={AREAS[i]: float(rng.uniform(0.2, 1.0)) for i in needs},
        languages=LANGUAGES[rng.integers(3)],
        country=COUNTRIES[rng.choice(60, p=COUNTRY_SHARES)],
        industry=INDUSTRIES[rng.integers(21)],
        stage=STAGES[rng.integers(3)],
    )
    start = time.perf_counter()
    found = suggest(index, seeker)
    spent = time.perf_counter() - start
    assert len(found) == 5
    return spent


def _mentors(n: int, rng: np.random.Generator) -> Iterator[Mentor]:
    requests = rng.poisson(6.0, n) * (rng.random(n) < 0.7)
    replies = rng.binomial(requests, rng.beta(1.2, 1.8, n))
    n_areas = rng.integers(1, 6, n)
    country = rng.choice(60, n, p=COUNTRY_SHARES)
    speaks, industry, free = (
        rng.integers(3, size=n),
        rng.integers(21, size=n),
        rng.integers(5, size=n),
    )
    load, employer = rng.exponential(1.0, n), rng.integers(0, n // 4, n)
    for i in range(n):
        yield Mentor(
            id=i + 1,
            areas=tuple(AREAS[a] for a in rng.choice(48, n_areas[i], replace=False)),
            languages=LANGUAGES[speaks[i]],
            country=COUNTRIES[country[i]],
            industries=(INDUSTRIES[industry[i]],),
            wished_stages=STAGES[: i % 3],
            employer=int(employer[i]),
            places=4,
            free=int(free[i]),
            expected_load=float(load[i]),
            requests=int(requests[i]),
            replies=int(replies[i]),
            decayed_requests=0.7 * float(requests[i]),
            decayed_replies=0.7 * float(replies[i]),
            reply_days=2.0,
        )


if __name__ == "__main__":
    sys.exit(main())
