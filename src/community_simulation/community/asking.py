"""Who asks whom, and when: the places of the mentors are respected as the site does."""

import heapq
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from community_simulation.community import hours, telling
from community_simulation.community.answering import answered
from community_simulation.community.chance import Chance
from community_simulation.community.events import Ask
from community_simulation.community.people import Person
from community_simulation.community.tables import Problem, areas
from community_simulation.community.telling import ProblemBook, Teller
from community_simulation.community.writing import fill, voice

MOST_OPEN: Final = 3
DAYS_TO_ANSWER: Final = 7
MINUTES: Final = {15: 0.2, 20: 0.25, 30: 0.35, 45: 0.12, 60: 0.08}
MORE_ASKS: Final = 0.56
CONTENT_AFTER_ACCEPTANCE: Final = 0.6
OUTSIDE_FIELD: Final = 0.006
RESPONSIVENESS: Final = (1.7, 1.75)
POPULARITY: Final = 0.9
OPEN_STATES: Final = ("waiting", "question_back")


@dataclass
class Books:
    """What is known while time passes."""

    asks: list[Ask] = field(default_factory=list)
    of_pair: set[tuple[int, int]] = field(default_factory=set)
    of_asker: dict[int, list[Ask]] = field(default_factory=lambda: defaultdict(list))
    of_mentor: dict[int, list[Ask]] = field(default_factory=lambda: defaultdict(list))
    used: Counter[tuple[int, int, int]] = field(default_factory=Counter)
    told: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))


class Market:
    """Mentors as arrays, so that one ask weighs all of them at once."""

    def __init__(self, mentors: list[Person], generator: np.random.Generator) -> None:
        self.mentors = mentors
        self.popularity = generator.lognormal(0.0, POPULARITY, len(mentors))
        self.responsiveness = generator.beta(*RESPONSIVENESS, len(mentors))
        offers = [mentor.offer for mentor in mentors if mentor.offer]
        self._areas = {
            area: np.array([area in offer.areas for offer in offers]) for area in areas()
        }
        self._english = np.array(["en" in mentor.languages for mentor in mentors])
        self._country = np.array([mentor.town.country for mentor in mentors])
        self._industry = [frozenset(offer.industries) for offer in offers]
        self._stages = [frozenset(offer.stages) for offer in offers]
        self._joined = np.array([mentor.joined_at.timestamp() for mentor in mentors])

    def attraction(self, asker: Person, area: str, at: datetime) -> NDArray[np.float64]:
        """How likely each mentor is to be chosen, before room is looked at."""
        industry = asker.business.industry if asker.business else ""
        same_industry = np.array([industry in known for known in self._industry])
        takes_stage = np.array([asker.stage in known for known in self._stages])
        score = self.popularity * (OUTSIDE_FIELD + self._areas[area])
        score = score * (1.0 + 1.5 * (self._country == asker.town.country))
        score = score * (1.0 + 1.2 * same_industry) * (0.15 + takes_stage)
        if asker.language == "en":
            score = score * self._english
        return np.asarray(score * (self._joined < at.timestamp()))


def sent_asks(
    askers: list[Person],
    mentors: list[Person],
    *,
    generator: np.random.Generator,
    book: ProblemBook,
    until: datetime,
    first_key: int,
) -> list[Ask]:
    """Every ask in order of sending, with what became of it."""
    chance = Chance(generator)
    market, books = Market(mentors, generator), Books()
    queue = [(_first_ask(asker, chance), asker.key) for asker in askers]
    by_key = {asker.key: asker for asker in askers}
    heapq.heapify(queue)
    while queue:
        at, key = heapq.heappop(queue)
        if at >= until:
            continue
        asker = by_key[key]
        ask = _ask(asker, at, market, books, book, chance, until, first_key)
        if ask is not None:
            _note(ask, books)
        if chance.happens(_persistence(books.of_asker[key])):
            again = at + timedelta(days=0.2 + chance.waiting(9))
            heapq.heappush(queue, (hours.on_the_day(again, asker.town.time_zone, chance), key))
    return books.asks


def _first_ask(asker: Person, chance: Chance) -> datetime:
    moment = asker.joined_at + timedelta(hours=0.5 + chance.waiting(60))
    return hours.when_awake(moment, asker.town.time_zone, chance)


def _persistence(asks: list[Ask]) -> float:
    """Whoever found somebody asks less often again."""
    has_found = any(ask.state == "accepted" for ask in asks)
    return MORE_ASKS * (CONTENT_AFTER_ACCEPTANCE if has_found else 1.0)


def _note(ask: Ask, books: Books) -> None:
    books.asks.append(ask)
    books.of_pair.add((ask.asker, ask.mentor))
    books.of_asker[ask.asker].append(ask)
    books.of_mentor[ask.mentor].append(ask)


