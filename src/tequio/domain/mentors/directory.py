"""The directory: mentors found by problem, by name, and by what they offer."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple, Self

from mentor_matching.needs import NeedDetection
from mentor_matching.text import words as spelled_out
from tequio.domain.mentors import directory_statements as statements
from tequio.domain.mentors import near_names
from tequio.domain.people.search_text import searchable
from tequio.domain.vocabulary import words
from tequio.records import prepared
from tequio.records.people import Mentor, Person

MENTORS_A_PAGE: Final = 20
MOST_PAGES: Final = 10
LONGEST_SEARCH: Final = 300
LETTERS_OF_AN_INDEX: Final = 3
WORDS_OF_A_PROBLEM: Final = 4
WHY: Final = re.compile(r"^(?:(?:pues|y|porque|por que|que|why|but|pero) )+")


class Listed(NamedTuple):
    """All that a card shows of a mentor; two equal ones look the same.

    `card` is the part that stands ready, still packed: most cards were drawn before.
    """

    card: str
    month: date | None
    used: int | None
    waiting: int | None
    received: int | None
    answered: int | None
    median_hours: float | None
    quick_hours: float | None
    slow_hours: float | None


class Card(NamedTuple):
    """What stands ready of a mentor, in the order in which the database packs it."""

    public_id: str
    name: str
    portrait_seed: int
    town: str
    country: str
    headline: str
    places_a_month: int
    paused_until: date | None
    languages: Sequence[str]
    areas: Sequence[str]

    @classmethod
    def unpacked(cls, packed: str) -> Self:
        """The card in `packed`."""
        card = cls._make(json.loads(packed))
        until = card.paused_until
        return card._replace(paused_until=date.fromisoformat(str(until)) if until else None)


@dataclass(frozen=True)
class Search:
    """What somebody looks for; empty values leave a filter out."""

    text: str = ""
    area: str = ""
    industry: str = ""
    language: str = ""
    country: str = ""
    page: int = 1

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.filters)

    @property
    def filters(self) -> tuple[str, ...]:
        """The names of those that are said."""
        return tuple(name for name in statements.FILTERS if getattr(self, name))


@dataclass(frozen=True)
class Found:
    """One page of mentors; `areas` are those read from a problem, best first.

    `near_name` is the name that was looked for where nobody is called as it was typed.
    """

    mentors: list[Listed]
    has_more: bool
    areas: tuple[str, ...]
    by_name: bool
    near_name: str = ""


@dataclass(frozen=True)
class Problem:
    """A text read as a problem, of whom and when; `text` as it is searched for."""

    wanted: Search
    reader: Person
    text: str
    language: str
    today: date


def search(wanted: Search, *, reader: Person, language: str, today: date) -> Found:
    """A name is looked for first; where nobody is called so, the text is read as a problem.

    By name those come first who are called so, then whose names begin so; else, and by filters, the
    order is that of names. By problem, who offers the likeliest area
    comes first, in an order of this reader and this day. Nobody is found who blocked the reader or
    whom the reader blocked.
    """
    text = searchable(wanted.text[:LONGEST_SEARCH])
    if not text:
        mentors, has_more = _page(statements.by_filters(wanted.filters), wanted, reader, {})
        return Found(mentors, has_more, (), by_name=False)
    problem = Problem(wanted, reader, text, language, today)
    said = text.split()
    if len(said) >= WORDS_OF_A_PROBLEM:
        like = f"%{max(said, key=len)}%"
        found = _by_problem(problem, unless_named=like)
        if found.mentors or not _is_in_a_name(like):
            return found
    mentors, has_more = _by_name(wanted, reader, said)
    if mentors:
        return Found(mentors, has_more, (), by_name=True)
    found = _by_problem(problem)
    near = [] if found.mentors or found.areas else near_names.nearest(said)
    if near:
        mentors, has_more = _by_name(wanted, reader, near)
        return Found(mentors, has_more, (), by_name=True, near_name=" ".join(near))
    return found


def _is_in_a_name(like: str) -> bool:
    [(is_in_a_name,)] = prepared.rows(statements.IN_A_NAME, {"like": like})
    return bool(is_in_a_name)


def _by_name(wanted: Search, reader: Person, said: list[str]) -> tuple[list[Listed], bool]:
    values: dict[str, str | list[str]] = {}
    for place, word in enumerate(said):
        values |= {f"word{place}": f"%{word}%", f"whole{place}": f"% {word} %"}
        values[f"start{place}"] = f"% {word}%"
    is_short = max(map(len, said)) < LETTERS_OF_AN_INDEX
    return _page(statements.by_name(len(said), wanted.filters, is_short), wanted, reader, values)


def _by_problem(problem: Problem, unless_named: str = "") -> Found:
    """Most texts of some length are problems: those find nobody only if a name is like that."""
    wanted, reader = problem.wanted, problem.reader
    detected = _detected(wanted.text[:LONGEST_SEARCH], problem.language)
    areas = tuple(match.area_id for match in detected.areas) if detected.sure else ()
    values: dict[str, str | list[str]] = {"like": unless_named}
    if areas:
        statement = statements.by_problem(wanted.filters, bool(unless_named))
        entry = _entry(reader, problem.today)
        values |= {"first": areas[0], "any_of": list(areas[1:3]), "entry": entry}
    else:
        statement = statements.by_texts(wanted.filters, bool(unless_named))
        values["text"] = f"%{problem.text}%"
    mentors, has_more = _page(statement, wanted, reader, values)
    return Found(mentors, has_more, areas, by_name=False)


def _detected(text: str, language: str) -> NeedDetection:
    """What is read from a text; where that is unsure, from the text without its first "why"."""
    detected = words.detect(text, language)
    shorter = WHY.sub("", " ".join(spelled_out(text)))
    if detected.sure or not shorter:
        return detected
    again = words.detect(shorter, language)
    return again if again.sure else detected


def _entry(reader: Person, today: date) -> str:
    """Where this reader enters the circle of mentors today: the same on every page."""
    return hashlib.md5(f"{today}:{reader.pk}".encode(), usedforsecurity=False).hexdigest()


def _page(
    statement: statements.Statement,
    wanted: Search,
    reader: Person,
    values: Mapping[str, str | list[str]],
) -> tuple[list[Listed], bool]:
    """One more than a page is read: whether there is a next one needs no count of all."""
    limit, offset = MENTORS_A_PAGE + 1, (wanted.page - 1) * MENTORS_A_PAGE
    limits = {"limit": limit, "offset": offset, "upto": limit + offset}
    filters = {name: getattr(wanted, name) for name in wanted.filters}
    ask = prepared.rows if statement.has_one_plan else prepared.rows_of_once
    rows = ask(statement.text, {**limits, **filters, **values, "reader": reader.pk})
    has_more = len(rows) > MENTORS_A_PAGE and wanted.page < MOST_PAGES
    return [Listed._make(row) for row in rows[:MENTORS_A_PAGE]], has_more


def mentors_by_area() -> dict[str, int]:
    """How many mentors who are here offer each area: what an empty result points to."""
    counts = dict.fromkeys((area.id for area in words.areas()), 0)
    present = Mentor.objects.filter(person__is_active=True, person__is_mentor=True)
    for areas in present.values_list("areas", flat=True):
        for area in areas:
            counts[area] = counts.get(area, 0) + 1
    return counts
