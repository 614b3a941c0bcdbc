"""A seeker in the codes of one index."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mentor_matching.checks import refuse_other_than
from mentor_matching.errors import InvalidSeekerError
from mentor_matching.index.codes import DIVISION, Codebook
from mentor_matching.index.columns import Floats, Integers
from mentor_matching.ranking.seeker import Seeker
from mentor_matching.scores.acceptance import acceptance
from mentor_matching.scores.interest import interest
from mentor_matching.scores.weights import (
    ACCEPTANCE,
    INTEREST,
    AcceptanceWeights,
    InterestWeights,
)

NOBODY = -2
"""What no mentor has: unlike -1, it is not 'unknown' either."""


@dataclass(frozen=True)
class Query:
    """What the search compares: numbers instead of names.

    `areas` and `strengths` go together, the strongest first; strengths add up to 1.
    """

    seeker: Seeker
    areas: tuple[int, ...]
    strengths: tuple[float, ...]
    languages: tuple[int, ...]
    country: int
    industry: int
    division: int
    stage: int
    gender: int
    excluded: Integers
    programmes: Integers
    only_mentors: Integers | None
    interest_weights: InterestWeights
    acceptance_weights: AcceptanceWeights

    @classmethod
    def of(cls, seeker: Seeker, codes: Codebook) -> Query:
        """The query for `seeker` under `codes`. Raises UnknownAreaError, InvalidSeekerError."""
        refuse_other_than(Seeker, "seeker", seeker, InvalidSeekerError)
        needs = sorted(seeker.needs.items(), key=lambda need: (-need[1], need[0]))
        total = sum(strength for _, strength in needs)
        asked = seeker.preferences
        only = seeker.only_mentors
        return cls(
            seeker=seeker,
            areas=tuple(codes.area_number(area) for area, _ in needs),
            strengths=tuple(strength / total for _, strength in needs),
            languages=codes.languages.known(seeker.languages),
            country=codes.countries.numbers.get(seeker.country, NOBODY),
            industry=codes.industries.numbers.get(seeker.industry, NOBODY),
            division=codes.divisions.numbers.get(seeker.industry[:DIVISION], NOBODY),
            stage=codes.stages.numbers.get(seeker.stage, NOBODY),
            gender=codes.genders.numbers.get(asked.gender, NOBODY),
            excluded=_ids(seeker.excluded),
            programmes=_ids(seeker.programmes | {0}),
            only_mentors=None if only is None else _ids(only),
            interest_weights=InterestWeights(
                base=INTEREST.base,
                needs=INTEREST.needs,
                industry=INTEREST.industry * asked.industry_importance,
                country=INTEREST.country * asked.country_importance,
            ),
            acceptance_weights=ACCEPTANCE,
        )


def ceiling_of_fit(query: Query, fit: Floats, *, same_country: bool) -> Floats:
    """The most that interest and the mentor's wishes can multiply reply chance and room by.

    For mentors in the seeker's country, or outside it, that cover these shares of the needs (n,).
    What no mentor of the index can have in common with the seeker does not count.
    """
    industry = 0.5 * (query.industry != NOBODY) + 0.5 * (query.division != NOBODY)
    f = interest(fit, industry, same_country, query.interest_weights)
    return f * float(acceptance(1.0, 1.0, 1.0, query.acceptance_weights))


def _ids(ids: frozenset[int]) -> Integers:
    return np.array(sorted(ids), np.int64)