def _ask(
    asker: Person,
    at: datetime,
    market: Market,
    books: Books,
    book: ProblemBook,
    chance: Chance,
    until: datetime,
    first_key: int,
) -> Ask | None:
    """One ask to a mentor with room, or none when the rules or the room stand against it."""
    if sum(is_open(ask, at) for ask in books.of_asker[asker.key]) >= MOST_OPEN:
        return None
    teller = teller_of(asker)
    problem = _problem(asker, teller, books, book, chance)
    number = _choose(asker, problem.area, at, market, books, chance)
    if number is None:
        return None
    mentor = market.mentors[number]
    if problem.key in books.told[mentor.key]:
        problem = book.within(teller, area=problem.area, avoid=books.told[mentor.key]) or problem
    books.told[asker.key].add(problem.key)
    books.told[mentor.key].add(problem.key)
    written = _written(first_key + len(books.asks), asker, mentor, teller, problem, at, chance)
    ask = answered(
        written,
        asker=asker,
        mentor=mentor,
        responsiveness=float(market.responsiveness[number]),
        chance=chance,
        until=until,
    )
    if ask.state == "accepted" and ask.answered_at:
        books.used[(mentor.key, *_month(ask.answered_at, mentor))] += 1
    return ask


def teller_of(person: Person) -> Teller:
    """How an entrepreneur tells of problems; raises ValueError for somebody without a trade."""
    if person.trade is None:
        raise ValueError("without a trade there is nothing to tell")
    speaker = voice(
        language=person.language, gender=person.gender, town=person.town, trade=person.trade
    )
    local = len(set(person.languages) - {"es", "en"}) > 0
    return Teller(speaker, person.trade, person.stage, local)


def _problem(
    asker: Person, teller: Teller, books: Books, book: ProblemBook, chance: Chance
) -> Problem:
    """Something on their mind, if they told; a problem not asked about before, if there is one."""
    told = books.told[asker.key]
    if asker.story and asker.story.needs and chance.happens(0.85):
        area = asker.story.needs[min(len(told), len(asker.story.needs) - 1)].area
        found = book.within(teller, area=area, avoid=told)
        if found is not None and found.key not in told:
            return found
    return book.choose(teller, avoid=told)


def _choose(
    asker: Person, area: str, at: datetime, market: Market, books: Books, chance: Chance
) -> int | None:
    """A mentor by attraction who still has a place this month; at most a few are tried."""
    score = market.attraction(asker, area, at)
    sums = np.cumsum(score)
    if sums[-1] <= 0:
        return None
    for _ in range(8):
        number = int(np.searchsorted(sums, chance.share() * sums[-1], side="right"))
        mentor = market.mentors[min(number, len(market.mentors) - 1)]
        is_known = (asker.key, mentor.key) in books.of_pair
        if not is_known and has_room(mentor, at, books):
            return min(number, len(market.mentors) - 1)
    return None


def has_room(mentor: Person, at: datetime, books: Books) -> bool:
    """Whether a place of this month is neither used nor promised."""
    if mentor.offer is None:
        return False
    waiting = sum(is_open(ask, at) for ask in books.of_mentor[mentor.key])
    used = books.used[(mentor.key, *_month(at, mentor))]
    return mentor.offer.places_a_month - used - waiting > 0


def is_open(ask: Ask, at: datetime) -> bool:
    """Whether the ask waited at that moment, whatever became of it later."""
    end = ask.answered_at or (None if ask.state in OPEN_STATES else ask.due_at)
    return end is None or at < end


def _month(at: datetime, mentor: Person) -> tuple[int, int]:
    local = at.astimezone(ZoneInfo(mentor.town.time_zone))
    return local.year, local.month


def fresh_ask(
    key: int,
    asker: Person,
    mentor: Person,
    area: str,
    at: datetime,
    book: ProblemBook,
    chance: Chance,
) -> Ask | None:
    """An ask of a given area that waits, or none when this business has no such problem."""
    teller = teller_of(asker)
    problem = book.within(teller, area=area)
    if problem is None:
        return None
    return _written(key, asker, mentor, teller, problem, at, chance)


def _written(
    key: int,
    asker: Person,
    mentor: Person,
    teller: Teller,
    problem: Problem,
    at: datetime,
    chance: Chance,
) -> Ask:
    speaker = teller.speaker
    context = f"{telling.opening(teller, chance)} {fill(problem.context, speaker, chance)}"
    return Ask(
        key=key,
        asker=asker.key,
        mentor=mentor.key,
        area=problem.area,
        context=context,
        question=fill(problem.question, speaker, chance),
        tried=fill(problem.tried, speaker, chance),
        minutes=chance.weighted(list(MINUTES), list(MINUTES.values())),
        language=asker.language,
        state="waiting",
        sent_at=at,
        due_at=at + timedelta(days=DAYS_TO_ANSWER),
    )
