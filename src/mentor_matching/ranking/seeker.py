"""The person who looks for a mentor, and what they prefer."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from mentor_matching.errors import InvalidSeekerError


@dataclass(frozen=True, slots=True)
class Preferences:
    """What the person asked for. Nothing here is assumed; gender counts only when named.

    The importances scale how much a shared industry or country counts; 1 is usual.
    """

    same_country_only: bool = False
    gender: str = ""
    industry_importance: float = 1.0
    country_importance: float = 1.0

    def __post_init__(self) -> None:
        for value in (self.industry_importance, self.country_importance):
            if not (math.isfinite(value) and value >= 0):
                raise InvalidSeekerError("importances must be numbers of at least 0")


@dataclass(frozen=True, slots=True)
class Seeker:
    """One person's search.

    `needs` maps expertise areas to how strongly they are needed (above 0). `excluded` holds
    the mentors never to show: blocks in either direction, the person themself, mentors
    already asked. `programmes` are those the person belongs to; `only_mentors`, if given,
    is the list a programme restricts the search to.

    Raises InvalidSeekerError without needs or languages, or with NaN among them.
    """

    needs: Mapping[str, float]
    languages: tuple[str, ...]
    country: str = ""
    stage: str = ""
    industry: str = ""
    preferences: Preferences = field(default_factory=Preferences)
    excluded: frozenset[int] = frozenset()
    programmes: frozenset[int] = frozenset()
    only_mentors: frozenset[int] | None = None

    def __post_init__(self) -> None:
        if not self.needs:
            raise InvalidSeekerError("at least one need is required")
        if not self.languages:
            raise InvalidSeekerError("at least one language is required")
        for area, strength in self.needs.items():
            if not (math.isfinite(strength) and strength > 0):
                raise InvalidSeekerError(f"the need {area!r} must have a strength above 0")
