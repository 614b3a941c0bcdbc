"""The directory: mentors found by problem, by name, and by what they offer."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Final, NamedTuple, Self

from django.db.models import Q

from tequio.domain.people.search_text import searchable
from tequio.domain.vocabulary import words
from tequio.records import prepared
from tequio.records.people import Mentor, Person

MENTORS_A_PAGE: Final = 20
MOST_PAGES: Final = 10
LONGEST_SEARCH: Final = 300
# Written out, because putting it together from parts costs more than the database takes for it.
# What is shown of people and offers stands ready in one row each. What changes by the hour, places
# and answers, is read where it is counted, and only for one page of mentors (OFFSET 0: the
# server would weigh every order of joining them).
BLOCKS: Final = """
blocks AS MATERIALIZED (SELECT ARRAY(
    SELECT blocked_id FROM records_block WHERE blocker_id = %(reader)s
    UNION ALL SELECT blocker_id FROM records_block WHERE blocked_id = %(reader)s) AS people)
"""
UNBLOCKED: Final = "m.person_id <> ALL ((SELECT people FROM blocks)::bigint[])"
IN_ORDER: Final = """
SELECT m.person_id, 0 AS turn, m.search_name AS place, m.card
FROM <listed> m
WHERE <unblocked> AND <conditions>
ORDER BY m.search_name, m.person_id
LIMIT %(limit)s OFFSET %(offset)s
"""
# A circle of mentors in an order that says nothing of them, entered where day and reader say: each
# is as likely as any other among the first. Who offers the likeliest area comes before the others.
# Each turn takes what the ones before it left free: most often that is nothing, and reads nothing.
IN_TURN: Final = """
turn_<turn> AS MATERIALIZED (
    SELECT m.person_id, <turn> AS turn, md5(m.person_id::text) AS place, m.card
    FROM records_listedmentor m
    WHERE <unblocked> AND <conditions> AND <fit> AND md5(m.person_id::text) <side> %(entry)s
    ORDER BY md5(m.person_id::text)
    LIMIT <upto>)
"""
OFFERS_THE_FIRST: Final = "m.areas @> ARRAY[%(first)s]::varchar[]"
OFFERS_ANOTHER: Final = f"m.areas && %(any_of)s::varchar[] AND NOT {OFFERS_THE_FIRST}"
TURNS: Final = tuple(product((OFFERS_THE_FIRST, OFFERS_ANOTHER), (">=", "<")))


def _put(statement: str, **parts: object) -> str:
    """Each part in its place, which may hold places of parts that come later."""
    for name, part in parts.items():
        statement = statement.replace(f"<{name}>", str(part))
    return statement


def _in_turn(turn: int, fit: str, side: str) -> str:
    taken = "".join(f" - (SELECT count(*) FROM turn_{n})" for n in range(turn))  # noqa: S608  (our own names)
    return _put(IN_TURN, turn=turn, fit=fit, side=side, upto=f"greatest(0, %(upto)s{taken})")


ALL_TURNS: Final = ", ".join(_in_turn(turn, *told) for turn, told in enumerate(TURNS))
BY_FIT: Final = """
TABLE turn_0 UNION ALL TABLE turn_1 UNION ALL TABLE turn_2 UNION ALL TABLE turn_3
ORDER BY turn, place LIMIT %(limit)s OFFSET %(offset)s
"""
LISTED: Final = """
WITH <before>
SELECT found.card, l.month, l.used, l.waiting,
       r.received, r.answered, r.median_hours, r.quick_hours, r.slow_hours
FROM (<found>) AS found
LEFT JOIN LATERAL (
    SELECT month, used, waiting FROM records_mentorload WHERE mentor_id = found.person_id OFFSET 0
) AS l ON true
LEFT JOIN LATERAL (
    SELECT received, answered, median_hours, quick_hours, slow_hours
    FROM records_replyrecord WHERE mentor_id = found.person_id OFFSET 0) AS r ON true
