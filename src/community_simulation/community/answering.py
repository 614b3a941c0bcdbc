"""What mentors do with an ask: accept, decline, ask back, or nothing."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from community_simulation.community import hours
from community_simulation.community.chance import Chance
from community_simulation.community.events import Ask
from community_simulation.community.people import Person
from community_simulation.community.tables import lines
from community_simulation.community.telling import pairs
from community_simulation.community.writing import fill, voice

WITHDRAWN: Final = 0.03
ANSWERS: Final = {"accept": 0.64, "decline": 0.22, "ask_back": 0.14}
REASONS: Final = {
    "too_busy": 0.42,
    "not_my_field": 0.28,
    "unclear": 0.10,
    "better_elsewhere": 0.10,
    "no_reason": 0.10,
}
OUTSIDE_FIELD: Final = 0.75
WITH_SENTENCE: Final = 0.6
TYPICAL_HOURS: Final = 26.0
SPREAD: Final = 1.1
ANSWERS_BACK: Final = 0.75
ACCEPTS_AFTER_ANSWER: Final = 0.8
REMINDED_AFTER: Final = timedelta(days=3.5)
QUESTION_BACK_WAITS: Final = timedelta(days=14)


def answered(
    ask: Ask,
    *,
    asker: Person,
    mentor: Person,
    responsiveness: float,
    chance: Chance,
    until: datetime,
) -> Ask:
    """The ask as it stands at `until`."""
    ask = _reminded(ask, until)
    if chance.happens(WITHDRAWN):
        return _ended(ask, "withdrawn", ask.sent_at + timedelta(days=2), until)
    at = hours.when_awake(
        ask.sent_at + timedelta(hours=chance.around(TYPICAL_HOURS, SPREAD)),
        mentor.town.time_zone,
        chance,
    )
    if not _will_answer(ask, mentor, at, responsiveness, chance) or at >= ask.due_at:
        return _ended(ask, "expired", ask.due_at, until)
    if at >= until:
        return ask
    return _answer(ask, asker, mentor, at, chance, until)


def _reminded(ask: Ask, until: datetime) -> Ask:
    at = ask.sent_at + REMINDED_AFTER
    return replace(ask, reminded_at=at) if at < until else ask


def _ended(ask: Ask, state: str, at: datetime, until: datetime) -> Ask:
    return replace(ask, state=state) if at < until else ask


def _will_answer(
    ask: Ask, mentor: Person, at: datetime, responsiveness: float, chance: Chance
) -> bool:
    offer = mentor.offer
    if offer is None or (offer.lapsed_at is not None and at > offer.lapsed_at):
        return False
    fits = 1.0 if ask.area in offer.areas else 0.6
    return chance.happens(responsiveness * fits)


def _answer(
    ask: Ask, asker: Person, mentor: Person, at: datetime, chance: Chance, until: datetime
) -> Ask:
    is_his_field = mentor.offer is not None and ask.area in mentor.offer.areas
    shares = dict(ANSWERS)
    if not is_his_field and chance.happens(OUTSIDE_FIELD):
        return _declined(ask, mentor, at, "not_my_field", chance)
    kind = chance.weighted(list(shares), list(shares.values()))
    if kind == "accept":
        return _settled(ask, "accepted", at)
    if kind == "decline":
        reason = chance.weighted(list(REASONS), list(REASONS.values()))
        return _declined(ask, mentor, at, reason, chance)
    return _asked_back(ask, asker, mentor, at, chance, until)


def _settled(ask: Ask, state: str, at: datetime) -> Ask:
    reminded = ask.reminded_at if ask.reminded_at and ask.reminded_at < at else None
    return replace(ask, state=state, answered_at=at, reminded_at=reminded, paused_at=None)


def _declined(ask: Ask, mentor: Person, at: datetime, reason: str, chance: Chance) -> Ask:
    kinds = lines(ask.language).get(f"decline_{reason}", ())
    sentence = ""
    if kinds and chance.happens(WITH_SENTENCE):
        speaker = voice(language=ask.language, gender=mentor.gender, town=mentor.town)
        sentence = fill(chance.pick(kinds), speaker, chance)
    settled = _settled(ask, "declined", at)
    return replace(settled, decline_reason=reason, decline_sentence=sentence)


def _asked_back(
    ask: Ask, asker: Person, mentor: Person, at: datetime, chance: Chance, until: datetime
) -> Ask:
    """One question back; the clock stands until the asker answers."""
    question, answer = chance.pick(pairs("question_back", ask.language, asker.stage))
    asked = replace(
        ask,
        state="question_back",
        paused_at=at,
        question_back=question,
        reminded_at=ask.reminded_at if ask.reminded_at and ask.reminded_at < at else None,
    )
    told_at = hours.when_awake(
        at + timedelta(hours=chance.around(16, 1.0)), asker.town.time_zone, chance
    )
    if not chance.happens(ANSWERS_BACK):
        over = at + QUESTION_BACK_WAITS
        return replace(asked, state="expired", paused_at=None) if over < until else asked
    if told_at >= until:
        return asked
    speaker = voice(language=ask.language, gender=asker.gender, town=asker.town)
    told = replace(
        asked,
        state="waiting",
        paused_at=None,
        due_at=ask.due_at + (told_at - at),
        question_back_answer=fill(answer, speaker, chance),
    )
    return _after_the_answer(told, mentor, told_at, chance, until)


def _after_the_answer(
    ask: Ask, mentor: Person, told_at: datetime, chance: Chance, until: datetime
) -> Ask:
    at = hours.when_awake(
        told_at + timedelta(hours=chance.around(14, 0.9)), mentor.town.time_zone, chance
    )
    if at >= ask.due_at:
        return _ended(ask, "expired", ask.due_at, until)
    if at >= until:
        return ask
    if chance.happens(ACCEPTS_AFTER_ANSWER):
        return _settled(ask, "accepted", at)
    return _declined(ask, mentor, at, "too_busy", chance)
