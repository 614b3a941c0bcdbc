"""What a message may be, how an ask reads as one, and when answers are shown."""

from collections.abc import Sequence
from typing import Final

from tequio.records.asks import Ask
from tequio.records.conversations import CheckIn

LONGEST_MESSAGE: Final = 5000
BOTH: Final = 2


def why_not_writable(*, text: str) -> str:
    """A code of what is wrong with the text, or nothing."""
    if "\x00" in text:
        return "unreadable"
    if not any(sign.isprintable() and not sign.isspace() for sign in text):
        return "empty"
    return "too_long" if len(text) > LONGEST_MESSAGE else ""


def opening(ask: Ask) -> str:
    """The ask as the first message: the question, what it is about, and what was tried."""
    return "\n\n".join(part for part in (ask.question, ask.context, ask.tried) if part)


def are_shown(check_ins: Sequence[CheckIn]) -> bool:
    """Whether each may see what the other said: when both have said it, in one round."""
    return sum(said.answered_at is not None for said in check_ins) == BOTH


def is_shown_to_who_said(said: CheckIn, own: Sequence[CheckIn]) -> bool:
    """Whether the other's answer is shown to the one with these: once given in no earlier round."""
    return any(one.answered_at is not None and one.round >= said.round for one in own)
