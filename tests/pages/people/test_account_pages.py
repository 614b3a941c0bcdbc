"""The pages of the account in our own voice: joining, signing in, changing what opens it."""

import re

import pytest
import time_machine
from allauth.account.utils import user_pk_to_url_str
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tequio.records.notifications import Mail
from tequio.records.people import Person
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db

JOINING = {
    "name": "Rosa Xol",
    "role": "both",
    "email": "rosa.xol@example.org",
    "password1": "una frase bien larga",
    "language": "es",
    "is_adult": "on",
    "accepts_rules": "on",
    "time_zone": "America/Mexico_City",
}
TU = re.compile(r"\b(tú|tu|tus|te|ti|contigo|puedes|tienes|debes|haz|ingresa|introduce)\b", re.I)


def enter(client: Client, person: Person) -> None:
    """Signs in with the password and says it again, as the pages with keys ask."""
    client.post("/account/login/", {"login": person.email, "password": PASSWORD})
    client.post("/account/reauthenticate/", {"password": PASSWORD})


def code_in_the_last_mail(to: str) -> str:
    text = Mail.objects.filter(to=to).latest("pk").text
    return re.search(r"^([A-Z0-9-]{6,9})$", text, re.M)[1]  # type: ignore[index]


def test_the_greeting_is_in_the_language_of_the_person_and_not_of_the_browser(
    cast: Cast, client: Client
) -> None:
    said = {"login": cast.maria.email, "password": PASSWORD}
    english = {"HTTP_ACCEPT_LANGUAGE": "en"}
    assert cast.maria.language == "es"
    page = client.post("/account/login/", said, follow=True, **english).content.decode()
    assert 'lang="es"' in page
    assert "Ya está dentro, María." in page
    assert "You are" not in page


@pytest.mark.parametrize("missing", ["name", "role", "email", "password1"])
def test_nobody_joins_without(client: Client, missing: str) -> None:
    client.post("/account/signup/", {k: v for k, v in JOINING.items() if k != missing})
    assert not Person.objects.exists()


@pytest.mark.parametrize("box", ["is_adult", "accepts_rules"])
def test_nobody_joins_without_saying_yes(client: Client, box: str) -> None:
    answer = client.post("/account/signup/", {k: v for k, v in JOINING.items() if k != box})
    assert answer.status_code == 422
    assert not Person.objects.exists()


@pytest.mark.parametrize("password", ["corta", "password123", "12345678901"])
def test_a_weak_password_is_refused_with_words(client: Client, password: str) -> None:
    answer = client.post("/account/signup/", {**JOINING, "password1": password})
    assert 'class="error' in answer.content.decode()
    assert not Person.objects.exists()


def test_joining_ends_with_a_code_from_the_ledger(client: Client) -> None:
    answer = client.post("/account/signup/", JOINING)
    assert answer.status_code == 302
    rosa = Person.objects.get()
    assert (rosa.is_mentor, rosa.is_entrepreneur, rosa.time_zone) == (
        True,
        True,
        "America/Mexico_City",
    )
    code = code_in_the_last_mail(rosa.email)
    assert code in client.get("/demo/mailbox/" + str(Mail.objects.get().pk)).content.decode()
    wrong = client.post("/account/confirm-email/", {"code": "AAAAAA"})
    assert "Este no es el código" in wrong.content.decode()
    assert client.post("/account/confirm-email/", {"code": code})["Location"] == "/start/"
    assert client.get("/me/").status_code == 200


def test_joining_twice_shows_nothing_and_writes_to_the_owner(client: Client, cast: Cast) -> None:
    known = client.post("/account/signup/", {**JOINING, "email": cast.maria.email})
    fresh = Client().post("/account/signup/", JOINING)
    assert (known.status_code, known["Location"]) == (fresh.status_code, fresh["Location"])
    assert "Ya hay una cuenta" in Mail.objects.get(to=cast.maria.email).text


