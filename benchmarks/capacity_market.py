"""Ranking rules in markets where mentors have few places.

    python benchmarks/capacity_market.py             a week of 1,000 and 20,000, a season, 100,000
    python benchmarks/capacity_market.py --million   a million people in two processes (minutes)

Each rule runs on the same market; ratios are to the other rules and to the limit.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager
from importlib import import_module
from multiprocessing import get_context

import numpy as np

from community_simulation.market.capacity import CapacityMarket, random_capacity_market
from community_simulation.market.comparison import compare_seasons, compare_weeks
from community_simulation.market.large.run import LargeResult, run_large
from community_simulation.market.large.setting import LargeSetting, large_mentors
from community_simulation.market.limit import matches_limit
from community_simulation.market.rules import load_aware
from community_simulation.market.season.setting import Setting
from community_simulation.market.tables import markdown, season_rows, week_rows
from community_simulation.market.week import play

SEED = 2026
LENGTH = 20


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--million", action="store_true", help="the market of a million only")
    million = options.parse_args().million
    print(f"seed {SEED}")
    kept = [_million()] if million else [_small(), _middle(), _season(), _processes()]
    return 0 if all(kept) else 1


def _small() -> bool:
    market = _market(1000, 500, 1017)
    outcomes = compare_weeks(market, LENGTH, weeks=300, seed=SEED, progress=_tell)
    matches = {rule: outcome.matches for rule, outcome in outcomes.items()}
    limit = matches_limit(market, LENGTH)
    print(f"\n1,000 entrepreneurs, 500 mentors, {market.capacity} places, 300 weeks\n")
    print(markdown(week_rows(outcomes)))
    ours = matches["load-aware"]
    print(
        f"load-aware {ours:.0f} (target 940): {ours / matches['reciprocal']:.2f} x reciprocal, "
        f"{ours / matches['transferable utility']:.2f} x transferable utility, "
        f"{ours / matches['own preference']:.2f} x own preference, {ours / limit:.3f} x limit"
    )
    return ours >= 940


def _middle() -> bool:
    market = _market(20_000, 5_000, 19_962)
    start = time.perf_counter()
    lists = load_aware(market, LENGTH, np.random.default_rng(SEED))
    seconds = time.perf_counter() - start
    outcome = play(market, lists, np.random.default_rng(SEED), weeks=5)
    print(
        f"\n20,000 x 5,000, {market.capacity} places: {outcome.matches:.0f} matches "
        f"(target 19,500), {outcome.of_capacity:.3f} of capacity, {seconds:.2f} s (limit 5), "
        f"{_memory():.0f} MB"
    )
    return outcome.matches >= 19_500 and seconds <= 5.0


def _season() -> bool:
    results = compare_seasons(Setting(), seed=SEED, progress=lambda step: None)
    print("\nTwelve weeks, 1,000 arrivals a week, 500 mentors, 1,048 places\n")
    print(markdown(season_rows(results)))
    ours, own = results[-1], next(r for r in results if r.rule == "own preference")
    print(
        f"load-aware {ours.matches_a_week:.0f} a week (target 500), reply rate "
        f"{ours.reply_rate:.3f} (target .30): {ours.matches_a_week / own.matches_a_week:.1f} x own"
    )
    return ours.matches_a_week >= 500 and ours.reply_rate >= 0.30 and ours.without_room == 0


def _processes() -> bool:
    """One plain process, two, and one and two workers of dask, on the same market."""
    setting = LargeSetting(100_000, 10_000, SEED)
    # Only here: every process of the market of a million would hold it.
    dask_executor = import_module("community_simulation.market.large.dask_executor").dask_executor
    start = time.process_time()
    one, alone = _timed(setting, None)
    alone_cpu = time.process_time() - start
    reciprocal = run_large(setting, by_load=False)
    print(
        f"\n100,000 x 10,000: {one.of_capacity:.3f} of capacity "
        f"(reciprocal {reciprocal.of_capacity:.3f}); "
        f"one process {alone:.1f} s, {alone_cpu:.1f} CPU s"
    )
    runs = {
        "two processes": _shared(_two_processes(), setting),
        "one worker of dask.distributed": _shared(dask_executor(1), setting),
        "two workers of dask.distributed": _shared(dask_executor(2), setting),
    }
    for name, (result, seconds) in runs.items():
        same = result == one
        print(f"{name}: {seconds:.1f} s, {alone / seconds:.2f} x; same result: {same}")
    (_, first), (_, second) = list(runs.values())[1:]
    print(
        f"two workers of dask are {first / second:.2f} x one (target 1.4) and "
        f"{alone / second:.2f} x one plain process (target 1)"
    )
    same = all(result == one for result, _ in runs.values())
    return same and first >= 1.4 * second and alone >= second


def _shared(
    executors: AbstractContextManager[Executor], setting: LargeSetting
) -> tuple[LargeResult, float]:
    """The market run by the processes of an engine, which stand ready as an operator's would."""
    with executors as executor:
        # Starting processes and drawing the mentors happens once, however large the market.
        list(executor.map(large_mentors_size, [setting] * 4))
        return _timed(setting, executor)


def _two_processes() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(2, mp_context=get_context("spawn"))


def large_mentors_size(setting: LargeSetting) -> int:
    """Draw the mentors in the process that is asked."""
    return len(large_mentors(setting).reply)


def _million() -> bool:
    with _two_processes() as executor:
        result, seconds = _timed(LargeSetting(1_000_000, 100_000, SEED), executor)
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    memory = _memory() + 2 * children
    print(
        f"\n1,000,000 x 100,000: {result.of_capacity:.3f} of capacity (target .75), "
        f"served {result.served:.3f}, reply rate {result.reply_rate:.3f}, idle {result.idle:.3f}, "
        f"{seconds / 60:.1f} min (limit 20), {memory:.0f} MB in three processes at most (limit 600)"
    )
    return result.of_capacity >= 0.75 and seconds <= 1200 and memory <= 600


def _timed(setting: LargeSetting, executor: Executor | None) -> tuple[LargeResult, float]:
    start = time.perf_counter()
    result = run_large(setting, executor=executor, progress=_count)
    return result, time.perf_counter() - start


def _market(n_entrepreneurs: int, n_mentors: int, places: int) -> CapacityMarket:
    return random_capacity_market(
        n_entrepreneurs, n_mentors, places, 0.5, np.random.default_rng(SEED)
    )


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _tell(step: str) -> None:
    print(step, file=sys.stderr)


def _count(done: int, of: int) -> None:
    print(f"\rblock {done} of {of}", end="" if done < of else "\n", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
