"""Every page, role and method: what the table allows opens, all else is refused."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from http.cookies import SimpleCookie

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tequio.pages.shared import access
from tequio.records.people import Person
from tests.pages.world import World, address, our_pages

pytestmark = pytest.mark.django_db

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
OPEN_OR_ELSEWHERE = frozenset(range(200, 600)) - {403, 405, 500, 501, 502}


@pytest.fixture(scope="module")
def entered(world: World) -> dict[str, Client]:
    """One browser a role, signed in once."""
    clients = {role: Client() for role in world.people}
    for role, person in world.people.items():
        if person is not None:
            clients[role].force_login(person)
    return clients


@contextmanager
def undone(client: Client) -> Iterator[None]:
    """Whatever the page did is taken back: in the database and in the browser's cookies."""
    cookies = SimpleCookie(client.cookies.output(header="", sep=";"))
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    client.cookies = cookies


def judge(person: Person | None, method: str, rule: access.Rule, response: HttpResponse) -> bool:
    """Whether the answer is what the table says."""
    asked = "GET" if method == "HEAD" else method
    if asked not in rule:
        return response.status_code == 405
    if rule[asked] & (access.roles_of(person) if person else {"anyone"}):
        return response.status_code in OPEN_OR_ELSEWHERE
    if person is not None:
        return response.status_code == 403
    sign_in = "/account/login/?next="
    return response.status_code == 302 and response["Location"].startswith(sign_in)


@pytest.mark.parametrize("name", list(our_pages()))
def test_the_table_decides(name: str, world: World, entered: dict[str, Client]) -> None:
    rule = access.rule_for(name)
    assert rule is not None
    page = address(name, world)
    for role, person in world.people.items():
        for method in METHODS:
            # Where the method is none of the page's nothing is done that could be taken back.
            is_taken = ("GET" if method == "HEAD" else method) in rule
            with undone(entered[role]) if is_taken else nullcontext():
                response = entered[role].generic(method, page)
                verdict = judge(person, method, rule, response)
            assert verdict, f"{method} {name} as {role}: {response.status_code}"


def test_a_page_without_a_line_is_refused(
    entered: dict[str, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "rule_for", lambda name: None)
    assert entered["administrator"].get("/me/").status_code == 403