def test_joining_twice_does_the_work_of_joining_and_leaves_nothing(
    client: Client, cast: Cast
) -> None:
    """Otherwise the time of the answer tells who has an account."""
    before = Person.objects.count()
    with CaptureQueriesContext(connection) as known:
        client.post("/account/signup/", {**JOINING, "email": cast.maria.email})
    assert Person.objects.count() == before
    with CaptureQueriesContext(connection) as fresh:
        Client().post("/account/signup/", JOINING)
    assert Person.objects.count() == before + 1
    assert written_to(known) == written_to(fresh)


def written_to(queries: CaptureQueriesContext) -> set[str]:
    """The tables that rows were put into."""
    asked = " ".join(query["sql"] for query in queries)
    return set(re.findall(r'INSERT INTO "(\w+)"', asked))


def test_signing_in_with_a_code(client: Client, cast: Cast) -> None:
    client.post("/account/login/code/", {"email": cast.maria.email})
    code = code_in_the_last_mail(cast.maria.email)
    answer = client.post("/account/login/code/confirm/", {"code": code}, follow=True)
    assert answer.wsgi_request.user == cast.maria


def test_after_three_wrong_codes_one_asks_for_another_and_waits_for_nothing(
    client: Client, cast: Cast
) -> None:
    client.post("/account/login/code/", {"email": cast.maria.email})
    for _ in range(3):
        answer = client.post("/account/login/code/confirm/", {"code": "AAAAAA"}, follow=True)
    page = answer.content.decode()
    assert "Pida que le enviemos otro" in page
    assert "minutos" not in page
    client.post("/account/login/code/", {"email": cast.maria.email})
    code = code_in_the_last_mail(cast.maria.email)
    answer = client.post("/account/login/code/confirm/", {"code": code}, follow=True)
    assert answer.wsgi_request.user == cast.maria


def test_a_wrong_password_says_no_more_than_it_must(client: Client, cast: Cast) -> None:
    known = client.post("/account/login/", {"login": cast.maria.email, "password": "x"})
    unknown = client.post("/account/login/", {"login": "nadie@example.org", "password": "x"})
    said = "El correo o la contraseña no son correctos."
    assert said in known.content.decode()
    assert said in unknown.content.decode()


def test_the_address_changes_only_with_the_code(client: Client, cast: Cast) -> None:
    enter(client, cast.maria)
    client.post("/account/email/", {"action_add": "1", "email": "otra@example.org"})
    cast.maria.refresh_from_db()
    assert cast.maria.email != "otra@example.org"
    client.post("/account/confirm-email/", {"code": code_in_the_last_mail("otra@example.org")})
    cast.maria.refresh_from_db()
    assert cast.maria.email == "otra@example.org"


def test_changing_the_password_ends_other_sessions(client: Client, cast: Cast) -> None:
    elsewhere = Client()
    for browser in (client, elsewhere):
        browser.post("/account/login/", {"login": cast.maria.email, "password": PASSWORD})
    told = {"oldpassword": PASSWORD, "password1": "otra frase bien larga"}
    client.post("/account/password/change/", told)
    assert client.get("/me/").status_code == 200
    assert elsewhere.get("/me/").status_code == 302


def test_signing_out_everywhere_else(client: Client, cast: Cast) -> None:
    elsewhere = Client()
    for browser in (client, elsewhere):
        browser.post("/account/login/", {"login": cast.maria.email, "password": PASSWORD})
    assert "Este dispositivo" in client.get("/account/sessions/").content.decode()
    client.post("/account/sessions/")
    assert elsewhere.get("/me/").status_code == 302
    assert client.get("/me/").status_code == 200


@pytest.mark.parametrize("name", ["1", "00", "c3b1", "zz", "ff" * 400])
def test_a_link_that_names_nobody_sets_no_password(client: Client, cast: Cast, name: str) -> None:
    page = client.get(f"/account/password/reset/key/{name}-abc-def/", follow=True)
    assert "ya no sirve" in page.content.decode()


