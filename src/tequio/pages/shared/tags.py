"""Our template tags and filters, available in every template without `{% load %}`."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import get_urlconf
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from tequio.domain import languages
from tequio.pages.shared import (
    clocks,
    dates,
    devices,
    frame,
    navigation,
    numbers,
    places,
    portraits,
)

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "", turns: bool = False) -> SafeString:
    """Show a stroke from the sprite; without `label` it is decoration."""
    return _icon(str(name), str(label), bool(turns))


@lru_cache(maxsize=512)
def _icon(name: str, label: str, turns: bool) -> SafeString:
    """Kept: a page shows the same few strokes dozens of times."""
    values = {"name": name, "label": label, "turns": turns}
    return render_to_string("shared/components/icon.html", values)


@register.simple_tag
def field(bound: Any) -> SafeString:
    """Show a form field with its label, help and error."""
    rendered: SafeString = bound.as_field_group()
    return rendered


@register.simple_tag
def portrait(person: Any, size: int = 48) -> SafeString:
    """Draw a person from `person.name` and `person.portrait_seed`."""
    return _portrait(str(person.name), str(person.portrait_seed), size)


@lru_cache(maxsize=2048)
def _portrait(name: str, seed: str, size: int) -> SafeString:
    """Kept for those who were shown last: a portrait never changes."""
    drawn = portraits.draw(name, seed)
    values: dict[str, places.Value] = {
        "size": str(size),
        "portrait": {
            "ground": drawn.ground,
            "yarn": drawn.yarn,
            "weave": drawn.weave,
            "initials": drawn.initials,
        },
    }
    return places.draw("shared/components/portrait.html", values)


@register.inclusion_tag("shared/components/number.html")
def number(**values: Any) -> dict[str, Any]:
    """Show a number with its denominator, period and interval; see `numbers.Share`."""
    return {"number": numbers.Share(**values)}


@register.inclusion_tag("shared/components/bars.html")
def bars(rows: Sequence[tuple[str, float, float]], label: str) -> dict[str, Any]:
    """Show shares as labelled bars from zero; a row is (label, value, of)."""
    return {"rows": [numbers.Bar(*row) for row in rows], "label": label}


@register.inclusion_tag("shared/components/clock.html")
def clock(
    *, holder: str, since: datetime, until: datetime, state: str = "running", then: str = ""
) -> dict[str, Any]:
    """Say who holds an ask and until when; `state` running, paused or ended."""
    face = clocks.read(since=since, until=until, now=timezone.now(), state=state)
    return {"holder": holder, "until": until, "clock": face, "then": then}


@register.inclusion_tag("shared/components/contact.html")
def contact() -> dict[str, str]:
    """Say whom to write to; nothing where the site names nobody."""
    return {"address": settings.CONTACT_ADDRESS}


@register.simple_tag
def kept(part: str) -> SafeString:
    """Show a part of the frame that is the same for everybody who reads in this language."""
    return _kept(part, str(get_language()), str(get_urlconf()), settings.IS_DEMO)


@lru_cache(maxsize=128)
def _kept(part: str, language: str, addresses: str, is_demo: bool) -> SafeString:
    """Kept: such a part depends on nothing but these four."""
    return render_to_string(part, {"is_demo": is_demo})


@register.simple_tag(takes_context=True)
def framed(context: Context, part: str) -> SafeString:
    """Show a part of the frame that has places of the reader's own; see `frame`."""
    return frame.draw(part, context)


@register.simple_tag(takes_context=True)
def own(context: Context, name: str) -> SafeString:
    """Show what is the reader's own; in a page that is kept, a place for it."""
    kept_places = context.get("own")
    return kept_places[name] if kept_places else SafeString(frame.OWN[name](context))


def _own_navigation(context: Mapping[str, Any] | Context) -> SafeString:
    """The links of this person's role."""
    user, path = context.get("user"), getattr(context.get("request"), "path", "")
    links = navigation.links_for(user, path, context.get("counts") or {})
    return _navigation(tuple(links), str(get_language()))


def _own_portrait(context: Mapping[str, Any] | Context) -> SafeString:
    return portrait(context["user"], 32)


