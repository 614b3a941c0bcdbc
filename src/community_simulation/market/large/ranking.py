"""The exact best mentors of a block of people, list by list, dense inside each list."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from community_simulation.market.large.people import (
    COUNTRY,
    INDUSTRY,
    INTEREST_BASE,
    NEEDS,
    People,
    people_of,
)
from community_simulation.market.large.setting import (
    AREAS,
    NEEDS_A_PERSON,
    TASTES,
    Integers,
    LargeMentors,
    LargeSetting,
    Singles,
    large_mentors,
)
from mentor_matching.one_thread import one_thread

SLICE = 1024
"""Mentors of a list that are scored at a time, the most promising first."""


@dataclass(frozen=True)
class Ranked:
    """Lists of one block: `mentors` (n, length), -1 where nobody was left, and `interest` f."""

    mentors: Integers
    interest: Singles


def rank_block(setting: LargeSetting, block: int, room: Singles) -> Ranked:
    """Rank one block of people by f g pi, with `room` (m,) as pi; a task for any process."""
    mentors, people = large_mentors(setting), people_of(setting, block)
    value = mentors.reply * room
    n, length = len(people.needs), setting.length
    found = np.full((n, NEEDS_A_PERSON, length), -1, np.int64)
    scores = np.zeros((n, NEEDS_A_PERSON, length), np.float32)
    # Processes whose products each woke a thread a processor would wait for one another.
    with one_thread():
        for need in range(NEEDS_A_PERSON):
            which = people.language * AREAS + people.needs[:, need]
            order = np.argsort(which, kind="stable")
            starts = np.flatnonzero(np.diff(which[order], prepend=-1))
            for group in np.split(order, starts[1:]):
                listed = mentors.lists[which[group[0]]]
                best = _best_of_list(people.features[group], listed, mentors, value, length)
                found[group, need], scores[group, need] = best
    return _merged(people, mentors, value, found.reshape(n, -1), scores.reshape(n, -1), length)


def _best_of_list(
    features: Singles, listed: Integers, mentors: LargeMentors, value: Singles, length: int
) -> tuple[Integers, Singles]:
    """The best `length` of one list for each person (n, d): mentors and scores.

    The list is read in slices by an upper bound of the score; once it lies under everybody's
    last place, nobody further down can matter, so the result is exact.
    """
    bound = value[listed] * _sigmoid(_most_interest(features, mentors.features[listed]))
    order = np.argsort(-bound)
    listed, bound = listed[order], bound[order]
    listed = listed[bound > 0.0]
    n = len(features)
    best, scores = np.full((n, length), -1, np.int64), np.zeros((n, length), np.float32)
    for start in range(0, len(listed), SLICE):
        if bound[start] < scores.min():
            break
        rows = listed[start : start + SLICE]
        score = _sigmoid(INTEREST_BASE + features @ mentors.features[rows].T)
        score *= value[rows]
        scores = np.hstack([scores, score])
        best = np.hstack([best, np.broadcast_to(rows, score.shape)])
        keep = np.argpartition(scores, -length, axis=1)[:, -length:]
        scores = np.take_along_axis(scores, keep, axis=1)
        best = np.take_along_axis(best, keep, axis=1)
    return best, scores


def _most_interest(features: Singles, mentors: Singles) -> Singles:
    """A bound (m,) of the logit of interest of anybody in the group in each mentor."""
    taste = np.linalg.norm(features[:, 1 : 1 + TASTES], axis=1).max(initial=0.0)
    likeness = taste * np.linalg.norm(mentors[:, 1 : 1 + TASTES], axis=1)
    return np.asarray(INTEREST_BASE + NEEDS + INDUSTRY + COUNTRY + mentors[:, 0] + likeness)


def _merged(
    people: People,
    mentors: LargeMentors,
    value: Singles,
    found: Integers,
    scores: Singles,
    length: int,
) -> Ranked:
    """The best of all lists of each person, every mentor once, best first."""
    by_mentor = np.argsort(found, axis=1, kind="stable")
    found = np.take_along_axis(found, by_mentor, axis=1)
    scores = np.take_along_axis(scores, by_mentor, axis=1)
    scores[:, 1:][found[:, 1:] == found[:, :-1]] = 0.0
    order = np.argsort(-scores, axis=1, kind="stable")[:, :length]
    scores = np.take_along_axis(scores, order, axis=1)
    best = np.where(scores > 0.0, np.take_along_axis(found, order, axis=1), -1)
    interest = scores / np.where(best >= 0, value[best], 1.0)
    return Ranked(best, np.asarray(interest, dtype=np.float32))


def _sigmoid(z: Singles) -> Singles:
    """In single precision and in place: most of the time of a large market is spent here."""
    np.negative(z, out=z)
    np.exp(z, out=z)
    z += 1.0
    return np.reciprocal(z, out=z)
