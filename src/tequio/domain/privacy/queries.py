"""Everything this site stores of one person, for that person."""

from datetime import date, datetime, time
from typing import Any, Final
from uuid import UUID

from tequio.domain.privacy import data_map
from tequio.records.people import Person

SHOWN: Final = ("none", "personal", "sensitive", "identifier", "answer")


def export_of(person: Person) -> dict[str, list[dict[str, Any]]]:
    """Model -> rows, with the person's own fields; secrets and other people's words stay out."""
    exported = {}
    for label, entry in data_map.entries().items():
        rows = [row for path in sorted(entry.owners()) for row in _rows(entry, path, person)]
        if rows:
            exported[label.partition(".")[2]] = rows
    return exported


def _rows(entry: data_map.Entry, path: str, person: Person) -> list[dict[str, Any]]:
    names = [
        field.name
        for field in entry.fields(*SHOWN)
        if entry.classes[field.name] == "none" or entry.owner_of(field.name) == path
    ]
    wanted = {path: person.pk}
    found = entry.model._default_manager.filter(**wanted).order_by("pk")
    return [{name: _plain(value) for name, value in row.items()} for row in found.values(*names)]


def _plain(value: object) -> object:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
