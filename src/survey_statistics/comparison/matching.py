"""Nearest-neighbour matching on a distance, usually the propensity."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from survey_statistics.arrays import BoolArray, FloatArray
from survey_statistics.comparison.errors import two_groups


@dataclass(frozen=True, eq=False)
class Matched:
    """Who was matched with whom.

    Attributes:
        treated: rows of matched treated cases, (m,).
        control: row of the control of each, (m,).
        unmatched: treated rows left without a control.
        size: number of rows n.
    """

    treated: np.ndarray
    control: np.ndarray
    unmatched: np.ndarray
    size: int

    @property
    def pairs(self) -> np.ndarray:
        """Pair number of each row (n,), -1 for rows that are in none."""
        number = np.full(self.size, -1)
        number[self.treated] = np.arange(len(self.treated))
        number[self.control] = np.arange(len(self.control))
        return number

    @property
    def kept(self) -> BoolArray:
        """Which rows (n,) are in a pair."""
        inside: BoolArray = self.pairs >= 0
        return inside


def match_nearest(
    distance: ArrayLike,
    treated: ArrayLike,
    *,
    caliper: float | None = None,
    below_first: bool = False,
) -> Matched:
    """Pair each treated case with the nearest control still free, the largest distance first.

    Greedy, one to one, without replacement: R MatchIt's `method = "nearest"`. Of two controls
    equally near, the one below the case is taken; of several with the same distance below it,
    the one that stands last in the data, above it the first.

    Args:
        distance: propensity or other score, (n,).
        treated: 1 or 0, (n,).
        caliper: largest distance allowed, in units of the distance; none when left out.
        below_first: take the nearest control at or below the case, and one above only when none
            is free there, as some versions of MatchIt do.

    Source: Ho, Imai, King and Stuart (2011), Journal of Statistical Software 42(8).

    Raises:
        NoComparison: a group is empty.

    >>> pairs = match_nearest([0.9, 0.3, 0.8, 0.2, 0.35], [1, 1, 0, 0, 0])
    >>> pairs.treated.tolist(), pairs.control.tolist()
    ([0, 1], [2, 4])
    """
    score = np.asarray(distance, dtype=np.float64)
    arm = two_groups(treated, len(score))
    pool = np.flatnonzero(~arm)
    pool = pool[np.argsort(score[pool], kind="stable")]
    values = score[pool]
    free = _FreePlaces(len(pool))
    cases = np.flatnonzero(arm)
    cases = cases[np.argsort(-score[cases], kind="stable")]
    pairs: list[tuple[int, int]] = []
    unmatched: list[int] = []
    for case in cases.tolist():
        place = _nearest_place(float(score[case]), values, free, below_first)
        if place is None or (caliper is not None and abs(values[place] - score[case]) > caliper):
            unmatched.append(case)
            continue
        free.take(place)
        pairs.append((case, int(pool[place])))
    both = np.array(pairs, dtype=np.intp).reshape(-1, 2)
    return Matched(both[:, 0], both[:, 1], np.array(unmatched, dtype=np.intp), len(score))


def matched_weights(
    distance: FloatArray, arm: BoolArray, weights: FloatArray, *, caliper: float | None = None
) -> FloatArray:
    """Return the survey weights of matched cases and 0 for all others, (n,).

    Cases of weight zero (outside a replicate) are not matched.

    >>> arm = np.array([True, False, False])
    >>> matched_weights(np.array([0.6, 0.5, 0.1]), arm, np.array([2.0, 3.0, 4.0]))
    array([2., 3., 0.])
    """
    rows = np.flatnonzero(weights > 0)
    pairs = match_nearest(distance[rows], arm[rows], caliper=caliper)
    kept = np.zeros(len(weights))
    inside = rows[pairs.kept]
    kept[inside] = weights[inside]
    return kept


@dataclass(frozen=True)
class ReplacementMatch:
    """Effect on the treated by matching with replacement.

    Attributes:
        effect: mean difference between treated cases and the mean of their matches.
        standard_error: Abadie and Imbens, one residual variance for all.
        treated: number of treated cases.
        matches: number of pairs, ties included.
    """

    effect: float
    standard_error: float
    treated: int
    matches: int


def match_with_replacement(
    outcome: ArrayLike,
    treated: ArrayLike,
    distance: ArrayLike,
    *,
    neighbours: int = 1,
    tolerance: float = 1e-5,
) -> ReplacementMatch:
    """Match each treated case with its nearest controls, each usable again, ties all kept.

    Two controls tie when their squared distances, in standard deviations of the score, differ
    by no more than `tolerance`; the matches of a case share its weight. The conventions are
    those of R `Matching::Match` with its defaults.

    Args:
        outcome: (n,) in its own units.
        treated: (n,) who was mentored.
        distance: (n,) propensity or another score.
        neighbours: controls for each treated case.
        tolerance: squared distance, in standard deviations of the score, within which two tie.

    Source: Abadie and Imbens (2006), Econometrica 74; Sekhon (2011), JSS 42(7).

    Raises:
        NoComparison: a group is empty.

    >>> match_with_replacement([5, 7, 1, 2], [1, 1, 0, 0], [0.5, 0.6, 0.5, 0.6]).effect
    4.5
    """
    y, score = (np.asarray(column, dtype=np.float64) for column in (outcome, distance))
    arm = two_groups(treated, len(y))
    scaled = score / score.std(ddof=1) if score.std() > 0 else score
    cases, pool = np.flatnonzero(arm), np.flatnonzero(~arm)
    weight = np.zeros(len(y))
    squares = np.zeros(len(y))
    gaps = np.empty(len(cases))
    spread, matches = 0.0, 0
    for place, case in enumerate(cases):
        apart = (scaled[pool] - scaled[case]) ** 2
        limit = np.partition(apart, neighbours - 1)[neighbours - 1]
        near = pool[apart <= limit + tolerance]
        weight[near] += 1 / len(near)
        squares[near] += 1 / len(near) ** 2
        gaps[place] = y[case] - y[near].mean()
        spread += float(((y[case] - y[near]) ** 2).mean())
        matches += len(near)
    effect = float(gaps.mean())
    differences = spread / len(cases) - effect**2
    reuse = float((weight**2 - squares) @ np.ones(len(y)))
    variance = float(((gaps - effect) ** 2).sum()) + differences / 2 * reuse
    return ReplacementMatch(effect, math.sqrt(variance) / len(cases), len(cases), matches)


class _FreePlaces:
    """Places 0 to n - 1 of which some are taken; finds the next free one on either side."""

    def __init__(self, n: int) -> None:
        self._right = list(range(n + 1))
        self._left = list(range(n + 1))
        self._n = n

    def take(self, place: int) -> None:
        """Mark a place as taken."""
        self._right[place] = place + 1
        self._left[place + 1] = place

    def at_or_after(self, place: int) -> int:
        """Return the first free place from `place` on, n when there is none."""
        return self._root(self._right, place)

    def before(self, place: int) -> int:
        """Return the last free place before `place`, -1 when there is none."""
        return self._root(self._left, place) - 1

    @staticmethod
    def _root(parents: list[int], place: int) -> int:
        root = place
        while parents[root] != root:
            root = parents[root]
        while parents[place] != root:
            parents[place], place = root, parents[place]
        return root


def _nearest_place(
    score: float, values: FloatArray, free: _FreePlaces, below_first: bool
) -> int | None:
    at = int(np.searchsorted(values, score, side="right"))
    below, above = free.before(at), free.at_or_after(at)
    if above == len(values):
        return below if below >= 0 else None
    if below < 0:
        return above
    nearer = values[above] - score < score - values[below]
    return above if nearer and not below_first else below
