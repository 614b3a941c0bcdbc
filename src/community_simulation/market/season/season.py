"""A season played under one rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from community_simulation.market.rules import top
from community_simulation.market.season.learning import Beliefs
from community_simulation.market.season.reading import read_queues
from community_simulation.market.season.requests import Requests
from community_simulation.market.season.rules import SeasonRule
from community_simulation.market.season.setting import (
    DAYS_A_WEEK,
    Mentors,
    Setting,
    draw_mentors,
    draw_people,
)

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

BLOCK = 16
"""Arrivals between two looks at the load: 1.6% of a week's traffic."""


@dataclass
class Season:
    """The state of a season: who is there, what was asked, what the platform believes."""

    setting: Setting
    rule: SeasonRule
    rng: np.random.Generator
    mentors: Mentors
    requests: Requests
    beliefs: Beliefs
    free: Integers
    n_people: int = 0
    matches_by_week: list[int] = field(default_factory=list)

    @classmethod
    def start(cls, setting: Setting, rule: SeasonRule, rng: np.random.Generator) -> Season:
        """A season before its first arrival."""
        mentors = draw_mentors(setting, rng)
        beliefs = Beliefs.at_start(setting.n_mentors, rule.forecast)
        return cls(setting, rule, rng, mentors, Requests(), beliefs, mentors.places.copy())

    def play(self) -> Iterator[int]:
        """Play week by week; yields the number of each finished week."""
        for week in range(self.setting.weeks):
            self.free = self.mentors.places.copy()
            self.beliefs = self.beliefs.with_prior(self.requests, week * DAYS_A_WEEK)
            for day in range(week * DAYS_A_WEEK, (week + 1) * DAYS_A_WEEK):
                self._play_day(day)
            accepted = int(np.count_nonzero(self.requests.accepted))
            self.matches_by_week.append(accepted - sum(self.matches_by_week))
            yield week + 1

    def _play_day(self, today: int) -> None:
        self.beliefs = self.beliefs.learned(self.requests, today)
        arrivals = int(self.rng.poisson(self.setting.arrivals / DAYS_A_WEEK))
        for start in range(0, arrivals, BLOCK):
            self._serve(min(BLOCK, arrivals - start), today)
        read_queues(self.requests, self.free, self.mentors, self.setting, today, self.rng)

    def _serve(self, n: int, today: int) -> None:
        """Show lists to n arrivals, who look, and write to some of whom they see."""
        f, g = draw_people(n, self.setting, self.rng)
        reply = self.beliefs.reply
        scores = self.rule.scores(f, g, reply, self.free, self._expected_load(today))
        mentors = top(scores.astype(np.float32), self.setting.length)
        shown = np.take_along_axis(scores, mentors, axis=1) > 0.0
        looked = 1.0 / np.arange(1.0, mentors.shape[1] + 1.0)
        writes = shown & (
            self.rng.random(mentors.shape) < looked * np.take_along_axis(f, mentors, axis=1)
        )
        writes &= np.cumsum(writes, axis=1) <= self.setting.most_open
        person, place = np.nonzero(writes)
        mentor = mentors[person, place]
        self.requests.add(
            person=self.n_people + person,
            mentor=mentor,
            day=today,
            yes=g[person, mentor],
            forecast=self.beliefs.mean[mentor],
            had_room=self.free[mentor] > 0,
        )
        self.n_people += n

    def _expected_load(self, today: int) -> Floats:
        """Acceptances expected of the requests that are open and not answered.

        Silent ones count until they expire: a reply may come late, and leaving the mentor alone
        meanwhile is what keeps them replying.
        """
        waiting = self.requests.unanswered(today, self.setting.expiry_days)
        mentor = self.requests.mentor[waiting]
        expected = self.requests.yes[waiting] * self.beliefs.mean[mentor]
        load = np.bincount(mentor, expected, minlength=self.setting.n_mentors)
        return np.asarray(load, dtype=np.float64)
