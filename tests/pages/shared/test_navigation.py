"""Where each role can go from any page."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from tequio.pages.shared.navigation import PLACES, address, is_within, links_for

ROOM_ON_A_PHONE = 5


def person(**roles: bool) -> SimpleNamespace:
    return SimpleNamespace(is_authenticated=True, **roles)


def test_nobody_signed_in_sees_no_places() -> None:
    assert links_for(AnonymousUser(), "/", {}) == []


def test_a_page_that_the_site_does_not_have_has_no_address() -> None:
    assert address("asks:no-such-page") == ""


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.page)
def test_every_place_has_an_address(place) -> None:
    assert reverse(place.page)


@pytest.mark.parametrize(
    ("roles", "hidden"),
    [
        ({"is_mentor": True}, {"needs:business", "needs:suggested", "asks:mine"}),
        ({"is_entrepreneur": True}, {"asks:waiting", "needs:offer"}),
        ({"is_entrepreneur": True, "is_mentor": True}, {"needs:offer", "staff:overview"}),
        ({"staff_role": "coordinator"}, {"asks:mine", "asks:waiting"}),
        (
            {"staff_role": "coordinator", "is_entrepreneur": True, "is_mentor": True},
            {"needs:business", "needs:offer"},
        ),
    ],
)
def test_each_role_sees_its_own_places_and_a_phone_has_room(roles, hidden) -> None:
    shown = {place.page for place in PLACES if place.is_for(roles)}
    assert not shown & hidden
    assert ("staff:overview" in shown) == ("staff_role" in roles)
    assert len(shown) <= ROOM_ON_A_PHONE


@pytest.mark.parametrize(
    ("path", "href", "within"),
    [
        ("/asksome", "/asks/", False),
        ("/asks", "/", False),
        ("/asks/", "/asks/", True),
        ("/asks/abc/", "/asks/", True),
    ],
)
def test_a_page_below_a_place_marks_it(path: str, href: str, within: bool) -> None:
    assert is_within(path, href) is within


def test_only_the_nearest_place_is_marked() -> None:
    links = links_for(
        person(is_entrepreneur=True, is_mentor=True), reverse("asks:waiting"), {"asks:waiting": 2}
    )
    assert [(link.href, link.count) for link in links if link.is_current] == [
        (reverse("asks:waiting"), 2)
    ]
