"""The mailbox of the demo: one mail is found among hundreds."""

from datetime import datetime

import pytest
from django.test import Client
from pytest_django import Settings

from tequio.delivery.letters import Letter
from tequio.domain.mails import actions
from tequio.records.notifications import NotificationKind
from tests.cast import Cast, person
from tests.pages.hostile import TEXTS

pytestmark = pytest.mark.django_db
MAILS = (
    ("maria@example.org", NotificationKind.MENTOR_JOINED, "Alguien puede ayudarle"),
    ("anamaria@example.org", NotificationKind.MENTOR_JOINED, "Otra persona puede ayudarle"),
    ("ana_maria@example.org", NotificationKind.ACCOUNT, "Un código"),
    ("lupe@tienda.gt", NotificationKind.ASK_ANSWERED, "Le respondieron"),
)


@pytest.fixture(autouse=True)
def mails(now: datetime) -> None:
    for to, kind, subject in MAILS:
        letter = Letter(subject=subject, paragraphs=("Hola.",))
        actions.queue(letter=letter, kind=kind, to=to, language="es", now=now)


def subjects(client: Client, query: str) -> list[str]:
    shown = client.get(f"/demo/mailbox?{query}")
    assert shown.status_code == 200
    return [mail.subject for mail in reversed(shown.context["page"].object_list)]


def test_who_joined_here_gets_all_their_mails_shown_whatever_the_address(
    client: Client, cast: Cast, now: datetime
) -> None:
    loaded = person("Elena Sis", country="GT", language="es", now=now)
    for one in (cast.maria, loaded):
        letter = Letter(subject=f"A {one.name}", paragraphs=("Hola.",))
        kind = NotificationKind.ASK_ANSWERED
        actions.queue(letter=letter, kind=kind, to=one.email, person=one, language="es", now=now)
    assert [one for one in subjects(client, "show=joined") if one.startswith("A ")] == [
        f"A {cast.maria.name}"
    ]


def test_in_production_there_is_none(client: Client, settings: Settings) -> None:
    settings.IS_PRODUCTION = True
    assert client.get("/demo/mailbox?to=lupe").status_code == 404


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_no_search_breaks_it(client: Client, text: str) -> None:
    answer = client.get("/demo/mailbox", {"to": text[:4000], "show": text[:100]})
    assert answer.status_code == 200
    assert b"<script>alert" not in answer.content


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("to=nadie", []),
        ("to=maria@example.org", [0]),
        ("to=MARIA", [0, 1, 2]),
        ("to=a_m", [2]),
        ("to=+lupe@+", [3]),
        ("show=joined", [2, 3]),
        ("show=everything", [0, 1, 2, 3]),
    ],
)
def test_mails_are_found_by_address_and_those_that_are_waited_for_apart(
    client: Client, query: str, found: list[int]
) -> None:
    assert subjects(client, query) == [MAILS[number][2] for number in found]
