"""Reads the map of stored data: what every field is, whose, and when it goes."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.apps import apps
from django.db.models import DateTimeField, Field, Model, QuerySet

from tequio import records

FILE: Final = Path(records.__path__[0]) / "data_map.toml"
CLASSES: Final = ("none", "personal", "sensitive", "secret", "identifier", "answer")
WAYS_TO_ERASE: Final = ("delete", "blank", "keep")


@dataclass(frozen=True)
class Entry:
    """One model: the class of each field, whose the row is, and what becomes of it."""

    model: type[Model]
    classes: Mapping[str, str]
    owner: str
    other: Mapping[str, str]
    erase: str
    keep: str
    keep_days: int | None = None
    since: str = ""
    only: str = ""
    unseen: frozenset[str] = frozenset()
    stays: Mapping[str, str] = field(default_factory=dict)

    def owner_of(self, field: str) -> str:
        """The path from the row to the person the field is of."""
        return self.other.get(field, self.owner)

    def owners(self) -> frozenset[str]:
        """Every path from a row of this model to a person."""
        return frozenset({self.owner, *self.other.values()} - {""})

    def seen_by(self) -> frozenset[str]:
        """The paths to those whose copy of their data holds the row."""
        return self.owners() - self.unseen

    def kept_for_a_while(self) -> "QuerySet[Any]":
        """The rows that `keep_days` is about."""
        if not self.only:
            return self.model._base_manager.all()
        rows: QuerySet[Any] = getattr(self.model._default_manager, self.only)()
        return rows

    def model_fields(self) -> list["Field[Any, Any]"]:
        return list(self.model._meta.concrete_fields)

    def fields(self, *classes: str) -> list["Field[Any, Any]"]:
        """The fields of these classes, in the order of the model."""
        return [
            field
            for field in self.model._meta.concrete_fields
            if self.classes.get(field.name) in classes
        ]


@cache
def entries() -> dict[str, Entry]:
    """Label of the model -> its entry."""
    written = tomllib.loads(FILE.read_text("utf-8"))
    return {label: _entry(label, lines) for label, lines in written.items()}


def _entry(label: str, lines: Mapping[str, object]) -> Entry:
    classes = {name: kind for kind in CLASSES for name in str(lines.get(kind, "")).split() if name}
    return Entry(
        model=apps.get_model(label),
        classes=classes,
        owner=str(lines["owner"]),
        other=_texts(lines.get("other")),
        erase=str(lines["erase"]),
        keep=str(lines["keep"]),
        keep_days=int(str(lines["keep_days"])) if "keep_days" in lines else None,
        since=str(lines.get("since", "")),
        only=str(lines.get("only", "")),
        unseen=frozenset(str(lines.get("unseen", "")).split()),
        stays=_texts(lines.get("stays")),
    )


def _texts(table: object) -> dict[str, str]:
    return {str(k): str(v) for k, v in table.items()} if isinstance(table, dict) else {}


def faults() -> list[str]:
    """What is wrong with the map: one sentence a fault, none if it is complete."""
    found = []
    for model in apps.get_models():
        label = model._meta.label_lower
        entry = entries().get(label)
        if entry is None:
            found.append(f"{label}: the model is not in the map")
            continue
        names = {field.name for field in model._meta.concrete_fields}
        found += [f"{label}.{name}: has no class" for name in sorted(names - set(entry.classes))]
        found += [f"{label}.{name}: is no field" for name in sorted(set(entry.classes) - names)]
        if entry.erase not in WAYS_TO_ERASE:
            found.append(f"{label}: erase is one of {', '.join(WAYS_TO_ERASE)}")
        if not entry.unseen <= entry.owners():
            found.append(f"{label}: unseen names a path that leads to nobody of the row")
        if entry.stays and (entry.erase != "blank" or entry.keep_days is None):
            found.append(f"{label}: fields stay only where rows are blanked and go after keep_days")
        found += [
            f"{label}.{name}: stays, and is no field or says no reason"
            for name, reason in entry.stays.items()
            if name not in names or not reason
        ]
        if not entry.keep:
            found.append(f"{label}: says nothing about how long it is kept")
        if (entry.keep_days is not None or entry.since) and not _has_moment(entry):
            found.append(f"{label}: keep_days counts from a date and time field, named in since")
        if entry.only and not hasattr(model._default_manager, entry.only):
            found.append(f"{label}: only names no queryset of the model")
    return found


def _has_moment(entry: Entry) -> bool:
    moments = {f.name for f in entry.model._meta.concrete_fields if isinstance(f, DateTimeField)}
    return entry.keep_days is not None and entry.since in moments
