"""The directory of mentors: by problem, by name, and by filters."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mentor_matching import industries
from tequio.domain.mentors import directory as mentors
from tequio.domain.needs import actions
from tequio.domain.people.search_text import searchable
from tequio.domain.vocabulary import words
from tequio.pages.needs import choices, mentor_words
from tequio.pages.shared import frame, places, tags
from tequio.pages.shared.forms import LongSelect

FILTERS: Final = ("area", "trade", "language", "country")
LONGEST: Final = {
    "q": mentors.LONGEST_SEARCH,
    "area": 40,
    "trade": 80,
    "language": 3,
    "country": 2,
}
KNOWN: Final[dict[str, Callable[[], Sequence[tuple[str, str]]]]] = {
    "area": choices.areas,
    "language": choices.spoken,
    "country": lambda: choices.countries()[1:],
}

ALL: Final[dict[str, str | Promise]] = {
    "area": _("All areas"),
    "language": _("All languages"),
    "country": _("All countries"),
}


@dataclass(frozen=True)
class Asked:
    """What the address asks for. Everything is optional; what is not understood is left out."""

    q: str
    area: str
    trade: str
    language: str
    country: str
    page: int

    def wanted(self) -> mentors.Search:
        """The search that this describes."""
        found = industries.find(self.trade, choices.reader(), 1) if self.trade else ()
        return mentors.Search(
            text=self.q,
            area=self.area,
            industry=found[0].code if found else "",
            language=self.language,
            country=self.country,
            page=self.page,
        )


def _asked(query: QueryDict) -> Asked:
    """Read by hand: a form of six fields takes longer than all that is understood here."""

    def said(name: str) -> str:
        value = query.get(name, "").strip()
        known = KNOWN.get(name) if value else None
        is_fine = len(value) <= LONGEST[name] and "\x00" not in value
        return value if is_fine and (known is None or value in dict(known())) else ""

    page = query.get("page", "")
    is_page = page.isascii() and page.isdecimal() and 1 <= int(page[:3]) <= mentors.MOST_PAGES
    return Asked(*map(said, LONGEST), page=int(page) if is_page else 1)


class FilterForm(forms.Form):
    """The filters as they are drawn: reading a search needs none of these 300 choices."""

    area = forms.ChoiceField(label=_("Area"), required=False, widget=LongSelect)
    trade = forms.CharField(label=_("Trade"), required=False, max_length=80)
    language = forms.ChoiceField(label=_("Language"), required=False, widget=LongSelect)
    country = forms.ChoiceField(label=_("Country"), required=False, widget=LongSelect)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name, known in KNOWN.items():
            self.fields[name].choices = [("", ALL[name]), *known()]


def directory(request: HttpRequest) -> HttpResponse:
    """Twenty a page; an empty result says what could be done and is counted in the gap map."""
    asked = _asked(request.GET)
    wanted = asked.wanted()
    today = _today()
    found = mentors.search(wanted, reader=request.user, language=choices.reader(), today=today)
    filters = (asked.area, asked.trade, asked.language, asked.country)
    values = {
        "q": request.GET.get("q", ""),
        "filters": _drawn_filters(str(get_language()), *filters),
        "not_understood": _not_understood(request.GET, asked, wanted),
        "result": (_mentors if found.mentors else _nobody)(request, wanted, found),
    }
    return frame.show(request, "needs/directory.html", values)


def _today() -> date:
    """The day of the site and not of the reader: a drawn card is kept for all readers."""
    return timezone.localdate(timezone=timezone.get_default_timezone())


def _not_understood(query: QueryDict, asked: Asked, wanted: mentors.Search) -> SafeString:
    """Says that something asked for was left out: whoever is shown then fits only the rest."""

    def is_said(name: str) -> bool:
        return bool(query.get(name, "").strip())

    left_out = {
        "words": is_said("q") and not searchable(asked.q),
        "trade": is_said("trade") and not wanted.industry,
        "choice": any(is_said(name) and not getattr(asked, name) for name in KNOWN),
    }
    if not any(left_out.values()):
        return SafeString()
    return render_to_string("needs/directory_not_understood.html", {"left_out": left_out})


def _mentors(request: HttpRequest, wanted: mentors.Search, found: mentors.Found) -> SafeString:
    language, today = str(get_language()), _today()
    edition = words.in_memory.current().edition
    cards = [_drawn(mentor, edition, language, today) for mentor in found.mentors]
    values: dict[str, places.Value] = {
        "read_as": mentor_words.area_labels(found.areas[:3]),
        "near_name": found.near_name.title(),
        "cards": SafeString("".join(cards)),
        "previous": _address(request, wanted.page - 1) if wanted.page > 1 else "",
        "next": _address(request, wanted.page + 1) if found.has_more else "",
    }
    return places.draw("needs/directory_found.html", values)


def _nobody(request: HttpRequest, wanted: mentors.Search, found: mentors.Found) -> SafeString:
    is_promised = wanted.page == 1 and _is_known(wanted, found)
    if is_promised:
        _note_unmet(request, wanted, _missing_area(wanted, found))
    values = {
        "read_as": mentor_words.area_labels(found.areas[:3]),
        "is_promised": is_promised,
        "near": _near(wanted, found),
    }
    return render_to_string("needs/directory_empty.html", values)


@lru_cache(maxsize=500)
def _drawn_filters(language: str, *said: str) -> SafeString:
    """The filters; the same for everybody who chose the same, and 300 options long."""
    chosen = dict(zip(FILTERS, said, strict=True))
    context = {"form": FilterForm(initial=chosen), "is_open": any(said)}
    return render_to_string("needs/directory_filters.html", context)


@lru_cache(maxsize=5_000)
def _drawn(mentor: mentors.Listed, edition: int, language: str, today: date) -> SafeString:
    """One card; kept, because it depends on nothing but these four.

    `edition` is that of the words for areas, `language` the one in use.
    """
    card = mentors.Card.unpacked(mentor.card)
    areas = mentor_words.listed_areas(card.areas[:4])
    room = mentor_words.room_left(
        card.places_a_month,
        card.paused_until,
        mentor.month,
        mentor.used,
        mentor.waiting,
        today=today,
    )
    values: dict[str, places.Value] = {
        "mentor": {"name": card.name, "public_id": card.public_id, "headline": card.headline},
        "line_language": mentor_words.other_language(card.languages),
        "picture": tags.portrait(card, 56),
        "place": mentor_words.place_of(card),
        "languages": mentor_words.language_names(card.languages),
        "reasons": [areas, room],
        "reply": mentor_words.answers_sentence(mentor),
    }
    return places.draw("needs/directory_card.html", values)


def _is_known(wanted: mentors.Search, found: mentors.Found) -> bool:
    """Whether it is known what was looked for: nothing is promised for words nobody reads."""
    return not wanted.is_empty and (not wanted.text or bool(_missing_area(wanted, found)))


def _missing_area(wanted: mentors.Search, found: mentors.Found) -> str:
    return wanted.area or (found.areas[0] if found.areas else "")


def _note_unmet(request: HttpRequest, wanted: mentors.Search, area: str) -> None:
    actions.note_unmet(
        by=request.user,
        area=area,
        text=wanted.text,
        wanted_language=wanted.language,
        wanted_country=wanted.country,
        wanted_industry=wanted.industry,
        now=timezone.now(),
    )


def _near(wanted: mentors.Search, found: mentors.Found) -> list[dict[str, object]]:
    """Areas that have mentors: those read from the text first, then the best supplied."""
    counts = mentors.mentors_by_area()
    asked = [area for area in (wanted.area, *found.areas) if area]
    most = sorted(counts, key=lambda area: -counts[area])
    near = [area for area in dict.fromkeys([*asked, *most]) if counts.get(area)][:5]
    return [
        {"id": area, "label": words.area(area).label(choices.reader()), "count": counts[area]}
        for area in near
    ]


def _address(request: HttpRequest, page: int) -> str:
    query = {name: value for name, value in request.GET.items() if name != "page" and value}
    return f"{request.path}?{urlencode({**query, 'page': page})}"
