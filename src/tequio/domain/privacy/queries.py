"""Everything this site stores of one person, for that person."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any, Final
from uuid import UUID

from tequio.domain.privacy import data_map
from tequio.records.asks import Ask
from tequio.records.conversations import Conversation
from tequio.records.people import Person

SHOWN: Final = ("none", "personal", "sensitive", "identifier", "answer")


def export_of(person: Person) -> dict[str, list[dict[str, Any]]]:
    """Model -> rows as plain values, with the person's own fields.

    Secrets, other people's words and what was done without the person seeing it stay out.
    """
    return {
        label.partition(".")[2]: [
            {name: _plain(value) for name, value in row.items()} for row in rows
        ]
        for label, rows in rows_of(person)
    }


def rows_of(person: Person) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Label of the model and the person's rows, for each model that has some."""
    for label, entry in data_map.entries().items():
        rows = [row for path in sorted(entry.seen_by()) for row in _rows(entry, path, person)]
        if rows:
            yield label, rows


def names_with(person: Person) -> dict[str, dict[int, str]]:
    """Label of the model -> number of its ask or conversation -> with whom.

    Only whom the person still sees: nobody where one of the two blocked the other.
    """
    asks = Ask.objects.of(person).select_related("asker", "mentor")
    talks = Conversation.objects.of(person).select_related("entrepreneur", "mentor")
    talked_with = {talk.pk: talk.other(person).called for talk in talks}
    return {
        "records.ask": {
            ask.pk: (ask.mentor if ask.asker_id == person.pk else ask.asker).called for ask in asks
        },
        "records.conversation": talked_with,
        "records.message": talked_with,
        "records.departure": talked_with,
        "records.checkin": talked_with,
    }


def _rows(entry: data_map.Entry, path: str, person: Person) -> list[dict[str, Any]]:
    names = [
        field.name
        for field in entry.fields(*SHOWN)
        if entry.classes[field.name] == "none" or entry.owner_of(field.name) == path
    ]
    wanted = {path: person.pk}
    return list(entry.model._default_manager.filter(**wanted).order_by("pk").values(*names))


def _plain(value: object) -> object:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
