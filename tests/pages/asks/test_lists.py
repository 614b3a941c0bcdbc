"""The two lists of asks: one's own only, in order, at a constant cost."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tequio.records.asks import Ask
from tests import cast as people
from tests.asks import send


def queries(client: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page).status_code == 200
    return len(captured)


def copies(ask: Ask, many: int, **changed: object) -> None:
    """The same ask from many people: as the loading of a copy would write it."""
    names = [field.name for field in Ask._meta.concrete_fields if field.name not in KEYS]
    same = {name: getattr(ask, name) for name in names}
    Ask.objects.bulk_create(Ask(**{**same, **one}) for one in changed.pop("each"))
    assert Ask.objects.count() == many + 1


KEYS = ("id", "public_id")


@pytest.mark.parametrize(
    "page", ["/asks/?page=nothing", "/asks/?page=99999999999", "/asks/?page=%00"]
)
def test_an_odd_page_number_shows_a_page(client: Client, cast, page) -> None:
    client.force_login(cast.maria)
    assert client.get(page).status_code == 200


def test_a_stranger_sees_none_of_it(client: Client, cast, now) -> None:
    ask = send(by=cast.maria, to=cast.luis, now=now)
    client.force_login(cast.pedro)
    assert ask.public_id not in client.get("/asks/").content.decode()
    client.force_login(cast.ana)
    assert ask.public_id not in client.get("/asks/waiting/").content.decode()


def test_nothing_yet_says_what_to_do(client: Client, cast) -> None:
    client.force_login(cast.maria)
    assert "/mentors/suggested/" in client.get("/asks/").content.decode()
    client.force_login(cast.luis)
    assert "/my-offer/" in client.get("/asks/waiting/").content.decode()


def test_both_say_who_holds_it_and_until_when(client: Client, cast, now) -> None:
    send(by=cast.maria, to=cast.luis, now=now)
    client.force_login(cast.maria)
    html = client.get("/asks/").content.decode()
    assert "Luis Ortega" in html
    assert "viernes 27 de noviembre" in html
    client.force_login(cast.luis)
    html = client.get("/asks/waiting/").content.decode()
    assert "María Ajú Tzoc" in html
    assert "viernes 27 de noviembre" in html


def test_ten_times_the_rows_cost_the_same_queries(client: Client, cast, now) -> None:
    ask = send(by=cast.maria, to=cast.luis, now=now)
    client.force_login(cast.luis)
    few = queries(client, "/asks/waiting/")
    askers = [
        people.person(f"Persona {letter}", country="GT", language="es", now=now)
        for letter in "ABCDEFGHIJ"
    ]
    copies(ask, 10, each=[{"asker": asker} for asker in askers])
    assert queries(client, "/asks/waiting/") == few
    client.force_login(cast.maria)
    few = queries(client, "/asks/")
    Ask.objects.exclude(pk=ask.pk).update(asker=cast.maria, state="declined")
    assert queries(client, "/asks/") == few
