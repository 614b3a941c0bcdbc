"""Reads one field after the other out of untyped content and notes what is wrong with each."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from math import isfinite

from tequio.domain.studies.errors import PlanFault
from tequio.domain.studies.plan.wording import fault


class Fields:
    """A table of content at a place of the plan; a bad field is noted and read as empty."""

    def __init__(self, content: object, place: str, found: list[PlanFault]) -> None:
        self.found, self._place = found, place
        self.is_there = isinstance(content, Mapping)
        self._content: Mapping[object, object] = content if isinstance(content, Mapping) else {}
        if not self.is_there:
            self.note("", "missing" if content is None else "not_a_table")

    def note(self, name: str, code: str, **values: object) -> None:
        """Note a fault of a field of this table, or of the table itself."""
        self.found.append(fault(self._at(name), code, **values))

    def get(self, name: str) -> object:
        """The field as it stands."""
        return self._content.get(name)

    def unknown(self, known: Sequence[str]) -> None:
        """Note fields that a plan does not have: a misspelt one would be passed over in silence."""
        for name in self._content:
            if str(name) not in known:
                self.note(str(name), "unknown_field")

    def text(self, name: str, most: int = 300, *, optional: bool = False) -> str:
        """A text of at most so many characters."""
        value = self.get(name)
        if value is None or value == "":
            if not optional:
                self.note(name, "missing")
        elif not isinstance(value, str):
            self.note(name, "not_text")
        elif len(value) > most:
            self.note(name, "too_long", most=most)
        else:
            return value
        return ""

    def choice(self, name: str, choices: Sequence[str]) -> str:
        """One of a few words."""
        value = self.text(name, 40)
        if value and value not in choices:
            self.note(name, "not_a_choice", choices=", ".join(choices))
            return ""
        return value

    def number(self, name: str, low: float, high: float, default: float | None = None) -> float:
        """A number between limits, both included."""
        value = self.get(name)
        if value is None and default is not None:
            return default
        if value is None:
            self.note(name, "missing")
        elif isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
            self.note(name, "not_number")
        elif not low <= value <= high:
            self.note(name, "out_of_range", low=f"{low:g}", high=f"{high:g}")
        else:
            return float(value)
        return float(low)

    def whole(self, name: str, low: int, high: int) -> int:
        """A whole number between limits, both included."""
        value = self.number(name, low, high)
        if not value.is_integer():
            self.note(name, "not_whole")
        return int(value)

    def yes_no(self, name: str) -> bool:
        """True or false; empty is false."""
        value = self.get(name)
        if value is not None and not isinstance(value, bool):
            self.note(name, "not_yes_no")
        return value is True

    def day(self, name: str) -> date | None:
        """A date in ISO form, or nothing."""
        value = self.get(name)
        if value in (None, ""):
            return None
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.note(name, "not_a_date")
            return None

    def words(self, name: str, choices: Sequence[str] | None = None) -> tuple[str, ...]:
        """A list of texts, perhaps of a few known ones; empty where it is not there."""
        value = self.get(name)
        if value is None:
            return ()
        if not isinstance(value, list | tuple):
            self.note(name, "not_a_list")
            return ()
        for word in value:
            if not isinstance(word, str) or (choices is not None and word not in choices):
                self.note(name, "not_a_choice", choices=", ".join(choices or ("a text",)))
                return ()
        return tuple(value)

    def numbers(self, name: str) -> dict[str, float]:
        """A table of names and numbers from zero up."""
        inner = Fields(self.get(name) or {}, self._at(name), self.found)
        return {str(key): inner.number(str(key), 0, 1e12) for key in inner._content}

    def table(self, name: str) -> "Fields":
        """A table within this one."""
        return Fields(self.get(name), self._at(name), self.found)

    def tables(self, name: str) -> "Iterator[Fields]":
        """A list of tables, numbered from 1 in what is said of them."""
        value = self.get(name)
        if value is None:
            return
        if not isinstance(value, list | tuple):
            self.note(name, "not_a_list")
            return
        for number, content in enumerate(value, 1):
            yield Fields(content, f"{self._at(name)}.{number}", self.found)

    def _at(self, name: str) -> str:
        return ".".join(part for part in (self._place, name) if part)
