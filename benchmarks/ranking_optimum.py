"""Rankings by sorting against the values that two papers report for their optimisers.

Prints, per row, our expected matches and those that the paper reports, by ranking on f g and by the
best lists found, the ratio of the latter and the processor time. Ours are draws of our own of the
same kind of market, so each mean has its standard error.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment, linprog
from scipy.sparse import block_array, eye_array, kron

from community_simulation.market.preferences import (
    Taste,
    apply_and_accept_market,
    two_sided_market,
)
from mentor_matching.ranking.welfare.apply_and_accept import expected_accepted, optimal_exposure
from mentor_matching.ranking.welfare.examination import (
    Examination,
    binary_logarithm,
    exponential,
    list_examination,
    reciprocal,
)
from mentor_matching.ranking.welfare.exposure import ranked_exposure
from mentor_matching.ranking.welfare.two_sided_lists import optimal_lists

SEED = 2022
MARKETS = 12
TOLERANCE = 0.995
SECONDS_AT_100 = 0.2
SECONDS_TWO_SIDED = 0.1
TWO_SIDED_REPORTED = (90.5, 0.3)


def logarithm(rank: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """1 / ln(1 + rank), at most 1: at the first rank it would be 1.44."""
    return np.minimum(1.0, 1.0 / np.log(1.0 + rank))


@dataclass(frozen=True)
class Reported:
    """A row of Su et al. 2022, 5.2, and what the paper says of it: by f g, if noted, and theirs."""

    taste: Taste
    v: Examination
    share: float
    n_jobs: int
    by_product: float
    welfare: float
    is_same_market: bool = True


REPORTED = (
    Reported("random", reciprocal, 0.0, 100, 199.9, 198.5),
    Reported("random", reciprocal, 0.25, 100, 166.6, 173.5),
    Reported("random", reciprocal, 0.5, 100, 131.0, 152.7),
    Reported("random", reciprocal, 0.75, 100, 105.0, 134.2),
    Reported("random", reciprocal, 1.0, 100, 92.1, 118.2),
    Reported("similar", reciprocal, 0.5, 100, 143.8, 167.4),
    Reported("reverse", reciprocal, 0.5, 100, 104.5, 128.4),
    Reported("random", reciprocal, 0.5, 20, np.nan, 23.2),
    Reported("random", reciprocal, 0.5, 50, np.nan, 68.9),
    Reported("random", reciprocal, 0.5, 200, np.nan, 332.6),
    Reported("random", exponential, 0.5, 100, 47.8, 84.4),
    Reported("random", logarithm, 0.5, 100, 669.7, 673.7, is_same_market=False),
)


def main() -> int:
    print(f"seed {SEED}; means of {MARKETS} markets of our own (50 for 20 jobs), +- standard error")
    print("reported: what the paper says of its own draws, by its own optimiser; no upper bound")
    print(f"{'':38}ranked by f g          best lists")
    means = "    ours +- se reported "
    print(f"taste    examination share jobs {means}{means} ratio  CPU s")
    rows = [_apply_and_accept(row) for row in REPORTED]
    print(
        "logarithm: not judged. Ours looks at the first rank with chance 1 at most, the paper's "
        "1 / ln 2 = 1.44 is\ncut only after it is multiplied by f: both columns of ours are lower "
        "by 3%, the gain over f g is no less."
    )
    return 0 if all([*rows, _two_sided(), _linear_step()]) else 1


def _apply_and_accept(row: Reported) -> bool:
    rng = np.random.default_rng(SEED)
    results = []
    for _ in range(50 if row.n_jobs == 20 else MARKETS):
        f, g = apply_and_accept_market(row.n_jobs, row.share, row.taste, rng)
        start = time.process_time()
        exposure = optimal_exposure(f, g, row.v)
        seconds = time.process_time() - start
        naive = ranked_exposure(f * g, list_examination(row.v, row.n_jobs))
        lists = (expected_accepted(f, g, shown, row.v) for shown in (naive, exposure))
        results.append((*lists, seconds))
    by_product, ours, seconds = np.mean(results, axis=0)
    by_product_error, error, _ = np.std(results, axis=0, ddof=1) / np.sqrt(len(results))
    ratio = ours / row.welfare
    noted = "-" if np.isnan(row.by_product) else f"{row.by_product:.1f}"
    print(
        f"{row.taste:8} {row.v.__name__:11} {row.share:5.2f} {row.n_jobs:4}  "
        f"{by_product:7.1f} {by_product_error:5.1f} {noted:>8}  "
        f"{ours:7.1f} {error:5.1f} {row.welfare:8.1f} {ratio:6.3f} {seconds:6.3f}"
    )
    is_quick = row.n_jobs > 100 or seconds <= SECONDS_AT_100
    return not row.is_same_market or bool(ratio >= TOLERANCE and is_quick)


def _linear_step() -> bool:
    """One Frank-Wolfe step by a linear programme, an assignment and a sort: value and time.

    The programme is written as the papers write it and solved by HiGHS; since its best point is
    a ranking, an algorithm for assignments finds it as well and is the fairer peer.
    """
    rng = np.random.default_rng(SEED)
    n, m = 30, 20
    weight, v = rng.normal(size=(n, m)), list_examination(reciprocal, m)
    once = block_array(
        [[kron(eye_array(m), np.ones((1, m)))], [kron(np.ones((1, m)), eye_array(m))]]
    )
    start = time.process_time()
    solved = [linprog(-np.outer(row, v).ravel(), A_eq=once, b_eq=np.ones(2 * m)) for row in weight]
    by_solver = time.process_time() - start
    start = time.process_time()
    for _ in range(20):
        assigned = [linear_sum_assignment(np.outer(row, v), maximize=True) for row in weight]
    by_assignment = (time.process_time() - start) / 20
    start = time.process_time()
    for _ in range(100):
        exposure = ranked_exposure(weight, v)
    by_sorting = (time.process_time() - start) / 100
    ours = float(np.sum(weight * exposure))
    peers = (
        -sum(result.fun for result in solved),
        sum(float(row[who] @ v[rank]) for row, (who, rank) in zip(weight, assigned, strict=True)),
    )
    print(
        f"one step for {n} people and {m} jobs: sorting {by_sorting * 1e6:.0f} us; as assignments "
        f"(scipy) {by_assignment * 1e6:.0f} us, {by_assignment / by_sorting:,.0f} x; as the "
        f"papers' linear\nprogramme (HiGHS, one implementation at this one size) "
        f"{by_solver * 1e3:.0f} ms, {by_solver / by_sorting:,.0f} x; same value: "
        f"{np.allclose(peers, ours)}"
    )
    return bool(np.allclose(peers, ours))


def _two_sided() -> bool:
    rng = np.random.default_rng(SEED)
    results = []
    for _ in range(10):
        p, q = two_sided_market(75, 50, 0.8, rng)
        start = time.process_time()
        found = optimal_lists(p, q, binary_logarithm)
        results.append((found.expected_matches, time.process_time() - start))
    ours, seconds = np.mean(results, axis=0)
    error = np.std(results, axis=0, ddof=1)[0] / np.sqrt(len(results))
    reported, spread = TWO_SIDED_REPORTED
    print(
        f"two-sided lists 75x50, share .8, logarithm: {ours:.1f} +- {error:.1f} in 10 markets "
        f"(reported {reported} +- {spread:.1f}), ratio {ours / reported:.3f}, {seconds:.4f} CPU s"
    )
    return bool(ours >= reported and seconds <= SECONDS_TWO_SIDED)


if __name__ == "__main__":
    sys.exit(main())
