"""The mentors as arrays, so that one ask weighs all of them at once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import numpy as np
from numpy.typing import NDArray

from community_simulation.community.people import Person
from community_simulation.community.tables import areas

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
        self._areas = {
            area: np.array([area in offer.areas for offer in offers]) for area in areas()
        }
        self._english = np.array(["en" in mentor.languages for mentor in mentors])
        self._country = np.array([mentor.town.country for mentor in mentors])
        self._industries = [frozenset(offer.industries) for offer in offers]
        self._stages = [frozenset(offer.stages) for offer in offers]
        self._joined = np.array([mentor.joined_at.timestamp() for mentor in mentors])

    def attraction(self, asker: Person, area: str, at: datetime) -> NDArray[np.float64]:
        """How likely each mentor is to be chosen, before room is looked at, shape (n,)."""
        industry = asker.business.industry if asker.business else ""
        same_industry = np.array([industry in known for known in self._industries])
        takes_stage = np.array([asker.stage in known for known in self._stages])
        same_country = self._country == asker.town.country
        score = self.popularity * (OUTSIDE_FIELD + self._areas[area])
        score = score * np.where(same_country, SAME_COUNTRY, 1.0)
        score = score * np.where(same_industry, SAME_INDUSTRY, 1.0)
        score = score * np.where(takes_stage, 1.0, OTHER_STAGE)
        if asker.language == "en":
            score = score * self._english
        return np.asarray(score * (self._joined < at.timestamp()))
