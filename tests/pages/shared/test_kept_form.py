"""Two people, one telephone: what was typed when a session ended waits for its writer alone."""

import pytest
from django.conf import settings
from django.test import Client

from tequio.records.people import Person
from tests import cast as people
from tests.cast import Cast
from tests.pages.ended import end_session

pytestmark = pytest.mark.django_db

PAGE = "/what-is-on-your-mind/"
WORDS = "Mi socio me roba y no sé cómo decírselo a mi familia."


def typed() -> dict[str, str]:
    return {"worry": WORDS, "wish": "", "tried": "", "idempotency_key": str(people.key(0))}


def sign_in(client: Client, person: Person) -> None:
    client.post("/account/login/", {"login": person.email, "password": people.PASSWORD})


def sign_out_or_end(client: Client, how: str) -> None:
    if how == "ended":
        end_session(client)
    else:
        client.post("/account/logout/")


@pytest.mark.parametrize("how", ["ended", "signed out in another window"])
def test_the_next_one_to_sign_in_never_sees_it(client: Client, cast: Cast, how: str) -> None:
    sign_in(client, cast.maria)
    client.get(PAGE)
    sign_out_or_end(client, how)
    answer = client.post(PAGE, typed())
    assert answer.status_code == 302
    sign_in(client, cast.pedro)
    assert WORDS not in client.get(PAGE).content.decode()
    assert WORDS not in str(dict(client.session))
    client.post("/account/logout/")
    sign_in(client, cast.maria)
    assert WORDS not in client.get(PAGE).content.decode()


def test_where_nobody_was_before_nothing_is_kept(client: Client, cast: Cast) -> None:
    client.post(PAGE, typed())
    assert WORDS not in str(dict(client.session))
    sign_in(client, cast.pedro)
    assert WORDS not in client.get(PAGE).content.decode()


@pytest.mark.parametrize("forged", ["", "x", '"maria":1abc:def'])
def test_a_made_up_cookie_names_nobody(client: Client, cast: Cast, forged: str) -> None:
    client.cookies["last-here"] = forged
    client.post(PAGE, typed())
    assert WORDS not in str(dict(client.session))


def test_a_page_open_since_another_was_here_keeps_nothing(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.maria)
    client.get(PAGE)
    client.force_login(cast.pedro)
    client.get("/me/")
    client.cookies[settings.CSRF_COOKIE_NAME] = "b" * 32
    old = {**typed(), "csrfmiddlewaretoken": "a" * 32}
    refused = client.post(PAGE, old, headers={"Origin": "http://testserver"})
    assert refused.status_code == 403
    assert "lo que escribió sigue ahí" not in refused.content.decode()
    assert WORDS not in client.get(PAGE).content.decode()


def test_the_writer_is_told_why_and_finds_it_again(client: Client, cast: Cast) -> None:
    sign_in(client, cast.maria)
    client.get(PAGE)
    end_session(client)
    door = client.get(client.post(PAGE, typed())["Location"]).content.decode()
    assert "Su sesión había terminado" in door
    assert WORDS not in door
    sign_in(client, cast.maria)
    assert WORDS in client.get(PAGE).content.decode()


def test_who_only_wanted_to_read_is_told_why_the_door_is_here(client: Client, db: None) -> None:
    door = client.get(client.get(PAGE)["Location"]).content.decode()
    assert "Esa página es para quienes han entrado" in door
    assert "Esa página" not in client.get("/account/login/").content.decode()


def test_the_cookie_is_strict_and_names_nobody_to_a_reader(client: Client, cast: Cast) -> None:
    sign_in(client, cast.maria)
    cookie = client.cookies["last-here"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cast.maria.email not in cookie.value
