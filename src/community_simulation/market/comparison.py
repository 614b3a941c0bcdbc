"""The same market under every rule, each with the same seed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from community_simulation.market.capacity import CapacityMarket
from community_simulation.market.rules import (
    Rule,
    load_aware,
    own_preference,
    popularity,
    reciprocal,
)
from community_simulation.market.season.result import SeasonResult, result_of
from community_simulation.market.season.rules import SEASON_RULES, SeasonRule
from community_simulation.market.season.season import Season
from community_simulation.market.season.setting import Setting
from community_simulation.market.transferable_utility import transferable_utility
from community_simulation.market.week import Outcome, play

RULES: dict[str, Rule] = {
    "popularity": popularity,
    "own preference": own_preference,
    "reciprocal": reciprocal,
    "transferable utility": transferable_utility,
    "load-aware": load_aware,
}
"""The rules compared on one week; the last is the platform's."""

Progress = Callable[[str], None]


def compare_weeks(
    market: CapacityMarket, length: int, *, weeks: int, seed: int, progress: Progress
) -> dict[str, Outcome]:
    """Every rule's mean outcome over `weeks` independent weeks of one market."""
    outcomes = {}
    for name, rule in RULES.items():
        progress(f"one week, {name}")
        rng = np.random.default_rng(seed)
        outcomes[name] = play(market, rule(market, length, rng), rng, weeks=weeks)
    return outcomes


def compare_seasons(
    setting: Setting,
    *,
    seed: int,
    progress: Progress,
    rules: Sequence[SeasonRule] = SEASON_RULES,
) -> list[SeasonResult]:
    """Every rule's season with the same mentors and the same chance."""
    return [_played(setting, rule, seed, progress) for rule in rules]


def _played(setting: Setting, rule: SeasonRule, seed: int, progress: Progress) -> SeasonResult:
    season = Season.start(setting, rule, np.random.default_rng(seed))
    for week in season.play():
        progress(f"{rule.name}: week {week} of {setting.weeks}")
    return result_of(season)
