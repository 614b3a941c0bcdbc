"""Whatever an address names is there for those it concerns, and for nobody else."""

import pytest
from django.test import Client

from tequio.domain.people import actions
from tequio.pages.shared import access
from tests import cast as people
from tests.conftest import NOW
from tests.pages.conftest import world  # noqa: F401 - a fixture of another folder
from tests.pages.world import World, address, our_pages, wanted_arguments
from tests.security.test_every_form import undone

pytestmark = pytest.mark.django_db

OPEN_TO_MEMBERS = {
    "asks:check": "any mentor can be asked",
    "asks:keep": "any mentor can be asked; it keeps what one has typed oneself",
    "asks:send": "any mentor can be asked",
    "people:demo-mail": "the demo shows its mails to whoever tries it",
    "needs:mentor": "profiles of mentors are for every member",
    "safety:block": "any person can be blocked",
    "safety:report-person": "any person can be reported",
}
NAMED = [
    name
    for name in our_pages()
    if wanted_arguments(name) & {"public_id", "number"}
    and set().union(*(access.rule_for(name) or {}).values())
    & {"member", "entrepreneur", "mentor", "anyone"}
    and name not in OPEN_TO_MEMBERS
]


@pytest.mark.parametrize("name", NAMED)
def test_it_does_not_exist_for_a_stranger(name: str, world: World) -> None:  # noqa: F811
    stranger = people.person("Selma Sola", country="MX", language="es", now=NOW)
    actions.join(
        person=stranger,
        as_entrepreneur=True,
        as_mentor=True,
        is_adult=True,
        accepts_rules=True,
        rules_version="2026-11",
        now=NOW,
    )
    client = Client()
    client.force_login(stranger)
    for method in ("GET", "POST"):
        if method not in (access.rule_for(name) or {}):
            continue
        with undone(client):
            body = {"idempotency_key": str(people.key(1)), "text": "x", "reason": "rude"}
            where = address(name, world)
            answer = client.get(where) if method == "GET" else client.post(where, body)
        assert answer.status_code == 404, (method, answer.status_code)
