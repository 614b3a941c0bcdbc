"""Settings: oneself, what one is told, a copy of one's data, deleting the account."""

import json
from datetime import datetime, time

import pytest
from django.test import Client

from tequio.domain.asks import actions as asks
from tequio.domain.notifications import queries
from tequio.records.notifications import Mail, Notification
from tequio.records.people import Person
from tests.asks import send
from tests.cast import PASSWORD, Cast
from tests.pages.people.test_account_pages import enter

pytestmark = pytest.mark.django_db

ONESELF = {
    "name": "María A. Tzoc",
    "language": "en",
    "languages": ["es", "quc"],
    "country": "GT",
    "region": "Quetzaltenango",
    "town": "Xela",
    "time_zone": "America/Mexico_City",
}
PAGES = ["", "about-me", "told", "my-data", "my-data/download", "delete"]


@pytest.mark.parametrize("page", PAGES)
def test_nobody_sees_settings_without_signing_in(client: Client, page: str) -> None:
    assert client.get(f"/settings/{page}")["Location"].startswith("/account/login/")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 121),
        ("name", "Ana\x00"),
        ("language", "fr"),
        ("languages", ["klingon"]),
        ("languages", []),
        ("country", "ZZ"),
        ("time_zone", "Mars/Olympus"),
        ("time_zone", "../../etc/passwd"),
        ("town", "x" * 81),
        ("town", "Xela 5555 1234"),
        ("region", "maria@example.org"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_half_saved(
    client: Client, cast: Cast, field: str, value: object
) -> None:
    client.force_login(cast.maria)
    answer = client.post("/settings/about-me", {**ONESELF, field: value})
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()
    kept = Person.objects.get(pk=cast.maria.pk)
    assert (kept.name, kept.language, kept.town) == (cast.maria.name, "es", cast.maria.town)


def test_oneself_is_saved_and_found_by_the_plain_name(client: Client, cast: Cast) -> None:
    client.force_login(cast.maria)
    assert client.post("/settings/about-me", ONESELF)["Location"] == "/settings/"
    kept = Person.objects.get(pk=cast.maria.pk)
    assert (kept.search_name, kept.language, kept.languages) == (
        "maria a tzoc",
        "en",
        ["es", "quc"],
    )
    assert '<html lang="en"' in client.get("/settings/").content.decode()


def test_other_fields_in_the_form_change_nothing(client: Client, cast: Cast) -> None:
    client.force_login(cast.maria)
    more = {
        "is_superuser": "on",
        "staff_role": "administrator",
        "is_mentor": "on",
        "email": "x@x.gt",
    }
    client.post("/settings/about-me", {**ONESELF, **more})
    kept = Person.objects.get(pk=cast.maria.pk)
    assert (kept.is_superuser, kept.staff_role, kept.is_mentor) == (False, "", False)
    assert kept.email == cast.maria.email


@pytest.mark.parametrize(
    "hours",
    [
        {"quiet_from": "22:00"},
        {"quiet_until": "07:00"},
        {"quiet_from": "19:00", "quiet_until": "19:00"},
        {"quiet_from": "00:00", "quiet_until": "00:00"},
    ],
)
def test_half_a_quiet_time_and_one_of_no_length_are_refused(
    client: Client, cast: Cast, hours: dict[str, str]
) -> None:
    client.force_login(cast.maria)
    assert client.post("/settings/told", hours).status_code == 422


def test_quiet_hours_are_kept_and_taken_back(client: Client, cast: Cast) -> None:
    client.force_login(cast.maria)
    client.post("/settings/told", {"quiet_from": "22:00", "quiet_until": "07:00"})
    kept = Person.objects.get(pk=cast.maria.pk)
    assert (kept.quiet_from, kept.quiet_until) == (time(22), time(7))
    client.post("/settings/told", {"quiet_from": "", "quiet_until": ""})
    assert Person.objects.get(pk=cast.maria.pk).quiet_from is None


def test_what_was_switched_off_is_not_told(client: Client, cast: Cast, now: datetime) -> None:
    client.force_login(cast.maria)
    client.post("/settings/told", {"message:by_mail": "on"})
    choice = queries.choice_of(cast.maria, "ask_answered")
    assert (choice.by_mail, choice.in_site) == (False, False)
    choice = queries.choice_of(cast.maria, "message")
    assert (choice.by_mail, choice.in_site) == (True, False)
    ask = send(by=cast.maria, to=cast.luis, now=now)
    asks.accept(ask=ask, by=cast.luis, now=now)
    assert not Notification.objects.filter(person=cast.maria).exists()


@pytest.mark.parametrize(
    ("who", "own", "of_others"),
    [("maria", "ask_answered", "ask_received"), ("luis", "ask_received", "ask_answered")],
)
def test_each_role_chooses_only_about_what_it_can_be_told(
    client: Client, cast: Cast, who: str, own: str, of_others: str
) -> None:
    """Whoever takes on the other role later is told as if nothing had been chosen."""
    person = getattr(cast, who)
    client.force_login(person)
    page = client.get("/settings/told").content.decode()
    assert f'name="{own}:by_mail"' in page
    assert 'name="message:by_mail"' in page
    assert of_others not in page
    client.post("/settings/told", {})
    assert not queries.choice_of(person, own).by_mail
    assert queries.choice_of(person, of_others).by_mail


def test_one_signs_out_in_the_settings_too(client: Client, cast: Cast) -> None:
    """On a phone the footer is far away."""
    client.force_login(cast.maria)
    main = client.get("/settings/").content.decode().split("<main")[1].split("</main>")[0]
    assert '<form method="post" action="/account/logout/" data-forget>' in main


def test_mail_of_the_account_cannot_be_switched_off(client: Client, cast: Cast) -> None:
    client.force_login(cast.maria)
    client.post("/settings/told", {})
    assert "account:by_mail" not in client.get("/settings/told").content.decode()
    assert queries.choice_of(cast.maria, "account").by_mail


def test_the_copy_asks_again_who_one_is(client: Client, cast: Cast) -> None:
    client.force_login(cast.maria)
    answer = client.get("/settings/my-data/download")
    assert answer["Location"].startswith("/account/reauthenticate/")


def test_the_copy_holds_all_of_ones_own_and_nothing_of_others(
    client: Client, cast: Cast, now: datetime
) -> None:
    send(by=cast.maria, to=cast.luis, now=now, context="Soy zanate y vendo tortillas en la plaza.")
    send(by=cast.pedro, to=cast.luis, now=now, context="Soy clarinero y vendo pan en la esquina.")
    enter(client, cast.maria)
    answer = client.get("/settings/my-data/download")
    assert answer["Content-Disposition"].startswith("attachment")
    told = json.dumps(json.loads(answer.content), ensure_ascii=False)
    assert "zanate" in told
    assert cast.maria.email in told
    for foreign in ("clarinero", cast.luis.email, cast.pedro.email, "pbkdf2", "md5$"):
        assert foreign not in told


def test_deleting_asks_again_who_one_is(client: Client, cast: Cast) -> None:
    client.force_login(cast.maria)
    client.post("/settings/delete", {"is_sure": "on"})
    assert Person.objects.filter(pk=cast.maria.pk, erased_at=None).exists()


def test_deleting_wants_the_box(client: Client, cast: Cast) -> None:
    enter(client, cast.maria)
    assert client.post("/settings/delete", {}).status_code == 422
    assert Person.objects.filter(pk=cast.maria.pk, erased_at=None).exists()


def test_after_deleting_the_account_is_closed_and_the_address_free(
    client: Client, cast: Cast
) -> None:
    enter(client, cast.maria)
    answer = client.post("/settings/delete", {"is_sure": "on"}, follow=True)
    assert "Gracias" in answer.content.decode()
    assert not Person.objects.filter(email=cast.maria.email).exists()
    assert not Mail.objects.filter(to=cast.maria.email).exists()
    again = Client().post("/account/login/", {"login": cast.maria.email, "password": PASSWORD})
    assert again.status_code == 422


@pytest.mark.parametrize("own", ["America/Guatemala", "Asia/Tokyo"])
def test_time_zones_are_chosen_by_name_and_ones_own_is_among_them(
    client: Client, cast: Cast, own: str
) -> None:
    Person.objects.filter(pk=cast.maria.pk).update(time_zone=own)
    client.force_login(cast.maria)
    html = client.get("/settings/about-me").content.decode()
    assert f'<option value="{own}" selected>' in html
    assert "México, Ciudad de México (UTC−06:00)" in html
    assert "Guatemala (UTC−06:00)" in html


def test_the_only_administrator_hears_what_to_do_first(client: Client, cast: Cast) -> None:
    enter(client, cast.administrator)
    shown = client.get("/settings/delete").content.decode()
    assert "tequio staff DIRECCIÓN administrator" in shown
    assert 'name="is_sure"' not in shown
    answer = client.post("/settings/delete", {"is_sure": "on"})
    assert (answer.status_code, "único administrador" in answer.content.decode()) == (409, True)
    assert client.get("/settings/").status_code == 200, "still signed in"
