"""The text of an ask that could not go to its mentor yet: kept for whoever is asked next."""

from typing import Final

from django.http import HttpRequest

SESSION_KEY: Final = "unsent_ask"
FIELDS: Final = ("area", "context", "question", "tried", "minutes")
TO: Final = "to"
MOST_CHARACTERS: Final = 20_000


def keep(request: HttpRequest, to: str) -> bool:
    """Keeps the posted text, written to this mentor, until an ask is sent or the session ends.

    Whether it does: not what is far longer than any ask.
    """
    typed = {name: request.POST.get(name, "").replace("\x00", "") for name in FIELDS}
    if sum(map(len, typed.values())) > MOST_CHARACTERS:
        return False
    request.session[SESSION_KEY] = typed | {TO: to}
    return True


def kept(request: HttpRequest) -> dict[str, str]:
    """What was typed, without the mentor it was written to; empty if nothing was."""
    return {name: text for name, text in _stored(request).items() if name in FIELDS}


def is_for(request: HttpRequest, to: str) -> bool:
    """Whether the kept text was written to this mentor."""
    return _stored(request).get(TO) == to


def forget(request: HttpRequest) -> None:
    request.session.pop(SESSION_KEY, None)


def _stored(request: HttpRequest) -> dict[str, str]:
    return request.session.get(SESSION_KEY, {})
