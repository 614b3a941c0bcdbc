"""`tequio simulate-market`: the rules side by side, as tables and plots."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from community_simulation.market.arguments import (
    check_size,
    folder_to_fill,
    refuse_unwritable,
    share,
    whole,
)
from community_simulation.market.capacity import CapacityMarket, random_capacity_market
from community_simulation.market.columns import legend
from community_simulation.market.comparison import Progress, compare_seasons, compare_weeks
from community_simulation.market.limit import matches_limit
from community_simulation.market.plots import bar_plot, line_plot
from community_simulation.market.season.setting import Setting
from community_simulation.market.seeds import differences, mean_of
from community_simulation.market.tables import (
    difference_rows,
    figure,
    markdown,
    season_rows,
    week_rows,
)
from mentor_matching.errors import MatchingError

HELP = "Compare ranking rules on made-up markets with known truth."

LENGTH = 20
PLOTS = ("week.svg", "season.svg")
LARGEST_LIMIT = 2_000_000
"""The certified limit is computed up to this many pairs; beyond, it takes minutes."""
LIMIT_NOTE = (
    "If loads were Poisson, no lists could bring more than {} matches. "
    "Real loads vary less, a little in a large market and much in a small one: a rule may pass it."
)

COLUMNS_SAY = "What the columns of the tables say"
ONE_SEED = "With one seed nothing is known of chance: --seeds 5 compares markets"


def add_arguments(options: ArgumentParser) -> None:
    """The options of the command, every one with a default, and what its tables say."""
    options.formatter_class = RawDescriptionHelpFormatter
    options.epilog = f"{COLUMNS_SAY}\n\n{legend()}"
    size, weeks, people = whole(1, 1_000_000), whole(1, 520), whole(1, 100_000)
    for name, reader, usual, words in (
        ("--seed", whole(0, 10**18), 2026, "the same seed gives the same markets and results"),
        ("--seeds", whole(1, 1000), 5, "how many markets are made, from --seed on"),
        ("--entrepreneurs", size, 1000, "how many look for a mentor in the one week"),
        ("--mentors", people, 500, "how many mentors there are"),
        ("--places", size, 1017, "free places of all mentors together in a week"),
        ("--share", share, 0.5, "how much all want the same mentors in the one week, 0 to 1"),
        ("--repeats", people, 100, "how often the week is played under each rule"),
        ("--weeks", weeks, 12, "length of the season"),
        ("--arrivals", people, 1000, "how many arrive in each week of the season"),
    ):
        options.add_argument(
            name, type=reader, default=usual, help=f"{words} (default: %(default)s)"
        )
    options.add_argument(
        "--plots",
        type=folder_to_fill,
        metavar="FOLDER",
        help=f"write {' and '.join(PLOTS)} into this folder (default: no plots)",
    )


def run(given: Namespace) -> int:
    """Tables on standard output, progress on standard error; 0 is success, 2 a refusal."""
    try:
        check_size(given)
        if given.plots:
            refuse_unwritable(given.plots, PLOTS)
        _simulate(given)
    except (MatchingError, OSError) as refusal:
        sys.stderr.write(f"tequio simulate-market: {refusal}\n")
        return 2
    return 0


def _simulate(given: Namespace) -> None:
    seeds = range(given.seed, given.seed + given.seeds)
    sys.stdout.write(f"{_named(seeds)}\n\n")
    _weeks(given, seeds)
    _seasons(given, seeds)
    sys.stdout.write(f"{COLUMNS_SAY}\n\n{legend()}\n")


def _weeks(given: Namespace, seeds: range) -> None:
    played, limits, places = [], [], []
    for seed in seeds:
        market = _market(given, seed)
        places.append(market.capacity)
        played.append(
            compare_weeks(
                market, LENGTH, weeks=given.repeats, seed=seed, progress=_progress_of(seed, seeds)
            )
        )
        if market.f.size <= LARGEST_LIMIT:
            limits.append(matches_limit(market, LENGTH))
    outcomes = {rule: mean_of([one[rule] for one in played]) for rule in played[0]}
    people = _counted(given.entrepreneurs, "entrepreneur"), _counted(given.mentors, "mentor")
    title = f"{', '.join(people)}, one week"
    _print(f"{title}, {_counted(round(np.mean(places)), 'place')}", markdown(week_rows(outcomes)))
    limit = float(np.mean(limits)) if limits else None
    if limit is not None:
        sys.stdout.write(f"{LIMIT_NOTE.format(figure(limit))}\n\n")
    _compare(played, seeds, {"matches": "matches", "reply_rate": "reply rate"})
    if given.plots:
        matches = {name: outcome.matches for name, outcome in outcomes.items()}
        _save(given.plots / PLOTS[0], bar_plot(f"Matches: {title}", matches, limit))


def _seasons(given: Namespace, seeds: range) -> None:
    setting = Setting(
        weeks=given.weeks,
        arrivals=given.arrivals,
        n_mentors=given.mentors,
        places=given.places,
    )
    played = [
        {
            result.rule: result
            for result in compare_seasons(setting, seed=seed, progress=_progress_of(seed, seeds))
        }
        for seed in seeds
    ]
    results = [mean_of([one[rule] for one in played]) for rule in played[0]]
    _print(f"A season of {_counted(given.weeks, 'week')}", markdown(season_rows(results)))
    _compare(played, seeds, {"matches_a_week": "matches a week", "reply_rate": "reply rate"})
    if given.plots:
        by_week = {result.rule: result.by_week for result in results}
        _save(given.plots / PLOTS[1], line_plot("Matches a week", "week", by_week))


def _compare(played: Sequence[Mapping[str, Any]], seeds: range, names: Mapping[str, str]) -> None:
    """Print what the last rule has more than each other one, and whether chance could make it."""
    *_others, ours = played[0]
    measures = {
        words: differences(
            {rule: np.array([getattr(one[rule], name) for one in played]) for rule in played[0]}
        )
        for name, words in names.items()
    }
    title = f"How sure the differences are, over {len(seeds)} seeds"
    _print(title if len(seeds) > 1 else ONE_SEED, markdown(difference_rows(ours, measures)))


def _market(given: Namespace, seed: int) -> CapacityMarket:
    return random_capacity_market(
        given.entrepreneurs,
        given.mentors,
        given.places,
        given.share,
        np.random.default_rng(seed),
    )


def _counted(n: int, one: str) -> str:
    return f"{n} {one}" if n == 1 else f"{n} {one}s"


def _named(seeds: range) -> str:
    return f"seed {seeds[0]}" if len(seeds) == 1 else f"seeds {seeds[0]} to {seeds[-1]}"


def _progress_of(seed: int, seeds: range) -> Progress:
    return lambda step: _progress(step if len(seeds) == 1 else f"seed {seed}, {step}")


def _progress(step: str) -> None:
    sys.stderr.write(f"{step}\n")


def _print(title: str, table: str) -> None:
    sys.stdout.write(f"{title}\n\n{table}\n\n")


def _save(path: Path, drawing: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(drawing, encoding="utf-8")
    sys.stdout.write(f"{path}\n")
