"""Links in mails: each opens one page for one person, for a while, and acts once."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Final

from tequio.records.asks import ActionLink, Ask
from tequio.records.conversations import Conversation
from tequio.records.people import Person

LIFETIME: Final = timedelta(days=14)
BYTES: Final = 32


class LinkNotUsable(Exception):
    """The link opens nothing: `reason` is unknown, closed (the account), used or expired."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def make(
    *,
    person: Person,
    purpose: str,
    now: datetime,
    ask: Ask | None = None,
    conversation: Conversation | None = None,
) -> str:
    """The secret part of a link; only its hash is stored."""
    token = secrets.token_urlsafe(BYTES)
    ActionLink.objects.create(
        token_hash=hash_of(token),
        person=person,
        purpose=purpose,
        ask=ask,
        conversation=conversation,
        made_at=now,
        expires_at=now + LIFETIME,
    )
    return token


def hash_of(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def read(*, token: str, purpose: str, now: datetime) -> ActionLink:
    """The link, unchanged: opening a page uses nothing up. Raises LinkNotUsable."""
    link = (
        ActionLink.objects.select_related("person", "ask", "conversation")
        .filter(token_hash=hash_of(token), purpose=purpose)
        .first()
    )
    if link is None:
        raise LinkNotUsable("unknown")
    if not link.person.is_active:
        raise LinkNotUsable("closed")
    if link.used_at:
        raise LinkNotUsable("used")
    if link.expires_at <= now:
        raise LinkNotUsable("expired")
    return link


def past(*, token: str, purpose: str) -> ActionLink | None:
    """A link that was used or is past its time, to say what it was about; it opens nothing."""
    return (
        ActionLink.objects.select_related("person", "ask", "conversation")
        .filter(token_hash=hash_of(token), purpose=purpose)
        .first()
    )


def use(*, link: ActionLink, now: datetime) -> None:
    """Uses the link up, in the caller's transaction; raises LinkNotUsable if somebody was first."""
    if not ActionLink.objects.filter(pk=link.pk, used_at=None).update(used_at=now):
        raise LinkNotUsable("used")
