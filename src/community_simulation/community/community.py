"""The community as a whole, its fingerprint and its true funnel."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from community_simulation.community.events import (
    Ask,
    Block,
    Conversation,
    Report,
    UnmetSearch,
)
from community_simulation.community.people import Person


@dataclass(frozen=True)
class Funnel:
    """How many registered entrepreneurs reached each step, and what became of the asks."""

    registered: int
    told: int
    asked: int
    answered: int
    mentored: int
    asks: int
    asks_answered: int
    hindrances: Mapping[str, int]


@dataclass(frozen=True)
class Community:
    """Everybody and everything up to `until`; `personas` names the fixed people by role."""

    seed: int
    until: datetime
    people: tuple[Person, ...]
    asks: tuple[Ask, ...]
    conversations: tuple[Conversation, ...]
    searches: tuple[UnmetSearch, ...]
    reports: tuple[Report, ...]
    blocks: tuple[Block, ...]
    personas: Mapping[str, int]

    def fingerprint(self) -> str:
        """A SHA-256 that changes when any person, word or moment changes."""
        digest = hashlib.sha256()
        for group in (
            self.people,
            self.asks,
            self.conversations,
            self.searches,
            self.reports,
            self.blocks,
        ):
            for item in group:
                digest.update(_stable(item).encode())
        return digest.hexdigest()

    def funnel(self) -> Funnel:
        """The steps from joining to a real exchange, and why the others stopped (O, W, R, E)."""
        registered = [person for person in self.people if person.business]
        asked = {ask.asker for ask in self.asks}
        settled = [ask for ask in self.asks if ask.state not in ("waiting", "question_back")]
        answered = [ask for ask in settled if ask.answered_at or ask.question_back]
        heard = {ask.asker for ask in answered}
        mentored = {talk.entrepreneur for talk in self.conversations if talk.is_exchange}
        hindrances = {
            reason: sum(person.hindrance == reason for person in registered)
            for reason in ("O", "W", "E", "looking")
        }
        return Funnel(
            registered=len(registered),
            told=sum(person.story is not None for person in registered),
            asked=len(asked),
            answered=len(heard),
            mentored=len(mentored),
            asks=len(settled),
            asks_answered=len(answered),
            hindrances={**hindrances, "R": len(asked - heard)},
        )


def _stable(item: object) -> str:
    """A text of the value that is the same in every run: sets have no order of their own."""
    if isinstance(item, Person):
        trade = item.trade.key if item.trade else ""
        fields = {**vars(item), "trade": trade}
        return repr(sorted(fields.items(), key=lambda field: field[0]))
    return repr(item)
