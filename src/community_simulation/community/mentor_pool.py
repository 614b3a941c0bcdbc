"""The mentors as arrays, so that one ask weighs all of them at once."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from community_simulation.community.people import Person
from community_simulation.community.tables import STAGES, areas

Flags: TypeAlias = NDArray[np.bool_]

OUTSIDE_FIELD: Final = 0.006
RESPONSIVENESS: Final = (1.9, 1.7)
POPULARITY: Final = 0.9
SAME_COUNTRY: Final = 2.5
SAME_INDUSTRY: Final = 2.2
OTHER_STAGE: Final = 0.13


class MentorPool:
    """Who is there to be asked; popularity is log-normal and responsiveness beta distributed."""

    def __init__(self, mentors: Sequence[Person], generator: np.random.Generator) -> None:
        offers = [mentor.offer for mentor in mentors if mentor.offer]
        if len(offers) < len(mentors):
            raise ValueError("everybody in the pool must be a mentor")
        self.mentors = mentors
        self.popularity = generator.lognormal(0.0, POPULARITY, len(mentors))
        self.responsiveness = generator.beta(*RESPONSIVENESS, len(mentors))
        self._areas = _who_hold(areas(), [offer.areas for offer in offers])
        self._english = np.array(["en" in mentor.languages for mentor in mentors])
        self._country = np.array([mentor.town.country for mentor in mentors])
        industries = [offer.industries for offer in offers]
        self._industries = _who_hold(set().union(*industries), industries)
        self._stages = _who_hold(STAGES.values(), [offer.stages for offer in offers])
        self._joined = np.array([mentor.joined_at.timestamp() for mentor in mentors])

    def attraction(self, asker: Person, area: str, at: datetime) -> NDArray[np.float64]:
        """How likely each mentor is to be chosen, before room is looked at, shape (n,)."""
        industry = asker.business.industry if asker.business else ""
        same_industry = self._industries.get(industry, False)
        takes_stage = self._stages.get(asker.stage, False)
        same_country = self._country == asker.town.country
        score = self.popularity * (OUTSIDE_FIELD + self._areas[area])
        score = score * np.where(same_country, SAME_COUNTRY, 1.0)
        score = score * np.where(same_industry, SAME_INDUSTRY, 1.0)
        score = score * np.where(takes_stage, 1.0, OTHER_STAGE)
        if asker.language == "en":
            score = score * self._english
        return np.asarray(score * (self._joined < at.timestamp()))


def _who_hold(names: Iterable[str], held: Sequence[Collection[str]]) -> dict[str, Flags]:
    """For each name which sets hold it, shape (n,)."""
    return {name: np.array([name in one for one in held]) for name in names}
