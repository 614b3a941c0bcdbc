"""Who answers, and what becomes of the others.

Chance of answering: log-odds grow with what the logs show (`Preset.leaning`) and with a business
that runs; they differ by country. Shifted so that the mean is as the preset says.

An account that is no entrepreneur's is found out when somebody is reached there, as often as
anybody else with the same log: what AAPOR's e, the eligible share of the unresolved, assumes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from community_simulation.study.choices import (
    Flags,
    Floats,
    Texts,
    chance_with_mean,
    likeliest,
    weighted,
)
from community_simulation.study.presets import ExactCounts, Preset

COUNTRY: Final = {"MX": 0.0, "GT": 0.25, "CO": -0.2, "US": -0.4}
SILENT: Final = {
    **{"refusal": 0.10, "break-off": 0.025, "contact": 0.22, "unable": 0.005, "language": 0.01},
    **{"undelivered": 0.05, "silence": 0.59},
}
SILENT_ONLY: Final = {
    "contact": 0.25,
    "unable": 0.005,
    "language": 0.01,
    "undelivered": 0.05,
    "silence": 0.685,
}
UNRESOLVED: Final = ("undelivered", "silence")  # nobody knows whose account it is
UNFINISHED: Final = 0.012


class NotEnoughPeople(ValueError):
    """The exact counts of a preset do not fit the people who were drawn."""


@dataclass(frozen=True, eq=False)
class Sampled:
    """What answering depends on, for the n people drawn.

    Attributes:
        mentored: true M2 (n,).
        shown: tier in the logs (n,), -1 to 4.
        early: idea or no sales when they signed up (n,).
        grown: would say that their sales grew (n,).
        eligible: is an entrepreneur's account (n,).
        country: (n,).
        detailed: got the detailed form (n,).
    """

    mentored: Flags
    shown: NDArray[np.int64]
    early: Flags
    grown: Flags
    eligible: Flags
    country: Texts
    detailed: Flags

    def __len__(self) -> int:
        return len(self.mentored)


def outcomes(rng: np.random.Generator, sampled: Sampled, preset: Preset) -> Texts:
    """How each case ends (n,): complete, unfinished, refusal, break-off, contact, unable,
    language, undelivered, silence or ineligible.

    Raises:
        NotEnoughPeople: the preset's exact counts cannot be had from the people drawn.
    """
    n = len(sampled)
    # Whoever refused is not asked again: a follow-up of all the silent has nobody who refused.
    ends = weighted(rng, SILENT if preset.exact is None else SILENT_ONLY, n)
    if preset.exact is not None:
        answered, unfinished = _exactly(rng, sampled, preset.exact)
    else:
        answered = rng.random(n) < chances(sampled, preset)
        unfinished = answered & (rng.random(n) < UNFINISHED)
    ends[answered] = "complete"
    ends[unfinished] = "unfinished"
    ends[~sampled.eligible & ~np.isin(ends, UNRESOLVED)] = "ineligible"
    return ends


def chances(sampled: Sampled, preset: Preset) -> Floats:
    """The chance of answering of each person drawn (n,)."""
    leaning = preset.leaning * ((sampled.shown >= 2) + 0.5 * (sampled.shown == 1))
    country = np.array([COUNTRY[each] for each in sampled.country])
    return chance_with_mean(leaning + country - 0.2 * sampled.early, preset.response)


def _exactly(
    rng: np.random.Generator, sampled: Sampled, counts: ExactCounts
) -> tuple[Flags, Flags]:
    """Who answered and who of them did not finish, in exactly the counts asked for."""
    mentored = _mentored(rng, sampled, counts)
    left = counts.detailed - int((mentored & sampled.detailed).sum())
    others = {True: left, False: counts.answered - counts.mentored - left}
    answered = mentored.copy()
    unfinished = np.zeros(len(sampled), dtype=bool)
    for detailed, count in others.items():
        form = sampled.detailed == detailed
        chosen = _some(rng, ~sampled.mentored & sampled.eligible & form, count)
        answered |= chosen
        if not detailed:
            unfinished = _some(rng, chosen, counts.unfinished)
    return answered, unfinished


def _mentored(rng: np.random.Generator, sampled: Sampled, counts: ExactCounts) -> Flags:
    """The mentored who answer: so many began early, and so many say that sales grew."""
    among = sampled.mentored & sampled.eligible
    free_early = int((among & sampled.early & sampled.grown).sum())
    free = int((among & sampled.grown).sum())
    early_grown = min(round(counts.grown * free_early / max(free, 1)), counts.early, free_early)
    later = counts.mentored - counts.early
    chosen = np.zeros(len(sampled), dtype=bool)
    cells = {
        (True, True): early_grown,
        (True, False): counts.early - early_grown,
        (False, True): counts.grown - early_grown,
        (False, False): later - (counts.grown - early_grown),
    }
    for (early, grown), count in cells.items():
        cell = among & (sampled.early == early) & (sampled.grown == grown)
        chosen |= _some(rng, cell, count)
    return chosen


def _some(rng: np.random.Generator, among: Flags, count: int) -> Flags:
    if not 0 <= count <= int(among.sum()):
        raise NotEnoughPeople(f"{count} were to answer among {int(among.sum())} people.")
    return likeliest(rng, np.zeros(len(among)), among, count)


def followed_up(
    rng: np.random.Generator, mentored: Flags, may_answer: Flags, preset: Preset
) -> Flags:
    """Who of the silent that are tried again answers (m,).

    Args:
        rng: source of chance.
        mentored: true M2 of those tried again (m,).
        may_answer: neither dead nor without an account of their own (m,).
        preset: with its chance of answering, or the exact counts.
    """
    counts = preset.exact
    if counts is None or int(may_answer.sum()) < counts.follow_up_reached:
        return may_answer & (rng.random(len(mentored)) < preset.follow_up_response)
    wanted = counts.follow_up_mentored
    if wanted is None or wanted > int((mentored & may_answer).sum()):
        return _some(rng, may_answer, counts.follow_up_reached)
    among = _some(rng, mentored & may_answer, wanted)
    rest = counts.follow_up_reached - wanted
    return among | _some(rng, ~mentored & may_answer, rest)
