"""Who asks whom, and when: the places of the mentors are respected as the site does."""

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np

from community_simulation.community import hours
from community_simulation.community.answering import answered
from community_simulation.community.chance import Chance
from community_simulation.community.events import Ask
from community_simulation.community.mentor_pool import MentorPool
from community_simulation.community.people import Person
from community_simulation.community.tables import Problem
from community_simulation.community.telling import ProblemBook
from community_simulation.community.wording import teller_of, worded

MOST_OPEN: Final = 3
MORE_ASKS: Final = 0.56
CONTENT_AFTER_ACCEPTANCE: Final = 0.6
ABOUT_THE_STORY: Final = 0.85
MENTORS_TRIED: Final = 8
OPEN_STATES: Final = ("waiting", "question_back")


class Asking:
    """Lets people ask in order of time and keeps what the next choice depends on."""

    def __init__(
        self, pool: MentorPool, book: ProblemBook, chance: Chance, *, until: datetime
    ) -> None:
        self._pool, self._book, self._chance, self._until = pool, book, chance, until
        self._asks: list[Ask] = []
        self._of_asker: dict[int, list[Ask]] = defaultdict(list)
        self._of_mentor: dict[int, list[Ask]] = defaultdict(list)
        self._used: Counter[tuple[int, int, int]] = Counter()
        self._told: dict[int, set[int]] = defaultdict(set)

    def play(self, askers: Iterable[Person]) -> list[Ask]:
        """Every ask in order of sending, as it stands at the end."""
        by_key = {asker.key: asker for asker in askers}
        queue = [(self._first_moment(asker), key) for key, asker in by_key.items()]
        heapq.heapify(queue)
        while queue:
            at, key = heapq.heappop(queue)
            if at >= self._until:
                continue
            self._ask(by_key[key], at)
            if self._chance.happens(self._persistence(key)):
                heapq.heappush(queue, (self._later(at, by_key[key]), key))
        return self._asks

    def _first_moment(self, asker: Person) -> datetime:
        moment = asker.joined_at + timedelta(hours=0.5 + self._chance.waiting(60))
        return hours.when_awake(moment, asker.town.time_zone, self._chance)

    def _later(self, at: datetime, asker: Person) -> datetime:
        again = at + timedelta(days=0.2 + self._chance.waiting(9))
        return max(at, hours.on_the_day(again, asker.town.time_zone, self._chance))

    def _persistence(self, asker: int) -> float:
        """Whoever found somebody asks less often again."""
        has_found = any(ask.state == "accepted" for ask in self._of_asker[asker])
        return MORE_ASKS * (CONTENT_AFTER_ACCEPTANCE if has_found else 1.0)

    def _ask(self, asker: Person, at: datetime) -> None:
        """One ask to a mentor with room; none when the rules or the room stand against it."""
        if sum(is_open(ask, at) for ask in self._of_asker[asker.key]) >= MOST_OPEN:
            return
        problem = self._problem(asker)
        number = self._choose(asker, problem.area, at)
        if number is None:
            return
        mentor = self._pool.mentors[number]
        problem = self._fresh_for(mentor, asker, problem)
        self._note(
            answered(
                worded(
                    len(self._asks),
                    problem,
                    asker=asker,
                    mentor=mentor,
                    at=at,
                    chance=self._chance,
                ),
                asker=asker,
                mentor=mentor,
                responsiveness=float(self._pool.responsiveness[number]),
                chance=self._chance,
                until=self._until,
            ),
            mentor,
        )

    def _problem(self, asker: Person) -> Problem:
        """What is on their mind, if they told; a problem not asked about before, if possible."""
        told, teller = self._told[asker.key], teller_of(asker)
        if asker.story and asker.story.needs and self._chance.happens(ABOUT_THE_STORY):
            area = asker.story.needs[min(len(told), len(asker.story.needs) - 1)].area
            found = self._book.within(teller, area=area, avoid=told)
            if found is not None and found.key not in told:
                return found
        return self._book.choose(teller, avoid=told)

    def _choose(self, asker: Person, area: str, at: datetime) -> int | None:
        """A mentor by attraction who still has a place this month; only some are tried."""
        sums = np.cumsum(self._pool.attraction(asker, area, at))
        if sums[-1] <= 0:
            return None
        asked = {ask.mentor for ask in self._of_asker[asker.key]}
        for _ in range(MENTORS_TRIED):
            drawn = np.searchsorted(sums, self._chance.share() * sums[-1], side="right")
            number = min(int(drawn), len(self._pool.mentors) - 1)
            mentor = self._pool.mentors[number]
            if mentor.key not in asked and self._has_room(mentor, at):
                return number
        return None

    def _has_room(self, mentor: Person, at: datetime) -> bool:
        """Whether a place of this month is neither used nor promised."""
        if mentor.offer is None:
            return False
        waiting = sum(is_open(ask, at) for ask in self._of_mentor[mentor.key])
        used = self._used[(mentor.key, *_month(at, mentor))]
        return mentor.offer.places_a_month - used - waiting > 0

    def _fresh_for(self, mentor: Person, asker: Person, problem: Problem) -> Problem:
        """Another problem of the area when this mentor has heard this one."""
        heard = self._told[mentor.key]
        if problem.key in heard:
            found = self._book.within(teller_of(asker), area=problem.area, avoid=heard)
            problem = found or problem
        heard.add(problem.key)
        self._told[asker.key].add(problem.key)
        return problem

    def _note(self, ask: Ask, mentor: Person) -> None:
        self._asks.append(ask)
        self._of_asker[ask.asker].append(ask)
        self._of_mentor[ask.mentor].append(ask)
        if ask.state == "accepted" and ask.answered_at:
            self._used[(mentor.key, *_month(ask.answered_at, mentor))] += 1


def is_open(ask: Ask, at: datetime) -> bool:
    """Whether the ask waited at that moment, whatever became of it later."""
    end = ask.answered_at or (None if ask.state in OPEN_STATES else ask.due_at)
    return end is None or at < end


def _month(at: datetime, mentor: Person) -> tuple[int, int]:
    local = at.astimezone(ZoneInfo(mentor.town.time_zone))
    return local.year, local.month
