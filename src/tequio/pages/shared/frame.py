"""The frame around every page: drawn once for all who read alike, with places for one's own.

Nothing of a person is kept: what is their own is written into those places for each page.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.context import Context
from django.template.defaulttags import CsrfTokenNode
from django.template.loader import render_to_string
from django.urls import get_urlconf
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from tequio.pages.shared import places, ways_back
from tequio.pages.shared.requests import own_context

Writer = Callable[[Mapping[str, Any] | Context], str]


@dataclass(frozen=True)
class Reader:
    """All that a kept part may know of who reads: whether somebody does."""

    is_authenticated: bool


def _here(context: Mapping[str, Any] | Context) -> str:
    request = context.get("request")
    return escape(ways_back.page_to_read(request)) if request else ""


def _identifier(context: Mapping[str, Any] | Context) -> str:
    return escape(getattr(context.get("user"), "public_id", ""))


def _notices(context: Mapping[str, Any] | Context) -> str:
    messages = context.get("messages")
    if not messages:
        return ""
    return render_to_string("shared/components/notices.html", {"messages": messages})


OWN: Final[dict[str, Writer]] = {
    "token": CsrfTokenNode().render,
    "here": _here,
    "identifier": _identifier,
    "notices": _notices,
}
"""What each place of one's own is filled with; other modules put theirs here."""


def draw(part: str, context: Context) -> SafeString:
    """A part of the frame for the reader of this page; in it `own` has the places."""
    if "own" in context:  # inside a page that is itself drawn to be kept
        return SafeString(render_to_string(part, context.flatten()))
    pieces = _drawn(part, str(get_language()), str(get_urlconf()), _reader(context.get("user")), ())
    return places.join(pieces, {name: SafeString(OWN[name](context)) for name in pieces[1::2]})


def show(request: HttpRequest, page: str, values: Mapping[str, str]) -> HttpResponse:
    """A whole page, of which only what is one's own and `values` differ between readers.

    In it `own` has the places of both. No value decides what the page looks like: what depends on
    one comes drawn already, as a value.
    """
    reader = _reader(request.user)
    language = str(get_language())
    pieces = _drawn(page, language, str(get_urlconf()), reader, tuple(values))
    context = own_context(request)
    own = {name: SafeString(OWN[name](context)) for name in pieces[1::2] if name not in values}
    return HttpResponse(places.join(pieces, {**own, **values}))


def _reader(user: Any) -> Reader:
    return Reader(bool(getattr(user, "is_authenticated", False)))


@lru_cache(maxsize=256)
def _drawn(
    part: str, language: str, addresses: str, reader: Reader, more: tuple[str, ...]
) -> places.Pieces:
    """Text and the names of places in turns; kept, because it depends on nothing but these."""
    values = {
        "is_demo": settings.IS_DEMO,
        "is_signed_in": reader.is_authenticated,
        "user": reader,
        "own": {name: places.place(name) for name in (*OWN, *more)},
    }
    return places.cut(render_to_string(part, values))
