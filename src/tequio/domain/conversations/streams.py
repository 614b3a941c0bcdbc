"""The short-lived right to listen to one conversation, made by the page that shows it."""

from dataclasses import dataclass
from typing import Final

from django.core import signing

CHANNEL: Final = "conversations"
"""Where PostgreSQL announces news: `m CONVERSATION NUMBER`, `r CONVERSATION READER NUMBER` or
`c CONVERSATION 1|0` (open or closed). Numbers only: what was said is read from the database."""

SALT: Final = "tequio.conversation.stream"
SECONDS_VALID: Final = 6 * 60 * 60


class NotAListener(Exception):
    """The token is forged, spoilt or past its time."""


@dataclass(frozen=True)
class Listener:
    """Who listens to what, by the numbers of the records."""

    person: int
    conversation: int


def token_for(listener: Listener) -> str:
    return signing.dumps([listener.person, listener.conversation], salt=SALT)


def listener_of(token: str) -> Listener:
    """Raises NotAListener."""
    try:
        person, conversation = signing.loads(token, salt=SALT, max_age=SECONDS_VALID)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise NotAListener from error
    return Listener(person, conversation)
