"""The sentences somebody had typed into a form that was not carried out: shown, never lost."""

from typing import Final

from django.http import HttpRequest

from tequio.pages.shared import kept_form

SENTENCES: Final = frozenset(
    {"answer", "context", "outcome", "question", "sentence", "text", "thanks", "tried", "worry"}
)
"""Fields that hold the person's own words, even where these are one word."""


def texts(request: HttpRequest) -> list[str]:
    """What was typed, without codes of choices, secrets and what the page itself put in."""
    if request.method != "POST":
        return []
    said = [
        value.strip()
        for name, values in request.POST.lists()
        for value in values
        if kept_form.may_be_kept(name) and (name in SENTENCES or " " in value.strip())
    ]
    shown = [text.replace("\x00", "") for text in said if text]
    return shown if sum(map(len, shown)) <= kept_form.MOST_CHARACTERS else []
