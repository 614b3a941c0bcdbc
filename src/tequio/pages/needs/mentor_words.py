"""What is known of a mentor as sentences: help, languages, places, and how asks were answered."""

import math
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentor_matching import industries
from mentor_matching.reasons import (
    AskedForIndustry,
    AskedForStage,
    HelpsWith,
    KnowsIndustry,
    Places,
    Reason,
    ReplyKnown,
    ReplyUnknown,
    SameCountry,
    Speaks,
)
from tequio.domain import languages
from tequio.domain.asks import rules
from tequio.domain.vocabulary import words
from tequio.pages.needs.choices import reader
from tequio.records.people import Mentor, Stage

FEWEST_TO_TELL = 5
NOT_ELSEWHERE = re.compile(r",? n\.(?:e\.c|c\.p)\.$")
HOURS_A_DAY = 24


def reason_sentence(reason: Reason, record: "Answers") -> str:
    """Why this mentor, who has this record, in the reader's language."""
    match reason:
        case HelpsWith(areas):
            return _("Helps with: %(areas)s") % {"areas": listed_areas(areas)}
        case Speaks(codes):
            return _("Speaks %(languages)s") % {"languages": language_names(codes)}
        case SameCountry(country):
            return _("Is in %(country)s, like you") % {"country": country_name(country)}
        case KnowsIndustry(code) | AskedForIndustry(code):
            return _("Knows your trade: %(trade)s") % {"trade": industry_label(code)}
        case AskedForStage(stage):
            return _("Wants to help at your stage: %(stage)s") % {"stage": Stage(stage).label}
        case ReplyKnown() | ReplyUnknown():
            return answers_sentence(record)
        case Places(free, of):
            return places_sentence(free, of)


class Answers(Protocol):
    """How asks were answered, of a record or of a line of the directory."""

    @property
    def received(self) -> int | None: ...
    @property
    def answered(self) -> int | None: ...
    @property
    def median_hours(self) -> float | None: ...
    @property
    def quick_hours(self) -> float | None: ...
    @property
    def slow_hours(self) -> float | None: ...


def record_sentence(mentor: Mentor) -> str:
    return answers_sentence(getattr(mentor, "reply_record", None))


def answers_sentence(record: Answers | None) -> str:
    """An honest record: silence counts, and five asks are needed to say anything."""
    if record is None or (record.received or 0) < FEWEST_TO_TELL:
        return _("We do not know yet how this mentor answers")
    told = _("Answered %(answered)d of %(received)d asks") % {
        "answered": record.answered,
        "received": record.received,
    }
    if record.median_hours is None:
        late = _("fewer than half of all in time")
        return told if _is_few(record) else f"{told}, {late}"
    return f"{told}, {_how_soon(record.median_hours, record.quick_hours, record.slow_hours)}"


def _is_few(record: Answers) -> bool:
    """Whether the two numbers say by themselves that fewer than half were answered."""
    return 2 * (record.answered or 0) < (record.received or 0)


def _how_soon(median: float, quick: float | None, slow: float | None) -> str:
    """The band around the median of all asks, where those without a reply do not reach it."""
    if quick is None or slow is None:
        return half_within(_days(median))
    least, most = _days(quick), _days(slow)
    if least == most:
        return within(most)
    return _("usually within %(least)d to %(most)d days") % {"least": least, "most": most}


def _days(hours: float) -> int:
    return max(1, math.ceil(hours / HOURS_A_DAY))


def within(days: int) -> str:
    return ngettext("usually within %(days)d day", "usually within %(days)d days", days) % {
        "days": days
    }


def half_within(days: int) -> str:
    return ngettext("half of all within %(days)d day", "half of all within %(days)d days", days) % {
        "days": days
    }


def places_sentence(free: int, of: int) -> str:
    if not of:
        return _("Takes nobody at the moment")
    return ngettext(
        "%(free)d of %(of)d place free this month",
        "%(free)d of %(of)d places free this month",
        of,
    ) % {"free": free, "of": of}


class Place(Protocol):
    """Whoever has a town and a country."""

    @property
    def town(self) -> str: ...
    @property
    def country(self) -> str: ...


def room_sentence(mentor: Mentor, today: date) -> str:
    load = getattr(mentor, "load", None)
    counted = (load.month, load.used, load.waiting) if load else (None, None, None)
    return room_left(mentor.places_a_month, mentor.paused_until, *counted, today=today)


def room_left(
    places: int,
    paused_until: date | None,
    month: date | None,
    used: int | None,
    waiting: int | None,
    *,
    today: date,
) -> str:
    """Places left, or that the mentor takes a pause; without a counter nobody has asked yet."""
    if rules.is_paused(paused_until=paused_until, today=today):
        return _("Takes a pause at the moment")
    if month is None:
        return places_sentence(places, places)
    room = rules.room(places=places, month=month, used=used or 0, waiting=waiting or 0, today=today)
    return places_sentence(room.free, room.places)


def place_of(person: Place) -> str:
    country = country_name(person.country) if person.country else ""
    region = getattr(person, "region", "")  # a card of the directory holds none
    return ", ".join(dict.fromkeys(part for part in (person.town, region, country) if part))


def other_language(spoken: Sequence[str]) -> str:
    """The language in which this person writes, where it is known and not that of the page."""
    known = languages.written_in(spoken)
    return known if known != reader() else ""


def area_labels(areas: Iterable[str]) -> list[str]:
    language, known = reader(), words.in_memory.current().by_id
    return [known[area].label(language) for area in areas if area in known]


def listed_areas(areas: Iterable[str]) -> str:
    """Areas side by side: their names hold commas and an "and" of their own."""
    return " · ".join(area_labels(areas))


def industry_label(code: str) -> str:
    """The trade as people read it, in the reader's language."""
    try:
        return without_rest(industries.by_code(code).label(reader()))
    except industries.UnknownIndustryError:
        return code


def without_rest(name: str) -> str:
    """The name of a trade without the "n.e.c." that only the classification needs."""
    return NOT_ELSEWHERE.sub("", name)


def language_names(codes: Iterable[str]) -> str:
    return listed([languages.language_name(code, reader()) for code in codes])


def country_name(code: str) -> str:
    return languages.country_name(code, reader())


def listed(words: list[str]) -> str:
    """`a, b y c`."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}
