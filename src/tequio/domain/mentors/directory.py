"""The directory: mentors found by problem, by name, and by what they offer."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Q, QuerySet

from tequio.domain.people.search_text import named_like, searchable
from tequio.domain.safety.queries import hidden_from
from tequio.domain.vocabulary import words
from tequio.records.people import Mentor, Person

MENTORS_A_PAGE: Final = 20
MOST_PAGES: Final = 10
LONGEST_SEARCH: Final = 300
SHOWN: Final = (
    "headline",
    "areas",
    "places_a_month",
    "paused_until",
    "person__public_id",
    "person__name",
    "person__portrait_seed",
    "person__languages",
    "person__country",
    "person__town",
    "load__month",
    "load__used",
    "load__waiting",
    "reply_record__received",
    "reply_record__answered",
    "reply_record__median_hours",
    "reply_record__quick_hours",
    "reply_record__slow_hours",
)
"""All that a card needs: of a mentor's long texts none is read twenty times."""


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

    mentors: list[Mentor]
    has_more: bool
    areas: tuple[str, ...]
    by_name: bool


def search(wanted: Search, *, reader: Person, language: str) -> Found:
    """A name is looked for first; where nobody is called so, the text is read as a problem."""
    everybody = _filtered(wanted, reader)
    text = searchable(wanted.text[:LONGEST_SEARCH])
    if not text:
        return _page(everybody.order_by("person__search_name"), wanted, (), by_name=False)
    named = everybody.filter(named_like(text, "person__search_name"))
    found = _page(named.order_by("person__search_name"), wanted, (), by_name=True)
    if found.mentors:
        return found
    return _by_problem(everybody, wanted, text, language)


def _by_problem(everybody: QuerySet[Mentor], wanted: Search, text: str, language: str) -> Found:
    detected = words.detect(wanted.text[:LONGEST_SEARCH], language)
    areas = tuple(match.area_id for match in detected.areas) if detected.sure else ()
    if areas:
        fitting = everybody.filter(areas__overlap=list(areas[:3]))
    else:
        fitting = everybody.filter(search_text__contains=text)
    return _page(fitting.order_by("person__search_name"), wanted, areas, by_name=False)


def _filtered(wanted: Search, reader: Person) -> QuerySet[Mentor]:
    mentors = Mentor.objects.filter(
        person__is_mentor=True, person__is_active=True, person__hidden_from_search=False
    ).exclude(areas=[])
    hidden = hidden_from(reader)
    filters = {
        "areas__contains": [wanted.area] if wanted.area else None,
        "industries__contains": [wanted.industry] if wanted.industry else None,
        "person__languages__contains": [wanted.language] if wanted.language else None,
        "person__country": wanted.country or None,
    }
    mentors = mentors.filter(**{name: value for name, value in filters.items() if value})
    return mentors.exclude(person__in=hidden) if hidden else mentors


def _page(
    mentors: QuerySet[Mentor], wanted: Search, areas: tuple[str, ...], *, by_name: bool
) -> Found:
    """One more than a page is read: whether there is a next one needs no count of all."""
    first = (wanted.page - 1) * MENTORS_A_PAGE
    shown = mentors.select_related("person", "load", "reply_record").only(*SHOWN)
    rows = list(shown[first : first + MENTORS_A_PAGE + 1])
    has_more = len(rows) > MENTORS_A_PAGE and wanted.page < MOST_PAGES
    return Found(rows[:MENTORS_A_PAGE], has_more, areas, by_name)


def mentors_by_area() -> dict[str, int]:
    """How many open mentors offer each area: what an empty result points to."""
    counts = dict.fromkeys((area.id for area in words.areas()), 0)
    open_ones = Mentor.objects.filter(Q(person__is_active=True, person__is_mentor=True))
    for areas in open_ones.values_list("areas", flat=True):
        for area in areas:
            counts[area] = counts.get(area, 0) + 1
    return counts
