"""What a message may be, and how an ask reads as one."""

from typing import Final

from tequio.records.asks import Ask

LONGEST_MESSAGE: Final = 5000


def why_not_writable(*, text: str) -> str:
    """A code of what is wrong with the text, or nothing."""
    if not text.strip():
        return "empty"
    if "\x00" in text:
        return "unreadable"
    return "too_long" if len(text) > LONGEST_MESSAGE else ""


def opening(ask: Ask) -> str:
    """The ask as the first message: what it is about, what was tried, and the question last."""
    return "\n\n".join(part for part in (ask.context, ask.tried, ask.question) if part)
