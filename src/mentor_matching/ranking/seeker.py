"""The person who looks for a mentor, and what they prefer."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from mentor_matching.checks import (
    LARGEST_AMOUNT,
    MUST_HOLD_NAMES,
    holds_names,
    is_amount,
    is_flag,
    is_identifier,
)
from mentor_matching.errors import InvalidSeekerError, shown


@dataclass(frozen=True, slots=True)
class Preferences:
    """What the person asked for. Nothing here is assumed; gender counts only when named.

    The importances scale how much a shared industry or country counts; 1 is usual.

    Raises InvalidSeekerError, with the field.
    """

    same_country_only: bool = False
    gender: str = ""
    industry_importance: float = 1.0
    country_importance: float = 1.0

    def __post_init__(self) -> None:
        if not is_flag(self.same_country_only):
            raise InvalidSeekerError("same_country_only must be True or False")
        if not isinstance(self.gender, str):
            raise InvalidSeekerError("gender must be a text")
        if not (is_amount(self.industry_importance) and is_amount(self.country_importance)):
            raise InvalidSeekerError("importances must be numbers of at least 0")


@dataclass(frozen=True, slots=True)
class Seeker:
    """One person's search.

    `needs` maps expertise areas to how strongly they are needed (above 0). `excluded` holds
    the mentors never to show: blocks in either direction, the person themself, mentors
    already asked. `programmes` are those the person belongs to; `only_mentors`, if given,
    is the list a programme restricts the search to.

    Raises InvalidSeekerError, with the field, without needs or languages, with NaN among them, or
    with a text where a set of names belongs.
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
        _refuse_other_than_needs(self.needs)
        if not holds_names(self.languages):
            raise InvalidSeekerError(f"languages {MUST_HOLD_NAMES}")
        if not self.languages:
            raise InvalidSeekerError("languages: at least one language is required")
        for name in ("country", "stage", "industry"):
            if not isinstance(getattr(self, name), str):
                raise InvalidSeekerError(f"{name} must be a text")
        if not isinstance(self.preferences, Preferences):
            raise InvalidSeekerError("preferences must be Preferences")
        for name in ("excluded", "programmes", "only_mentors"):
            _refuse_other_than_ids(name, getattr(self, name))


def _refuse_other_than_needs(needs: object) -> None:
    if not isinstance(needs, Mapping):
        raise InvalidSeekerError('needs must map areas to strengths, such as {"pricing": 1.0}')
    if not needs:
        raise InvalidSeekerError("needs: at least one need is required")
    for area, strength in needs.items():
        if not isinstance(area, str):
            raise InvalidSeekerError(f"needs must map names of areas, not {shown(area)}")
        if not (is_amount(strength) and strength > 0):
            raise InvalidSeekerError(f"needs: {shown(area)} must have a strength above 0")
    if sum(needs.values()) > LARGEST_AMOUNT:
        raise InvalidSeekerError("needs: the strengths together are above what a float holds")


def _refuse_other_than_ids(name: str, ids: object) -> None:
    if ids is None and name == "only_mentors":
        return
    if not isinstance(ids, Set):
        raise InvalidSeekerError(f"{name} must be a set of ids")
    if not all(map(is_identifier, ids)):
        raise InvalidSeekerError(f"{name} must hold whole numbers of at most 64 bits")
