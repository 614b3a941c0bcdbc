"""Conversations: how they open, go on, leave the site, fall silent, and end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from community_simulation.community import closing, hours
from community_simulation.community.chance import Chance
from community_simulation.community.events import Ask, Conversation, Departure, Message
from community_simulation.community.people import Person
from community_simulation.community.tables import areas, lines
from community_simulation.community.telling import pairs
from community_simulation.community.writing import Voice, fill, voice

MENTOR: Final = "mentor"
ENTREPRENEUR: Final = "entrepreneur"
GOES_ON: Final = 0.93
HOURS_BETWEEN: Final = 14.0
SPREAD: Final = 1.1
LEAVES: Final = 0.24
CALLS: Final = 0.35
WITH_DON: Final = {"GT": 0.55, "MX": 0.15}
READ_AFTER: Final = timedelta(hours=30)


@dataclass(frozen=True)
class Line:
    """One thing said by one of the two sides, and whether it takes the talk elsewhere."""

    side: str
    text: str
    channel: str = ""


@dataclass(frozen=True)
class Pair:
    """The two who talk, and how each speaks to the other."""

    ask: Ask
    entrepreneur: Person
    mentor: Person
    asking: Voice
    advising: Voice


def converse(
    ask: Ask, entrepreneur: Person, mentor: Person, *, chance: Chance, until: datetime
) -> Conversation:
    """The conversation of an accepted ask as it stands at `until`; raises ValueError otherwise."""
    if ask.answered_at is None or ask.state != "accepted":
        raise ValueError("only an accepted ask opens a conversation")
    both = _pair(ask, entrepreneur, mentor, chance)
    opening = Message(entrepreneur.key, ask.opening, ask.answered_at)
    messages, departures = [opening], []
    at, is_over = ask.answered_at, True
    for line in _script(both, chance):
        author = mentor if line.side == MENTOR else entrepreneur
        at = _next_moment(at, author, chance, is_first=len(messages) == 1)
        if at >= until:
            is_over = False
            break
        if not chance.happens(GOES_ON):
            break
        messages.append(Message(author.key, line.text, at))
        if line.channel:
            departures.append(Departure(author.key, line.channel, at))
    begun = Conversation(
        ask=ask.key,
        entrepreneur=entrepreneur.key,
        mentor=mentor.key,
        opened_at=ask.answered_at,
        messages=tuple(messages),
        read=_read(messages, entrepreneur, mentor, until, chance),
        departures=tuple(departures),
    )
    return closing.closed(begun, ask, entrepreneur, mentor, chance, until, is_over=is_over)


def _pair(ask: Ask, entrepreneur: Person, mentor: Person, chance: Chance) -> Pair:
    def speaker(person: Person, other: Person) -> Voice:
        return voice(
            language=ask.language,
            gender=person.gender,
            town=person.town,
            trade=entrepreneur.trade,
            name=address(other, ask.language, chance),
        )

    asking, advising = speaker(entrepreneur, mentor), speaker(mentor, entrepreneur)
    return Pair(ask, entrepreneur, mentor, asking, advising)


def address(person: Person, language: str, chance: Chance) -> str:
    """By name, in Spanish sometimes with don or doña."""
    if language == "es" and chance.happens(WITH_DON[person.town.country]):
        return f"{'doña' if person.gender == 'f' else 'don'} {person.given_name}"
    return person.given_name


def _next_moment(at: datetime, author: Person, chance: Chance, *, is_first: bool) -> datetime:
    """Minutes after accepting for the first answer, hours or days between the others."""
    median = 0.2 if is_first else HOURS_BETWEEN
    later = at + timedelta(hours=0.01 + chance.around(median, SPREAD))
    return max(hours.when_awake(later, author.town.time_zone, chance), at + timedelta(seconds=30))


def _script(both: Pair, chance: Chance) -> Iterator[Line]:
    """Everything they would say if nobody fell silent."""
    ask, kinds = both.ask, lines(both.ask.language)
    advice = chance.some(areas()[ask.area].advice[ask.language], 2)
    question, answer = chance.pick(pairs("qa", ask.language, both.entrepreneur.stage))
    first, thanked = chance.pick(kinds["first_thanks"]), chance.pick(kinds["ack"])
    yield Line(MENTOR, fill(f"{first} {advice[0]} {question}", both.advising, chance))
    answer = _led_in(answer, ask.language, chance)
    yield Line(ENTREPRENEUR, fill(f"{thanked} {answer}", both.asking, chance))
    second = f" {advice[1]}" if len(advice) > 1 and chance.happens(0.6) else ""
    yield Line(MENTOR, fill(f"{chance.pick(kinds['task'])}{second}", both.advising, chance))
    if chance.happens(LEAVES):
        yield from _leaving(both, chance)
    yield from _coming_back(both, chance)


def _led_in(answer: str, language: str, chance: Chance) -> str:
    """Half of the answers say first that they are one."""
    if chance.happens(0.5) or answer.startswith("I "):
        return answer
    return f"{chance.pick(lines(language)['answering'])} {answer[0].lower()}{answer[1:]}"


def _leaving(both: Pair, chance: Chance) -> Iterator[Line]:
    kinds = lines(both.ask.language)
    channel = "call" if chance.happens(CALLS) else "whatsapp"
    yield Line(MENTOR, fill(chance.pick(kinds[f"leave_{channel}"]), both.advising, chance))
    yield Line(ENTREPRENEUR, fill(chance.pick(kinds["leave_yes"]), both.asking, chance), channel)


def _coming_back(both: Pair, chance: Chance) -> Iterator[Line]:
    """What was done, a doubt or two, and a farewell."""
    kinds = lines(both.ask.language)
    done = chance.pick(areas()[both.ask.area].done[both.ask.language])
    back = chance.pick(kinds["back"])
    yield Line(ENTREPRENEUR, fill(f"{back} {done}", both.asking, chance))
    yield Line(MENTOR, fill(chance.pick(kinds["praise"]), both.advising, chance))
    doubts = list(zip(kinds["worry"], kinds["worry_answer"], strict=True))
    for doubt, reply in chance.some(doubts, chance.between(0, 2)):
        yield Line(ENTREPRENEUR, fill(doubt, both.asking, chance))
        yield Line(MENTOR, fill(reply, both.advising, chance))
    yield Line(MENTOR, fill(chance.pick(kinds["close_mentor"]), both.advising, chance))
    yield Line(ENTREPRENEUR, fill(chance.pick(kinds["thanks"]), both.asking, chance))


def _read(
    messages: list[Message],
    entrepreneur: Person,
    mentor: Person,
    until: datetime,
    chance: Chance,
) -> tuple[int, int]:
    """Each has read up to the last own message; the rest too, unless it is fresh."""
    read = []
    for person in (entrepreneur, mentor):
        own = max((n for n, said in enumerate(messages, 1) if said.author == person.key), default=1)
        is_fresh = until - messages[-1].sent_at < READ_AFTER
        has_seen = chance.happens(0.35 if is_fresh else 0.94)
        read.append(len(messages) if has_seen else own)
    return read[0], read[1]
