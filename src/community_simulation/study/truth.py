"""What is true of an indicator in the whole community: everybody asked, everybody honest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from community_simulation.study.choices import Flags
from community_simulation.study.making import StudiedCommunity
from survey_statistics.commands.expressions import choose_rows


@dataclass(frozen=True)
class Truth:
    """A share and the people it is a share of."""

    value: float
    people: int


def true_share(community: StudiedCommunity, formula: str, *, among: str | None = None) -> Truth:
    """The share of the eligible people for whom a formula over the variables holds.

    Args:
        community: with what everybody would answer, and with the frame.
        formula: in the language of `survey_statistics.commands.expressions`, over the variables
            of the detailed questionnaire, the columns of the frame, `tier_0` to `tier_4`, and
            `mentored` (M2); a question that does not apply counts as no.
        among: a formula for whom the share is of; everybody without it.

    Raises:
        UnusableExpression, UnknownColumn: as `choose_rows`.
    """
    columns = numbers_and_texts(community)
    whom: Flags = community.people.eligible.copy()
    if among is not None:
        whom &= choose_rows(among, columns)
    holds = choose_rows(formula, columns) & whom
    return Truth(float(holds.sum() / max(int(whom.sum()), 1)), int(whom.sum()))


def mentored_share(community: StudiedCommunity, tier: int = 2) -> Truth:
    """The share of the eligible people who really got as far as a tier."""
    eligible = community.people.eligible
    reached = community.true.reached(tier) & eligible
    return Truth(float(reached.sum() / eligible.sum()), int(eligible.sum()))


def true_values(community: StudiedCommunity, variable: str) -> NDArray[np.float64]:
    """The numbers that the eligible would give for a variable, without those it skips."""
    values = community.told[variable][community.people.eligible]
    return np.array([float(value) for value in values if value], dtype=float)


@lru_cache(maxsize=1)
def numbers_and_texts(community: StudiedCommunity) -> Mapping[str, NDArray[np.generic]]:
    """The columns of frame and answers: numbers where every value is one, gaps as NaN or None."""
    columns: dict[str, NDArray[np.generic]] = {
        f"tier_{tier}": community.true.reached(tier).astype(float) for tier in range(5)
    }
    columns["mentored"] = columns["tier_2"]
    for name, values in {**community.frame, **community.told}.items():
        columns[name] = _typed([str(value) for value in values])
    return columns


def _typed(values: list[str]) -> NDArray[np.generic]:
    try:
        return np.array([float(value) if value else np.nan for value in values])
    except ValueError:
        return np.array([value or None for value in values], dtype=object)
