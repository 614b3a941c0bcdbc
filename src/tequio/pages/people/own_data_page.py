"""The copy of one's data for reading: what its page shows, in the reader's language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Field
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.domain.privacy import data_map, queries
from tequio.pages.needs import mentor_words
from tequio.pages.people import time_zones
from tequio.pages.people.own_data_words import FIELDS, PARTS, TECHNICAL
from tequio.pages.shared import dates
from tequio.records.people import Person, Stage


@dataclass(frozen=True)
class Part:
    """A heading and its entries: of each the fields that say something, name and value."""

    heading: str | Promise
    entries: list[list[tuple[str | Promise, str]]]


def parts(person: Person) -> Iterator[Part]:
    """Everything of the map that has words, in the order of the words."""
    found = dict(queries.rows_of(person))
    names = queries.names_with(person)
    for label, heading in PARTS.items():
        if rows := found.get(label):
            fields = {field.name: field for field in data_map.entries()[label].model_fields()}
            with_ = names.get(label, {})
            entries = [_entry(row, fields, with_.get(_shared(label, row), "")) for row in rows]
            yield Part(heading, [entry for entry in entries if entry])


def _shared(label: str, row: Mapping[str, Any]) -> object:
    return (
        row["id"] if label in ("records.ask", "records.conversation") else row.get("conversation")
    )


def _entry(
    row: Mapping[str, Any], fields: Mapping[str, "Field[Any, Any]"], name: str
) -> list[tuple[str | Promise, str]]:
    said = [
        (FIELDS[field], _in_words(fields[field], value))
        for field, value in row.items()
        if field in FIELDS
        and field not in TECHNICAL
        and value not in (None, "", [])
        and not fields[field].is_relation  # the number of a row says nothing to its reader
    ]
    return [(_("With"), name), *said] if name else said


def _in_words(field: "Field[Any, Any]", value: Any) -> str:
    if field.name in NAMED:
        return NAMED[field.name](value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return f"{dates.weekday_date(value, today=timezone.localdate())}, {dates.clock_time(value)}"
    if isinstance(value, date):
        return dates.weekday_date(value, today=timezone.localdate())
    return value.strftime("%H:%M") if isinstance(value, time) else str(value)


GENDERS = {"f": gettext_lazy("Woman"), "m": gettext_lazy("Man")}
NAMED = {
    "area": lambda code: mentor_words.listed_areas([code]) or code,
    "areas": mentor_words.listed_areas,
    "country": mentor_words.country_name,
    "gender": lambda code: str(GENDERS.get(code, _("Another"))),
    "industries": lambda codes: " · ".join(map(mentor_words.industry_label, codes)),
    "industry": mentor_words.industry_label,
    "language": lambda code: mentor_words.language_names([code]),
    "languages": mentor_words.language_names,
    "stages": lambda codes: " · ".join(str(Stage(code).label) for code in codes),
    "time_zone": time_zones.label,
    "wanted_country": mentor_words.country_name,
    "wanted_industry": mentor_words.industry_label,
    "wanted_language": lambda code: mentor_words.language_names([code]),
}
"""Fields that hold codes which have names."""