frame.OWN.update(navigation=_own_navigation, portrait=_own_portrait)


@lru_cache(maxsize=1024)
def _navigation(links: tuple[navigation.Link, ...], language: str) -> SafeString:
    """Kept: the same links with the same counts are drawn once a language."""
    return render_to_string("shared/components/navigation.html", {"links": links})


@register.simple_tag
def navigation_url(name: str) -> str:
    """Give the address of a named page, or '' where this site does not have it."""
    return navigation.address(name)


@register.inclusion_tag("shared/components/idempotency_key.html")
def idempotency_key(key: str = "") -> dict[str, str]:
    """Put the hidden idempotency key of a creating form; a re-shown form keeps its `key`."""
    return {"key": key or str(uuid.uuid4())}


@register.filter
def day(moment: date | datetime) -> str:
    """Write 'Thursday 26 November'."""
    return dates.weekday_date(moment, today=timezone.localdate())


@register.filter
def short_day(moment: date | datetime) -> str:
    """Write 'Fri 4 Dec' on one line."""
    return dates.short_date(moment).replace(" ", "\u00a0")


@register.filter
def time_of_day(moment: datetime) -> str:
    """Write '14:30' in the person's zone."""
    return dates.clock_time(moment)


@register.inclusion_tag("shared/components/moment.html")
def moment(at: datetime, zone: bool = False) -> dict[str, Any]:
    """Write day and time in a `<time>`; with `zone` also whose clock it is."""
    return {"at": at, "place": dates.zone_place() if zone else ""}


@register.filter
def is_a_number(host: str) -> bool:
    """Tell an address of digits from a name: browsers keep passkeys for names only."""
    name = host.rpartition(":")[0] if host.count(":") == 1 else host
    return name.startswith("[") or name.replace(".", "").isdecimal()


@register.filter
def device(user_agent: str) -> str:
    """Write 'Chrome on Android'."""
    return devices.device_name(user_agent)


@register.simple_tag
def lang_of(language: str) -> SafeString:
    """Mark a text of another language than the page's for those who hear it read."""
    is_other = bool(language) and language != str(get_language())[:2]
    return format_html(' lang="{}"', language) if is_other else SafeString()


@register.simple_tag
def lang_of_person(person: Any) -> SafeString:
    """Mark a text that this person wrote, where the language is known and another."""
    return lang_of(languages.written_in(person.languages, person.language))


@register.filter
def shortened(text: str, most: int) -> str:
    """Cut at the end of a word, to `most` signs with the ellipsis."""
    if len(text) <= most:
        return text
    words, _space, _part = text[:most].rpartition(" ")
    kept = words if len(words) > most // 2 else text[: most - 1]
    return kept.rstrip(" ,;:.-") + "…"


@register.filter
def month(value: date) -> str:
    """Write 'September 2026'."""
    return dates.month(value)


@register.filter
def country(code: str) -> str:
    """Write the name of a country, '' for none."""
    return languages.country_name(code, str(get_language())[:2]) if code else ""


@register.filter
def decimal(value: float) -> str:
    """Write a number with the separators of the language."""
    return dates.decimal(value)


@register.filter
def written(cell: Any) -> Any:
    """Write a cell of a table: numbers with separators, words as they are."""
    return dates.decimal(cell) if isinstance(cell, int | float) else cell


@register.filter
def under(cells: Sequence[Any], heads: Sequence[str]) -> list[tuple[str, Any]]:
    """Put each cell of a row beside the head of its column."""
    return list(zip(heads, cells, strict=False))


@register.filter
def place(share: float) -> str:
    """Write a place on a scale of 0 to 100 for a drawing: '12.5%' in every language."""
    return f"{min(100.0, max(0.0, float(share))):.2f}%"


@register.filter
def wide(share: float, zero: float) -> str:
    """Write how far a place lies from zero, for a bar."""
    return f"{max(0.0, float(share) - float(zero)):.2f}%"


@register.filter
def height(share: float) -> str:
    """Write a place of 0 to 100 as pixels from the top of two hundred."""
    return f"{200 - 2 * float(share):.1f}"
