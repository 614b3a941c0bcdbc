"""What happened in the community; people, asks and conversations are named by their keys."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Ask:
    key: int
    asker: int
    mentor: int
    area: str
    context: str
    question: str
    tried: str
    minutes: int
    language: str
    state: str
    sent_at: datetime
    due_at: datetime
    paused_at: datetime | None = None
    answered_at: datetime | None = None
    reminded_at: datetime | None = None
    decline_reason: str = ""
    decline_sentence: str = ""
    question_back: str = ""
    question_back_answer: str = ""

    @property
    def opening(self) -> str:
        """How the ask reads as first message."""
        return "\n\n".join(part for part in (self.context, self.tried, self.question) if part)


@dataclass(frozen=True)
class Message:
    author: int
    text: str
    sent_at: datetime


@dataclass(frozen=True)
class Departure:
    person: int
    channel: str
    left_at: datetime


@dataclass(frozen=True)
class CheckIn:
    """What one side says when it is over; empty answers when it did not say."""

    person: int
    asked_at: datetime
    answered_at: datetime | None = None
    talked: str = ""
    useful: str = ""
    goal_reached: str = ""
    thanks: str = ""


@dataclass(frozen=True)
class Conversation:
    """`read` says how many messages each side has read: entrepreneur, mentor."""

    ask: int
    entrepreneur: int
    mentor: int
    opened_at: datetime
    messages: tuple[Message, ...]
    read: tuple[int, int]
    departures: tuple[Departure, ...] = ()
    closed_at: datetime | None = None
    closed_by: int | None = None
    check_ins: tuple[CheckIn, ...] = ()

    @property
    def is_exchange(self) -> bool:
        """Whether the mentor wrote and the entrepreneur wrote after the ask itself."""
        authors = [message.author for message in self.messages]
        return self.mentor in authors and authors.count(self.entrepreneur) > 1


@dataclass(frozen=True)
class UnmetSearch:
    person: int
    area: str
    text: str
    language: str
    country: str
    searched_at: datetime


@dataclass(frozen=True)
class Block:
    blocker: int
    blocked: int
    blocked_at: datetime


@dataclass(frozen=True)
class Report:
    reporter: int
    reported: int
    ask: int | None
    reason: str
    text: str
    state: str
    made_at: datetime
    closed_at: datetime | None = None
    outcome: str = ""
