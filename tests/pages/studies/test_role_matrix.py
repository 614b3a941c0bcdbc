"""Every page of a study x every role x every method, from the table of addresses itself."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime

import pytest
from django.db import transaction
from django.test import Client
from django.urls import path
from django.urls.resolvers import URLResolver

from tequio.pages.shared import access as site_access
from tequio.pages.studies import access
from tequio.records.studies import StudyMember
from tests import studies
from tests.conftest import NOW
from tests.pages.studies import world
from tests.pages.studies.world import NOT_YET, ROLES, address, arguments, pages
from tests.repository.test_access_table import names
from tests.studies import Team

pytestmark = pytest.mark.django_db
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
KNOWN = {*ROLES, "public"} - {"stranger"}
OPEN = frozenset(range(200, 600)) - {403, 404, 405, 500, 501, 502}
STAGES: dict[str, Callable[[datetime], Team]] = {
    "planning": world.planning,
    "in_field": world.in_field,
}


@pytest.fixture(scope="module", params=sorted(STAGES))
def team(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: object
) -> Iterator[Team]:
    """One study a module and stage, gone at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield STAGES[request.param](NOW)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def clients(team: Team) -> dict[str, Client]:
    """One browser a role, signed in once."""
    made = {role: Client() for role in ROLES}
    for role, client in made.items():
        client.force_login(team.role(role))
    return made


@contextmanager
def undone() -> Iterator[None]:
    """Whatever the page did is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def expected(name: str, role: str, method: str) -> str:
    """What the tables say: open, forbidden, hidden or wrong method."""
    asked = "GET" if method == "HEAD" else method
    site, rule = site_access.rule_for(name) or {}, access.table().get(name, {})
    if asked not in site:
        return "wrong method"
    if role in rule.get(asked, frozenset()):
        return "open"
    return "hidden" if role == "stranger" else "forbidden"


def happened(status: int) -> str:
    words = {403: "forbidden", 404: "hidden", 405: "wrong method"}
    return "open" if status in OPEN else words.get(status, f"fault {status}")


def test_a_planted_page_without_a_line_is_noticed() -> None:
    resolver = URLResolver(
        path("", lambda request: None).pattern, [path("x", lambda request: None, name="planted")]
    )
    assert set(names(resolver)) - set(access.table()) == {"planted"}


def test_every_page_of_a_study_has_a_line_and_every_line_a_page() -> None:
    assert set(pages()) == set(access.table())


def test_lines_speak_of_known_roles_and_methods_of_the_page() -> None:
    for name, rule in access.table().items():
        site = site_access.rule_for(name) or {}
        assert set(rule) == set(site), name
        for roles in rule.values():
            assert roles, name
            assert roles <= KNOWN, name


def test_staff_never_open_what_holds_cases_or_answers() -> None:
    """A page about cases or answers never names the platform in its line."""
    closed = {
        *("draw", "release", "field", "cases", "other-form", "letters", "bounces"),
        *("imports", "imported", "import-apply", "import-aside", "imports-aside"),
        *("ledger", "lock", "follow-up"),
        *("results", "themes", "recommendations"),
    }
    assert {f"studies:{page}" for page in closed} <= set(access.table())
    for name in access.table():
        if name.removeprefix("studies:") in closed:
            for roles in access.table()[name].values():
                assert "platform_administrator" not in roles, name


@pytest.mark.parametrize("name", pages())
def test_the_table_decides(name: str, team: Team, clients: dict[str, Client]) -> None:
    page = address(name, team.study.public_id, arguments(team))
    for role in ROLES:
        for method in METHODS:
            wanted = expected(name, role, method)
            # Whoever is refused does nothing that could be taken back.
            with undone() if wanted == "open" else nullcontext():
                response = clients[role].generic(method, page)
            did = happened(response.status_code)
            is_not_there_yet = name in NOT_YET and wanted == "open" and did == "hidden"
            assert did == wanted or is_not_there_yet, f"{method} {page} as {role}: {did}"


@pytest.mark.parametrize("name", pages())
def test_stored_roles_of_the_field_open_nothing_to_the_funder(
    name: str, team: Team, clients: dict[str, Client]
) -> None:
    page = address(name, team.study.public_id, arguments(team))
    with undone():
        for role in ("supervisor", "interviewer", "coder"):
            StudyMember.objects.create(
                study=team.study.public_id, person=team.funder, role=role, given_at=NOW
            )
        for method in METHODS:
            wanted = expected(name, "funder", method)
            with undone() if wanted == "open" else nullcontext():
                did = happened(clients["funder"].generic(method, page).status_code)
            is_not_there_yet = name in NOT_YET and wanted == "open" and did == "hidden"
            assert did == wanted or is_not_there_yet, f"{method} {page}: {did}"


@pytest.mark.parametrize("name", pages())
def test_a_study_that_is_not_there_is_not_found(
    name: str, team: Team, clients: dict[str, Client]
) -> None:
    page = address(name, "notthere", arguments(team))
    for role in ROLES:
        for method in site_access.rule_for(name) or {}:
            assert clients[role].generic(method, page).status_code == 404


def test_a_page_without_a_line_is_closed_to_everybody(
    team: Team, clients: dict[str, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "table", lambda: {})
    for role in ROLES:
        assert clients[role].get(f"/studies/{team.study.public_id}/").status_code == 404


def test_somebody_of_another_study_is_a_stranger(db: None, client: Client) -> None:
    teams = (studies.gather(now=NOW, tag=tag) for tag in ("Uno", "Dos"))
    first, second = (world.with_a_proposed_lead(team, NOW) for team in teams)
    for role in set(ROLES) - {"platform_administrator"}:
        client.force_login(second.role(role))
        assert client.get(f"/studies/{first.study.public_id}/").status_code == 404
