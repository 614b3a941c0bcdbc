"""Mentors and seekers for the tests of the ranking."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from mentor_matching.index import Mentor, MentorIndex
from mentor_matching.ranking import Seeker

AREAS = ("pricing", "accounting", "taxes", "cashflow", "marketing", "exports")
LANGUAGES = ("es", "en", "quc")
COUNTRIES = ("GT", "MX", "US")
INDUSTRIES = ("0111", "1071", "1079")
STAGES = ("idea", "started", "growing")

ANA = Mentor(id=1, areas=("pricing",), languages=("es",), country="GT")
SEEKER = Seeker(needs={"pricing": 1.0}, languages=("es",), country="GT")


def like_ana(mentor_id: int, **changes: object) -> Mentor:
    """A mentor like Ana but for these changes."""
    return replace(ANA, id=mentor_id, **changes)


def index_of(*mentors: Mentor) -> MentorIndex:
    return MentorIndex.build(mentors, areas=AREAS)


def crowd(n: int, rng: np.random.Generator, first_id: int = 1) -> list[Mentor]:
    """n mentors of every kind, some full, closed, reserved or without a record."""
    return [_somebody(first_id + i, rng) for i in range(n)]


def _somebody(mentor_id: int, rng: np.random.Generator) -> Mentor:
    requests = int(rng.integers(0, 12))
    replies = int(rng.integers(0, requests + 1))
    return Mentor(
        id=mentor_id,
        areas=_some(AREAS, rng, 1),
        languages=_some(LANGUAGES, rng, 1),
        country=str(rng.choice(COUNTRIES)),
        industries=_some(INDUSTRIES, rng, 0),
        wished_industries=_some(INDUSTRIES, rng, 0),
        wished_stages=_some(STAGES, rng, 0),
        employer=int(rng.integers(0, 6)),
        free=int(rng.integers(0, 4)),
        expected_load=float(rng.exponential(1.0)),
        requests=requests,
        replies=replies,
        decayed_requests=requests * 0.75,
        decayed_replies=replies * 0.75,
        is_open=bool(rng.random() < 0.9),
        is_adult=bool(rng.random() < 0.95),
        programme=int(rng.choice([0, 0, 0, 7])),
        gender=str(rng.choice(["", "woman", "man"])),
    )


def someone(rng: np.random.Generator) -> Seeker:
    """A seeker with one to three needs."""
    needs = {area: float(rng.uniform(0.2, 1.0)) for area in _some(AREAS, rng, 1)[:3]}
    return Seeker(
        needs=needs,
        languages=_some(LANGUAGES, rng, 1),
        country=str(rng.choice(COUNTRIES)),
        stage=str(rng.choice(STAGES)),
        industry=str(rng.choice(INDUSTRIES)),
        programmes=frozenset({7}) if rng.random() < 0.5 else frozenset(),
    )


def _some(names: tuple[str, ...], rng: np.random.Generator, fewest: int) -> tuple[str, ...]:
    n = int(rng.integers(fewest, len(names) + 1))
    return tuple(str(name) for name in rng.choice(names, n, replace=False))
