"""How conversations are closed, and what both sides say of them."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from community_simulation.community import hours
from community_simulation.community.chance import Chance
from community_simulation.community.events import Ask, CheckIn, Conversation
from community_simulation.community.people import Person
from community_simulation.community.tables import lines
from community_simulation.community.writing import fill, voice

CLOSED: Final = 0.72
DAYS_UNTIL_CLOSED: Final = 9.0
CLOSED_BY_MENTOR: Final = 0.6
SAYS: Final = {"entrepreneur": 0.58, "mentor": 0.52}
USEFUL: Final = {"yes": 0.66, "partly": 0.25, "no": 0.09}
USEFUL_TO_MENTOR: Final = {"yes": 0.58, "partly": 0.34, "no": 0.08}
GOAL: Final = {"yes": 0.24, "partly": 0.46, "no": 0.30}
THANKS: Final = 0.55


def closed(
    conversation: Conversation,
    ask: Ask,
    entrepreneur: Person,
    mentor: Person,
    chance: Chance,
    until: datetime,
    *,
    is_over: bool,
) -> Conversation:
    """Closed by one of the two after some quiet days, or left as it is."""
    if not is_over or not chance.happens(CLOSED):
        return conversation
    last = conversation.messages[-1].sent_at
    at = last + timedelta(days=0.2 + chance.waiting(DAYS_UNTIL_CLOSED))
    closer = mentor if chance.happens(CLOSED_BY_MENTOR) else entrepreneur
    at = hours.when_awake(at, closer.town.time_zone, chance)
    if at >= until:
        return conversation
    done = replace(conversation, closed_at=at, closed_by=closer.key)
    both = ((entrepreneur, "entrepreneur"), (mentor, "mentor"))
    check_ins = tuple(
        _check_in(done, person, side, ask.language, at, chance, until) for person, side in both
    )
    return replace(done, check_ins=check_ins)


def _check_in(
    conversation: Conversation,
    person: Person,
    side: str,
    language: str,
    asked_at: datetime,
    chance: Chance,
    until: datetime,
) -> CheckIn:
    """Three taps, or silence."""
    at = asked_at + timedelta(hours=chance.around(9, 1.3))
    at = hours.when_awake(at, person.town.time_zone, chance)
    if at >= until or not chance.happens(SAYS[side]):
        return CheckIn(person.key, asked_at)
    if not conversation.is_exchange:
        return CheckIn(person.key, asked_at, at, talked="no", useful="no", goal_reached="no")
    usefulness = USEFUL if side == "entrepreneur" else USEFUL_TO_MENTOR
    useful = chance.weighted(list(usefulness), list(usefulness.values()))
    goal = chance.weighted(list(GOAL), list(GOAL.values())) if useful != "no" else "no"
    thanks = ""
    if useful == "yes" and chance.happens(THANKS):
        thanks = _thanks(person, conversation, side, language, chance)
    return CheckIn(person.key, asked_at, at, "yes", useful, goal, thanks)


def _thanks(
    person: Person, conversation: Conversation, side: str, language: str, chance: Chance
) -> str:
    """Words that were not said in the conversation already."""
    kind = "thanks" if side == "entrepreneur" else "mentor_thanks"
    said = {message.text for message in conversation.messages}
    kept = [line for line in lines(language)[kind] if "{name}" not in line and line not in said]
    speaker = voice(language=language, gender=person.gender, town=person.town)
    text = fill(chance.pick(kept), speaker, chance)
    return "" if text in said else text
