"""The text of an ask that could not go to its mentor yet: kept for whoever is asked next."""

from typing import Final

from django.http import HttpRequest

SESSION_KEY: Final = "unsent_ask"
FIELDS: Final = ("area", "context", "question", "tried", "minutes")
MOST_CHARACTERS: Final = 20_000


def keep(request: HttpRequest) -> None:
    """Keeps the posted text until an ask is sent or the session ends."""
    typed = {name: request.POST.get(name, "").replace("\x00", "") for name in FIELDS}
    if sum(map(len, typed.values())) <= MOST_CHARACTERS:
        request.session[SESSION_KEY] = typed


def kept(request: HttpRequest) -> dict[str, str]:
    return request.session.get(SESSION_KEY, {})


def forget(request: HttpRequest) -> None:
    request.session.pop(SESSION_KEY, None)