ORDER BY found.turn, found.place, found.person_id
"""
IN_A_NAME: Final = "SELECT EXISTS (SELECT FROM records_listedmentor WHERE search_name LIKE %s)"
# The server takes names for spread evenly over their own order, and would read up to the last
# "victor" to find twenty: it looks into the index of letters first (OFFSET 0), if a word has three.
CALLED: Final = "(SELECT * FROM records_listedmentor WHERE <like> OFFSET 0)"
LETTERS_OF_AN_INDEX: Final = 3
WORDS_OF_A_PROBLEM: Final = 4
FILTERS: Final = {
    "area": "m.areas @> ARRAY[%(area)s]::varchar[]",
    "industry": "m.industries @> ARRAY[%(industry)s]::varchar[]",
    "language": "m.languages @> ARRAY[%(language)s]::varchar[]",
    "country": "m.country = %(country)s",
}
CONTAINS: Final = """
EXISTS (SELECT FROM records_mentor WHERE person_id = m.person_id AND search_text LIKE %(text)s)
"""


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
        return not (self.text or self.area or self.industry or self.language or self.country)


@dataclass(frozen=True)
class Found:
    """One page of mentors; `areas` are those read from a problem, best first."""

    mentors: list[Listed]
    has_more: bool
    areas: tuple[str, ...]
    by_name: bool


def search(wanted: Search, *, reader: Person, language: str, today: date) -> Found:
    """A name is looked for first; where nobody is called so, the text is read as a problem.

    By name and by filters the order is that of names. By problem, who offers the likeliest area
    comes first, in an order of this reader and this day. Nobody is found who blocked the reader or
    whom the reader blocked.
    """
    text = searchable(wanted.text[:LONGEST_SEARCH])
    if not text:
        mentors, has_more = _page(wanted, reader)
        return Found(mentors, has_more, (), by_name=False)
    if _is_nobodys_name(text):
        return _by_problem(wanted, reader, text, language, today)
    mentors, has_more = _by_name(wanted, reader, text.split())
    if mentors:
        return Found(mentors, has_more, (), by_name=True)
    return _by_problem(wanted, reader, text, language, today)


def _is_nobodys_name(text: str) -> bool:
    """Whether a text too long for most names has a word that is in none.

    A cheap look, because most texts of that length are problems.
    """
    said = text.split()
    if len(said) < WORDS_OF_A_PROBLEM:
        return False
    [(is_in_a_name,)] = prepared.rows(IN_A_NAME, [f"%{max(said, key=len)}%"])
    return not is_in_a_name


def _by_name(wanted: Search, reader: Person, said: list[str]) -> tuple[list[Listed], bool]:
    values = {f"word{place}": f"%{word}%" for place, word in enumerate(said)}
    like = " AND ".join(f"search_name LIKE %({word})s" for word in values)
    if max(map(len, said)) < LETTERS_OF_AN_INDEX:
        return _page(wanted, reader, [like], values)
    return _page(wanted, reader, values=values, listed=CALLED.replace("<like>", like))


def _by_problem(wanted: Search, reader: Person, text: str, language: str, today: date) -> Found:
    detected = words.detect(wanted.text[:LONGEST_SEARCH], language)
    areas = tuple(match.area_id for match in detected.areas) if detected.sure else ()
    if areas:
        said: dict[str, str | list[str]] = {
            "first": areas[0],
            "any_of": list(areas[1:3]),
            "entry": _entry(reader, today),
        }
        mentors, has_more = _page(wanted, reader, values=said, is_in_turn=True)
    else:
        mentors, has_more = _page(wanted, reader, [CONTAINS], {"text": f"%{text}%"})
    return Found(mentors, has_more, areas, by_name=False)


def _entry(reader: Person, today: date) -> str:
    """Where this reader enters the circle of mentors today: the same on every page."""
    return hashlib.md5(f"{today}:{reader.pk}".encode(), usedforsecurity=False).hexdigest()


def _page(
    wanted: Search,
    reader: Person,
    conditions: Sequence[str] = (),
    values: Mapping[str, str | list[str]] | None = None,
    listed: str = "records_listedmentor",
    is_in_turn: bool = False,
) -> tuple[list[Listed], bool]:
    """One more than a page is read: whether there is a next one needs no count of all."""
    filters = {name: getattr(wanted, name) for name in FILTERS if getattr(wanted, name)}
    limit, offset = MENTORS_A_PAGE + 1, (wanted.page - 1) * MENTORS_A_PAGE
    limits = {"limit": limit, "offset": offset, "upto": limit + offset}
    where = " AND ".join([*(FILTERS[name] for name in filters), *conditions]) or "true"
    rows = prepared.rows_of_once(
        _statement(listed, where, is_in_turn),
        {**limits, **filters, **(values or {}), "reader": reader.pk},
    )
    has_more = len(rows) > MENTORS_A_PAGE and wanted.page < MOST_PAGES
    return [Listed._make(row) for row in rows[:MENTORS_A_PAGE]], has_more


def _statement(listed: str, where: str, is_in_turn: bool) -> str:
    before, found = (f"{BLOCKS}, {ALL_TURNS}", BY_FIT) if is_in_turn else (BLOCKS, IN_ORDER)
    return _put(
        LISTED, before=before, found=found, listed=listed, unblocked=UNBLOCKED, conditions=where
    )


def mentors_by_area() -> dict[str, int]:
    """How many open mentors offer each area: what an empty result points to."""
    counts = dict.fromkeys((area.id for area in words.areas()), 0)
    open_ones = Mentor.objects.filter(Q(person__is_active=True, person__is_mentor=True))
    for areas in open_ones.values_list("areas", flat=True):
        for area in areas:
            counts[area] = counts.get(area, 0) + 1
    return counts
