"""Where each role can go from any page."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Place:
    """A page in the navigation: its URL name, its words, its icon, whose it is and whose not.

    A phone has room for five: those with both roles find what they offer on their own page, and
    those of the team their business and what they offer.
    """

    page: str
    label: Promise
    icon: str
    role: str = ""
    unless: tuple[str, ...] = ()

    def is_for(self, roles: Collection[str]) -> bool:
        """Say whether somebody with these roles sees the place."""
        return (not self.role or self.role in roles) and not set(self.unless) & set(roles)


@dataclass(frozen=True)
class Link:
    """A place with its address for this request; the address tells it from others."""

    href: str
    label: Promise = field(compare=False)
    icon: str
    is_current: bool
    count: int


PLACES = (
    Place(
        "needs:business",
        _("My business"),
        "shop",
        role="is_entrepreneur",
        unless=("staff_role",),
    ),
    Place("needs:suggested", _("Mentors"), "people", role="is_entrepreneur"),
    Place("asks:mine", _("My asks"), "ask", role="is_entrepreneur"),
    Place("asks:waiting", _("Asks for me"), "hand", role="is_mentor"),
    Place(
        "needs:offer",
        _("What I offer"),
        "thanks",
        role="is_mentor",
        unless=("is_entrepreneur", "staff_role"),
    ),
    Place("conversations:list", _("Messages"), "messages"),
    Place("staff:overview", _("Coordination"), "loom", role="staff_role"),
)
ROLES = sorted({place.role for place in PLACES} - {""})


def links_for(user: Any, path: str, counts: Mapping[str, int]) -> list[Link]:
    """Give the links of a signed-in person; `counts` are waiting things by page name."""
    if not getattr(user, "is_authenticated", False):
        return []
    roles = tuple(role for role in ROLES if getattr(user, role, False))
    open_places = _open_to(roles, get_urlconf(), get_script_prefix())
    within = (href for _place, href in open_places if is_within(path, href))
    current = max(within, key=len, default="")
    return [
        Link(href, place.label, place.icon, href == current, counts.get(place.page, 0))
        for place, href in open_places
    ]


@lru_cache(maxsize=64)
def _open_to(
    roles: tuple[str, ...], _addresses: str | None, _prefix: str
) -> tuple[tuple[Place, str], ...]:
    """The places of these roles that the site has, with their addresses; kept as `_address` is."""
    places = ((place, address(place.page)) for place in PLACES if place.is_for(roles))
    return tuple((place, href) for place, href in places if href)


def address(page: str) -> str:
    """Reverse a page's name; a site may run without some of the pages."""
    return _address(page, get_urlconf(), get_script_prefix())


@lru_cache(maxsize=512)
def _address(page: str, _addresses: str | None, _prefix: str) -> str:
    """Kept for each table of addresses and each place that the site is served from."""
    try:
        return reverse(page)
    except NoReverseMatch:
        return ""


def is_within(path: str, href: str) -> bool:
    """Say whether `path` is the place or a page below it."""
    return path == href or (href != "/" and path.startswith(href.rstrip("/") + "/"))
