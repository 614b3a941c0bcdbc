"""Where each role can go from any page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Place:
    """A page in the navigation: its URL name, its words, its icon and whose it is."""

    page: str
    label: Promise
    icon: str
    role: str = ""


@dataclass(frozen=True)
class Link:
    """A place with its address for this request."""

    href: str
    label: Promise
    icon: str
    is_current: bool
    count: int


PLACES = (
    Place("needs:business", _("My business"), "shop", role="is_entrepreneur"),
    Place("needs:suggested", _("Mentors"), "people", role="is_entrepreneur"),
    Place("asks:mine", _("My asks"), "ask", role="is_entrepreneur"),
    Place("asks:waiting", _("Asks for me"), "hand", role="is_mentor"),
    Place("conversations:list", _("Messages"), "messages"),
)


def links_for(user: Any, path: str, counts: Mapping[str, int]) -> list[Link]:
    """Give the links of a signed-in person; `counts` are waiting things by page name."""
    if not getattr(user, "is_authenticated", False):
        return []
    return [
        Link(href, place.label, place.icon, is_within(path, href), counts.get(place.page, 0))
        for place in PLACES
        if (not place.role or getattr(user, place.role, False)) and (href := address(place.page))
    ]


def address(page: str) -> str:
    """Reverse a page's name; a site may run without some of the pages."""
    try:
        return reverse(page)
    except NoReverseMatch:
        return ""


def is_within(path: str, href: str) -> bool:
    """Say whether `path` is the place or a page below it."""
    return path == href or (href != "/" and path.startswith(href.rstrip("/") + "/"))
