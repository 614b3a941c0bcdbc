"""Makes the whole community from a seed and a date."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

import numpy as np

from community_simulation.community import personas
from community_simulation.community.asking import Asking
from community_simulation.community.chance import Chance
from community_simulation.community.community import Community
from community_simulation.community.conversing import converse
from community_simulation.community.entrepreneurs import Makers, make_entrepreneur
from community_simulation.community.events import Ask, Conversation, UnmetSearch
from community_simulation.community.incidents import incidents
from community_simulation.community.mentor_pool import MentorPool
from community_simulation.community.mentors import MentorMaker
from community_simulation.community.naming import Namer
from community_simulation.community.people import Person
from community_simulation.community.persona_events import persona_events
from community_simulation.community.telling import ProblemBook
from community_simulation.community.wording import teller_of, worded

WAITING_WITH_THE_MENTOR: Final = 4
SEARCHED_BY_NAME: Final = 0.7


def make_community(
    *, until: datetime, seed: int = 2026, entrepreneurs: int = 2500, mentors: int = 500
) -> Community:
    """A made-up community whose two years end at `until`.

    Parameters
    ----------
    until
        The last moment of the community, with a time zone.
    seed
        The same seed, numbers and moment give the same community.
    entrepreneurs, mentors
        How many of each, the fixed people of the demonstration included.

    Raises
    ------
    ValueError
        If `until` has no time zone, or the fixed people do not fit into the numbers.
    """
    if until.tzinfo is None:
        raise ValueError("the last moment needs a time zone")
    fixed = personas.personas(until)
    fixed_entrepreneurs = [person for person in fixed if person.business]
    fixed_mentors = [person for person in fixed if person.offer]
    if entrepreneurs < len(fixed_entrepreneurs) or mentors < len(fixed_mentors):
        raise ValueError("too few people: the fixed people do not fit")
    generator = np.random.default_rng(seed)
    chance = Chance(generator)
    namer = Namer(chance, taken=frozenset(person.email for person in fixed))
    makers = Makers(chance, namer, ProblemBook(chance), until)
    first = len(fixed)
    asking_side = [
        make_entrepreneur(first + number, makers)
        for number in range(entrepreneurs - len(fixed_entrepreneurs))
    ]
    first += len(asking_side)
    maker = MentorMaker(makers)
    answering_side = [maker.make(first + number) for number in range(mentors - len(fixed_mentors))]
    people = {person.key: person for person in (*fixed, *asking_side, *answering_side)}
    asks = _asks(asking_side, answering_side, generator, makers)
    told = _asks_for_the_fixed_mentor(asking_side, asks, makers)
    people |= {ask.asker: replace(people[ask.asker], hindrance="") for ask in told}
    tales, talks = persona_events(personas.roles(), until=until, first_key=len(asks) + len(told))
    conversations = _conversations(asks, people, chance, until)
    everything = [*asks, *told, *tales]
    reports, blocks = incidents(asks, people, chance=chance, until=until)
    return Community(
        seed=seed,
        until=until,
        people=_last_seen(people, everything, [*conversations, *talks], until),
        asks=tuple(everything),
        conversations=(*conversations, *talks),
        searches=_searches(asking_side, makers),
        reports=reports,
        blocks=blocks,
        personas=personas.roles(),
    )


def _asks(
    entrepreneurs: list[Person],
    mentors: list[Person],
    generator: np.random.Generator,
    makers: Makers,
) -> list[Ask]:
    """What those ask whom nothing hinders."""
    if not mentors:
        return []
    pool = MentorPool(mentors, generator)
    asking = Asking(pool, makers.book, makers.chance, until=makers.until)
    return asking.play(person for person in entrepreneurs if not person.hindrance)


def _asks_for_the_fixed_mentor(
    entrepreneurs: list[Person], asks: list[Ask], makers: Makers
) -> list[Ask]:
    """A few fresh asks that wait with the fixed mentor, each of another area."""
    mentor = next(
        person
        for person in personas.personas(makers.until)
        if person.key == personas.roles()["mentor"]
    )
    wanted = list(mentor.offer.areas) if mentor.offer else []
    found: list[Ask] = []
    quiet = (person for person in entrepreneurs if person.hindrance == "O")
    for person in quiet:
        area = wanted[len(found) % len(wanted)]
        if person.language != "es" or person.stage not in ("earning", "profitable"):
            continue
        sent_at = makers.until - timedelta(hours=9 + 31 * len(found))
        problem = makers.book.within(teller_of(person), area=area)
        if problem is None or person.joined_at >= sent_at:
            continue
        found.append(
            worded(
                len(asks) + len(found),
                problem,
                asker=person,
                mentor=mentor,
                at=sent_at,
                chance=makers.chance,
            )
        )
        if len(found) == WAITING_WITH_THE_MENTOR:
            break
    return found


def _conversations(
    asks: list[Ask], people: dict[int, Person], chance: Chance, until: datetime
) -> list[Conversation]:
    return [
        converse(ask, people[ask.asker], people[ask.mentor], chance=chance, until=until)
        for ask in asks
        if ask.state == "accepted"
    ]


def _searches(entrepreneurs: list[Person], makers: Makers) -> tuple[UnmetSearch, ...]:
    """What people looked for and did not find: those who miss the expertise they need."""
    chance, found = makers.chance, []
    for person in entrepreneurs:
        if person.hindrance != "E" or person.story is None:
            continue
        need = person.story.needs[0]
        text = need.because if chance.happens(SEARCHED_BY_NAME) else ""
        at = person.story.told_at + timedelta(hours=chance.waiting(20))
        if at < makers.until:
            found.append(
                UnmetSearch(person.key, need.area, text, person.language, person.town.country, at)
            )
    return tuple(sorted(found, key=lambda search: search.searched_at))


def _last_seen(
    people: dict[int, Person],
    asks: list[Ask],
    conversations: list[Conversation],
    until: datetime,
) -> tuple[Person, ...]:
    """Nobody was last seen before something they did."""
    seen = {key: person.last_seen_at for key, person in people.items()}

    def note(key: int | None, at: datetime | None) -> None:
        if key is not None and at is not None:
            seen[key] = min(max(seen[key], at), until)

    for ask in asks:
        note(ask.asker, ask.sent_at)
        note(ask.mentor, ask.answered_at)
    for talk in conversations:
        for message in talk.messages:
            note(message.author, message.sent_at)
        note(talk.closed_by, talk.closed_at)
        for check_in in talk.check_ins:
            note(check_in.person, check_in.answered_at)
    return tuple(replace(person, last_seen_at=seen[key]) for key, person in people.items())
