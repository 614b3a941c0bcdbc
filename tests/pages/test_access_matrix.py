"""Every page, role and method: what the table allows opens, all else is refused."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver, reverse

from tequio.domain.asks import actions as asks
from tequio.domain.links import actions as links
from tequio.domain.safety import actions as safety
from tequio.pages.shared import access
from tequio.records.people import Person
from tests import cast as people
from tests.asks import send
from tests.cast import Cast
from tests.repository.test_access_table import names

pytestmark = pytest.mark.django_db

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
OPEN_OR_ELSEWHERE = frozenset(range(200, 600)) - {403, 405, 500, 501, 502}


@dataclass(frozen=True)
class World:
    """One of everything that an address can name."""

    people: dict[str, Person | None]
    arguments: dict[str, dict[str, str | int]]


@pytest.fixture
def world(cast: Cast, now: datetime) -> World:
    waiting = send(by=cast.maria, to=cast.ana, now=now)
    talk = asks.accept(ask=send(by=cast.maria, to=cast.luis, now=now), by=cast.luis, now=now)
    report = safety.report(by=cast.maria, person=cast.luis, reason="rude", text="", now=now)
    token = links.make(person=cast.ana, purpose="answer_ask", ask=waiting, now=now)
    reply = links.make(person=cast.luis, purpose="reply", conversation=talk, now=now)
    check_in = links.make(person=cast.luis, purpose="check_in", conversation=talk, now=now)
    both = people.entrepreneur("Berta Both", country="GT", language="es", now=now)
    return World(
        people={
            "anyone": None,
            "entrepreneur": cast.maria,
            "mentor": cast.luis,
            "member": both,
            "coordinator": cast.coordinator,
            "manager": cast.manager,
            "administrator": cast.administrator,
        },
        arguments={
            "asks": {"public_id": waiting.public_id, "token": token},
            "asks:send": {"public_id": cast.luis.public_id},
            "asks:check": {"public_id": cast.luis.public_id},
            "conversations": {"public_id": talk.public_id, "token": reply},
            "conversations:check-in-by-link": {"token": check_in},
            "needs": {"public_id": cast.luis.public_id},
            "people": {"number": 1, "public_id": cast.luis.public_id},
            "safety": {"public_id": cast.ana.public_id},
            "safety:report-ask": {"public_id": waiting.public_id},
            "safety:report-message": {"public_id": talk.messages.get().public_id},
            "staff": {"public_id": report.public_id},
            "staff:person": {"public_id": cast.luis.public_id},
            "staff:suspend": {"public_id": cast.pedro.public_id},
        },
    )


def wanted_arguments(name: str) -> set[str]:
    """The parameters in the pattern of this name."""
    *namespaces, last = name.split(":")
    resolver = get_resolver(settings.ROOT_URLCONF)
    for namespace in namespaces:
        resolver = resolver.namespace_dict[namespace][1]
    return {key for pattern in resolver.reverse_dict.getlist(last) for key in pattern[0][0][1]}


def address(name: str, world: World) -> str:
    known = {
        **world.arguments.get(name.partition(":")[0], {}),
        **world.arguments.get(name, {}),
        "key": "x",
        "uidb36": "a",
        "pk": 1,
    }
    return reverse(name, kwargs={key: known[key] for key in wanted_arguments(name)})


def our_pages() -> Iterator[str]:
    for name in sorted(set(names(get_resolver(settings.ROOT_URLCONF)))):
        if not name.startswith("admin:"):
            yield name


@pytest.mark.parametrize("name", list(our_pages()))
def test_the_table_decides(name: str, world: World) -> None:
    rule = access.rule_for(name)
    assert rule is not None
    for role, person in world.people.items():
        for method in METHODS:
            client = Client()
            if person is not None:
                client.force_login(person)
            response = client.generic(method, address(name, world))
            asked = "GET" if method == "HEAD" else method
            where = f"{method} {name} as {role}: {response.status_code}"
            if asked not in rule:
                assert response.status_code == 405, where
            elif rule[asked] & access.roles_of(person) if person else "anyone" in rule[asked]:
                assert response.status_code in OPEN_OR_ELSEWHERE, where
            elif person is None:
                assert response.status_code == 302, where
                assert response["Location"].startswith("/account/login/?next="), where
            else:
                assert response.status_code == 403, where


def test_a_page_without_a_line_is_refused(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "rule_for", lambda name: None)
    client.force_login(cast.administrator)
    assert client.get("/me/").status_code == 403