def test_a_reset_link_says_nothing_that_can_be_counted(client: Client, cast: Cast) -> None:
    client.post("/account/password/reset/", {"email": cast.maria.email})
    text = Mail.objects.get(to=cast.maria.email).text
    assert f"/key/{cast.maria.public_id.encode().hex()}-" in text
    counted = user_pk_to_url_str(cast.maria)
    secret = text.split("/key/")[1].split("-", 1)[1].split()[0]
    page = client.get(f"/account/password/reset/key/{counted}-{secret}", follow=True)
    assert "ya no sirve" in page.content.decode()


def test_a_reset_link_works_once_and_for_an_hour(client: Client, cast: Cast) -> None:
    client.post("/account/password/reset/", {"email": cast.maria.email})
    text = Mail.objects.get(to=cast.maria.email).text
    path = re.search(r"http://[^/]+(/account/password/reset/key/\S+)", text)[1]  # type: ignore[index]
    page = client.get(path, follow=True)
    where = page.redirect_chain[-1][0]
    client.post(where, {"password1": "otra frase bien larga"})
    assert "ya no sirve" in Client().get(path, follow=True).content.decode()
    fresh = Client()
    fresh.post("/account/login/", {"login": cast.maria.email, "password": "otra frase bien larga"})
    assert fresh.get("/me/").status_code == 200


def test_after_an_hour_the_reset_link_is_dead(client: Client, cast: Cast) -> None:
    with time_machine.travel("2026-11-20T15:00:00Z", tick=False) as clock:
        client.post("/account/password/reset/", {"email": cast.maria.email})
        path = re.search(r"http://[^/]+(/account/\S+)", Mail.objects.get().text)[1]  # type: ignore[index]
        clock.shift(60 * 60 - 1)
        assert "Otra contraseña" in Client().get(path, follow=True).content.decode()
        clock.shift(2)
        assert "ya no sirve" in Client().get(path, follow=True).content.decode()


def test_a_code_is_dead_after_a_quarter_of_an_hour(client: Client, cast: Cast) -> None:
    with time_machine.travel("2026-11-20T15:00:00Z", tick=False) as clock:
        client.post("/account/login/code/", {"email": cast.maria.email})
        code = code_in_the_last_mail(cast.maria.email)
        clock.shift(15 * 60 + 1)
        client.post("/account/login/code/confirm/", {"code": code})
    assert "_auth_user_id" not in client.session


PUBLIC = [
    "/account/login/",
    "/account/signup/",
    "/account/signup/passkey/",
    "/account/login/code/",
    "/account/password/reset/",
    "/account/password/reset/done/",
    "/account/password/reset/key/x-y/",
    "/account/password/reset/key/done/",
    "/account/inactive/",
]
OWN = [
    "/account/logout/",
    "/account/email/",
    "/account/password/change/",
    "/account/sessions/",
    "/account/2fa/",
    "/account/2fa/totp/activate/",
    "/account/2fa/webauthn/",
    "/account/2fa/webauthn/add/",
    "/account/reauthenticate/",
    "/settings/",
    "/settings/about-me",
    "/settings/told",
    "/settings/my-data",
    "/settings/delete",
]


@pytest.mark.parametrize("path", PUBLIC + OWN)
def test_no_page_says_tu_or_anything_in_english(client: Client, cast: Cast, path: str) -> None:
    if path in OWN:
        enter(client, cast.maria)
    answer = client.get(path)
    assert answer.status_code == 200
    words = words_of(answer.content.decode())
    assert not TU.findall(words), TU.findall(words)
    english = re.findall(r"\b(the|your|with|please|sign|password|and|of)\b", words, re.I)
    assert not english, (english, words)


def words_of(html: str) -> str:
    """What a person reads: without tags, scripts and the switch to the other language."""
    main = re.search(r"<main.*?</main>", html, re.S)[0]  # type: ignore[index]
    bare = re.sub(r"<(script|style|svg).*?</\1>", " ", main, flags=re.S)
    return re.sub(r"<[^>]+>", " ", bare)
