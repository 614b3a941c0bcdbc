"""A study on the cells of its frame: draw, response, weights with replicates, shares.

Everybody with the same country, stage, tier in the log, fate in the field and answers counts as
one, so that a study takes hundredths of a second. The steps are those of
`tequio.domain.studies.analysis.weights` with the standard plan, but for trimming, which never cut
a weight here, and for the facts that a published frame leaves out.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from community_simulation.study.community import COUNTRIES, STAGES
from community_simulation.study.making import StudiedCommunity
from community_simulation.study.presets import Preset
from community_simulation.study.responding import UNRESOLVED, Sampled, outcomes
from survey_statistics.designs.design import ReplicateDesign

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
FEWEST, CLASSES, RESPONDENTS_A_CLASS = 15, 5, 30
STRANGER, ANSWERED, SILENT, UNRESOLVED_CASE = range(4)
TIERS = 4  # wrote to nobody, wrote, got a reply, was mentored: by the log
LEVELS = len(COUNTRIES) * len(STAGES) * TIERS


@dataclass(frozen=True, eq=False)
class Everybody:
    """The frame by cell (N,), the answers that indicators ask for (N, k), and what is true (k,)."""

    community: StudiedCommunity
    cell: Integers
    y: NDArray[np.bool_]
    truth: Floats

    @classmethod
    def of(cls, community: StudiedCommunity, y: NDArray[np.bool_]) -> "Everybody":
        """With answers (N, k)."""
        country, stage = (
            np.searchsorted(np.sort(list(known)), column.astype(str))
            for known, column in (
                (COUNTRIES, community.people.country),
                (STAGES, community.people.stage),
            )
        )
        tier = np.minimum(community.shown, 2) + 1
        cell = (country * len(STAGES) + stage) * TIERS + tier
        return cls(community, cell, y, y[community.people.eligible].mean(axis=0))


@dataclass(frozen=True, eq=False)
class Respondents:
    """Rows of respondents alike: how many, answers (C, k), tier in the log, weights (C, 1 + R)."""

    count: Integers
    y: Floats
    tier: Integers
    weights: Floats


def respondents(
    rng: np.random.Generator, frame: Everybody, preset: Preset, replicates: int
) -> Respondents:
    """One study: the first column of the weights is the sample's, the others its replicates'."""
    rows, base = drawn(rng, frame.cell // TIERS, preset.sampled)
    fate = fates(rng, frame.community, rows, preset)
    answers = frame.y[rows] @ (1 << np.arange(frame.y.shape[1])) * (fate == ANSWERED)
    kinds, kind, count = np.unique(
        np.column_stack([frame.cell[rows], fate, answers]),
        axis=0, return_inverse=True, return_counts=True,
    )  # fmt: skip
    cell, of, said = kinds.T
    told = of == ANSWERED
    sizes = np.zeros(cell.max() // TIERS + 1)
    sizes[frame.cell[rows] // TIERS] = base
    answered = np.bincount(cell[told], count[told], LEVELS)
    people = np.bincount(frame.cell, minlength=LEVELS).astype(np.float64)

    def weighted(times: Floats) -> Floats:
        table = sizes[cell // TIERS][:, None] * times
        sums = np.zeros((4, LEVELS, table.shape[1]))
        np.add.at(sums, (of, cell), table)
        return np.asarray(table[told] * adjustments(sums, people, answered)[cell[told]])

    whole = weighted(count[:, None].astype(np.float64))
    stratum, drawn_from = cell // TIERS, frame.cell[rows] // TIERS
    seen = (np.bincount(stratum[told], count[told], len(sizes)) / np.maximum(
        np.bincount(drawn_from, weights=base), 1
    ))[stratum]  # fmt: skip
    seen[told] = np.minimum(1.0, count[told] / whole[:, 0])
    factors = bootstrapped(rng, drawn_from, kind.ravel(), seen, replicates)
    return Respondents(
        count=count[told],
        y=((said[told][:, None] >> np.arange(frame.y.shape[1])) & 1).astype(np.float64),
        tier=cell[told] % TIERS,
        weights=np.hstack([whole, weighted(factors)]),
    )


def drawn(rng: np.random.Generator, stratum: Integers, size: int) -> tuple[Integers, Floats]:
    """Rows of a proportional stratified sample and their base weights."""
    people = np.bincount(stratum)
    quota = people * size / len(stratum)
    taken = np.floor(quota).astype(np.int64)
    taken[np.argsort(taken - quota, kind="stable")[: size - taken.sum()]] += 1
    taken = np.clip(taken, np.minimum(2, people), people)
    order = np.lexsort((rng.random(len(stratum)), stratum))
    place = np.arange(len(stratum)) - np.repeat(np.cumsum(people) - people, people)
    rows = order[place < taken[stratum[order]]]
    return rows, (people / np.maximum(taken, 1))[stratum[rows]]


def fates(
    rng: np.random.Generator, community: StudiedCommunity, rows: Integers, preset: Preset
) -> Integers:
    """How each case ends, as far as weights ask."""
    people = community.people
    none = np.zeros(len(rows), dtype=bool)
    sampled = Sampled(
        mentored=none, shown=community.shown[rows],
        early=np.isin(people.stage[rows], ["idea", "operational"]), grown=none,
        eligible=people.eligible[rows], country=people.country[rows], detailed=none,
    )  # fmt: skip
    ends = outcomes(rng, sampled, preset)
    fate = np.where(np.isin(ends, UNRESOLVED), UNRESOLVED_CASE, SILENT)
    fate[np.isin(ends, ("complete", "unfinished"))] = ANSWERED
    fate[ends == "ineligible"] = STRANGER
    return fate


def bootstrapped(
    rng: np.random.Generator, stratum: Integers, kind: Integers, seen: Floats, replicates: int
) -> Floats:
    """Rescaled bootstrap counts of each kind (C, R), as `rao_wu_bootstrap` of the study."""
    order = np.argsort(stratum, kind="stable")
    sizes = np.bincount(stratum)
    draws = np.where(sizes > 1, sizes - 1, sizes)
    first = np.repeat(np.cumsum(sizes) - sizes, draws)
    picks = (first + rng.random((replicates, len(first))) * np.repeat(sizes, draws)).astype(int)
    kinds = len(seen)
    numbered = kind[order][picks] + kinds * np.arange(replicates)[:, None]
    found = np.bincount(numbered.ravel(), minlength=replicates * kinds).reshape(replicates, kinds)
    own = np.zeros(kinds, dtype=np.int64)
    own[kind] = stratum
    held = np.bincount(kind)[:, None]
    grown = (sizes / np.maximum(draws, 1))[own][:, None]
    return np.asarray(held + np.sqrt(1 - seen)[:, None] * (grown * found.T - held))


def adjustments(sums: Floats, people: Floats, answered: Floats) -> Floats:
    """Factors of respondents' base weights (cells, 1 + R).

    Args:
        sums: weight by fate, cell and replicate.
        people: of the frame, by cell.
        answered: respondents, by cell.
    """
    strangers, told, silent, unresolved = sums
    doubt, odd = unresolved.sum(axis=0), strangers.sum(axis=0)
    share = np.divide(odd, sums.sum(axis=(0, 1)) - doubt)
    strangers = strangers * (1 + np.divide(share * doubt, odd, np.zeros_like(odd), where=odd > 0))
    eligible = told + silent + unresolved * (1 - share)
    margins = classifications(answered)
    classes = min(CLASSES, max(1, int(answered.sum()) // RESPONDENTS_A_CLASS))
    held = (people > 0).nonzero()[0]
    factors = np.ones(told.shape)
    factors[held] = by_propensity(told[held], eligible[held], margins[:, held], classes)
    start = told * factors + strangers
    raked = start.copy()
    sides = [(np.unique(codes)[:, None] == codes).astype(np.float64) for codes in margins]
    for _round in range(200):
        worst = 0.0
        for side in sides:
            ratio = (side @ people)[:, None] / (side @ raked)
            raked *= side.T @ ratio
            worst = max(worst, float(np.abs(ratio - 1).max()))
        if worst < 1e-6:
            break
    return np.asarray(factors * np.divide(raked, start, out=np.ones_like(raked), where=start > 0))


def classifications(answered: Floats) -> Integers:
    """Country, stage and the tiers that tell enough respondents apart (v, cells), rare joined."""
    cells = np.arange(LEVELS)
    tiers = {name: (cells % TIERS > name).astype(np.int64) for name in range(TIERS - 1)}
    kept: list[int] = []
    parts = 0
    for name in (2, 0, 1):  # the definition of the plan first
        crossed = np.column_stack([joined(tiers[one], answered) for one in (*kept, name)])
        _levels, codes = np.unique(crossed, axis=0, return_inverse=True)
        counts = np.bincount(codes.ravel(), answered)
        counts = counts[counts > 0]
        if len(counts) > parts and counts.min() >= FEWEST:
            kept, parts = [*kept, name], len(counts)
    country, stage = cells // TIERS // len(STAGES), cells // TIERS % len(STAGES)
    columns = [joined(one, answered) for one in (country, stage, *(tiers[one] for one in kept))]
    return np.array([one for one in columns if len(np.unique(one)) > 1]).reshape(-1, LEVELS)


def joined(codes: Integers, answered: Floats) -> Integers:
    """Levels with few respondents as one, or with the largest where that has few too."""
    counts = np.bincount(codes, answered)
    rare = counts < FEWEST
    other = len(counts) if counts[rare].sum() >= FEWEST else int(counts.argmax())
    return np.asarray(np.where(rare, other, np.arange(len(counts)))[codes], dtype=np.int64)


def by_propensity(told: Floats, eligible: Floats, margins: Integers, classes: int) -> Floats:
    """Eligible over told weight in classes of the estimated propensity (cells, 1 + R)."""
    sides = [codes == level for codes in margins for level in np.unique(codes)[1:]]
    X = np.column_stack([np.ones(told.shape[0]), *sides]).astype(np.float64)
    linear = np.round(X @ fitted(X, told, eligible), 9)
    order = np.argsort(linear, axis=0, kind="stable")
    running = np.cumsum(np.take_along_axis(eligible, order, 0), axis=0)
    inside = np.zeros(told.shape, dtype=np.int64)
    for k in range(1, classes):
        place = (running < running[-1] * k / classes * (1 - 1e-12)).sum(axis=0)
        last = np.take_along_axis(order, place[None], 0)
        inside += linear > np.take_along_axis(linear, last, 0)
    factors = np.ones(told.shape)
    for k in range(classes):
        here = inside == k
        weight = (told * here).sum(axis=0)
        grown = np.divide(
            (eligible * here).sum(axis=0), weight, np.ones_like(weight), where=weight > 0
        )
        factors = np.where(here, grown, factors)
    return factors


def fitted(X: Floats, told: Floats, eligible: Floats) -> Floats:
    """Coefficients of logistic regressions (p, 1 + R) by Newton's method, the sample's first."""
    p = X.shape[1]
    products = (X[:, :, None] * X[:, None, :]).reshape(len(X), -1)
    beta = np.zeros((p, 1))
    beta[0] = np.log(told[:, 0].sum() / (eligible - told)[:, 0].sum())
    for part in (slice(0, 1), slice(None)):
        beta = np.broadcast_to(beta, (p, told[:, part].shape[1])).copy()
        for _round in range(30):
            mean = 1 / (1 + np.exp(-(X @ beta)))
            score = X.T @ (told[:, part] - eligible[:, part] * mean)
            spread = products.T @ (eligible[:, part] * mean * (1 - mean))
            system = spread.T.reshape(-1, p, p) + 1e-9 * np.eye(p)
            step = np.linalg.solve(system, score.T[:, :, None])[:, :, 0].T
            beta += np.clip(step, -3, 3)
            if np.abs(step).max() < 1e-6:
                break
    return beta


def as_rows(found: Respondents, degrees: float) -> ReplicateDesign:
    """The respondents one by one, as estimators take them."""
    each = np.repeat(found.weights / found.count[:, None], found.count, axis=0)
    R = each.shape[1] - 1
    return ReplicateDesign(
        each[:, 0], np.ascontiguousarray(each[:, 1:]), 1 / (R - 1), np.ones(R), degrees
    )
