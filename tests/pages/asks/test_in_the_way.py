"""What keeps an ask from this mentor is said before it is written, and the text is kept."""

from datetime import timedelta
from urllib.parse import quote

import pytest
import time_machine
from django.test import Client

from tequio.domain.asks import actions, queries
from tequio.records.asks import Ask
from tequio.records.people import Business, MentorLoad
from tests import cast as people
from tests.asks import QUESTION, send

BUSINESS = {
    "trade": "tortillas",
    "industry": "",
    "business_name": "",
    "stage": "earning",
    "country": "GT",
    "region": "",
    "town": "Xela",
    "languages": ["es"],
}


@pytest.fixture
def page(cast) -> str:
    return f"/mentors/{cast.luis.public_id}/ask/"


@pytest.fixture
def maria(client: Client, cast) -> Client:
    client.force_login(cast.maria)
    return client


def fill(cast, now) -> None:
    """Luis has no place left this month."""
    month = now.date().replace(day=1)
    MentorLoad.objects.update_or_create(
        mentor_id=cast.luis.pk, defaults={"month": month, "used": 3, "waiting": 0}
    )


@pytest.fixture
def full(cast, now):
    with time_machine.travel(now, tick=False):
        fill(cast, now)
        yield


@pytest.mark.usefixtures("full")
def test_a_mentor_without_places_is_said_on_opening_the_page(maria, page) -> None:
    html = maria.get(page).content.decode()
    assert "Luis Ortega ya no tiene lugar" in html
    assert html.index("ya no tiene lugar") < html.index("data-check-url")
    assert 'href="/mentors/suggested/"' in html
    assert 'value="preview"' not in html


def test_a_pause_is_said_on_opening_the_page(maria, cast, page, now) -> None:
    people.pause(cast.luis)
    assert "pausa" in maria.get(page).content.decode()


@pytest.mark.usefixtures("full")
def test_no_preview_of_what_cannot_be_sent(maria, page, form) -> None:
    answer = maria.post(page, form(step="preview"))
    assert answer.status_code == 422
    assert QUESTION in answer.content.decode()
    assert "Lo que verá" not in answer.content.decode()


@pytest.mark.usefixtures("full")
def test_the_text_goes_along_to_another_mentor(maria, cast, page, form) -> None:
    answer = maria.post(page, form(step="elsewhere", question="¿Y el pan?"))
    assert answer["Location"] == "/mentors/suggested/"
    other = f"/mentors/{cast.ana.public_id}/ask/"
    assert "¿Y el pan?" in maria.get(other).content.decode()
    assert maria.post(other, form(1)).status_code == 302
    assert "¿Y el pan?" not in maria.get(page).content.decode()


@pytest.mark.usefixtures("full")
def test_the_way_out_beside_the_obstacle_takes_the_text_along(maria, page) -> None:
    html = maria.get(page).content.decode()
    notice = html[html.index('class="notice wait"') : html.index('<form id="ask"')]
    assert 'form="ask" name="step" value="elsewhere"' in notice


def test_nobody_else_keeps_a_text(client: Client, cast, page, form) -> None:
    assert client.post(page + "keep", form()).status_code == 302
    client.force_login(cast.luis)
    assert client.post(page + "keep", form()).status_code == 403


def test_what_is_typed_waits_for_whoever_follows_a_link(maria, cast, page, form) -> None:
    assert maria.post(page + "keep", form(question="¿Y el pan?")).status_code == 204
    assert not Ask.objects.exists()
    for mentor in (cast.luis, cast.ana):
        html = maria.get(f"/mentors/{mentor.public_id}/ask/").content.decode()
        assert "¿Y el pan?" in html


def test_a_text_kept_for_another_does_not_push_away_the_ask_that_goes_on(
    maria, cast, page, form, now
) -> None:
    ask = send(by=cast.maria, to=cast.luis, now=now)
    actions.decline(ask=ask, by=cast.luis, reason="too_busy", sentence="", now=now)
    other = f"/mentors/{cast.ana.public_id}/ask/"
    maria.post(other + "keep", form(question="¿Y el pan?"))
    assert QUESTION in maria.get(f"{other}?again={ask.public_id}").content.decode()
    maria.post(page + "keep", form(question="¿Y el queso?"))
    assert "¿Y el queso?" in maria.get(f"{other}?again={ask.public_id}").content.decode()


def test_without_a_place_and_a_business_nobody_describes_one_in_vain(
    maria, cast, page, now
) -> None:
    Business.objects.all().delete()
    people.pause(cast.luis)
    answer = maria.get(page)
    assert answer.status_code == 200
    assert "pausa" in answer.content.decode()


def test_who_has_an_open_ask_there_is_led_to_it(maria, cast, page, form, now) -> None:
    send(by=cast.maria, to=cast.luis, now=now)
    html = maria.get(page).content.decode()
    assert 'href="/asks/"' in html
    assert maria.post(page, form(step="elsewhere"))["Location"] == "/asks/"


def test_without_a_business_that_comes_first_and_the_text_is_kept(maria, cast, page, form) -> None:
    Business.objects.all().delete()
    first = f"/my-business/?next={quote(page, safe='')}"
    assert maria.get(page)["Location"] == first
    assert maria.post(page, form(question="¿Y el pan?"))["Location"] == first
    assert not Ask.objects.exists()
    assert "Primero unas palabras sobre su negocio" in maria.get(first).content.decode()
    assert maria.post(first, BUSINESS)["Location"] == page
    assert "¿Y el pan?" in maria.get(page).content.decode()


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:1"])
def test_after_the_business_nobody_is_led_away(maria, elsewhere) -> None:
    answer = maria.post(f"/my-business/?next={quote(elsewhere, safe='')}", BUSINESS)
    assert answer["Location"] == "/what-is-on-your-mind/"


class TestARecentNo:
    @pytest.fixture(autouse=True)
    def declined(self, cast, now):
        ask = send(by=cast.maria, to=cast.luis, now=now)
        actions.decline(ask=ask, by=cast.luis, reason="too_busy", sentence="Hoy no.", now=now)

    @pytest.mark.parametrize("path", ["", "ask/"])
    def test_it_is_said_with_others_to_ask_first(self, maria, cast, now, path) -> None:
        with time_machine.travel(now + timedelta(minutes=5), tick=False):
            html = maria.get(f"/mentors/{cast.luis.public_id}/{path}").content.decode()
        assert "Luis Ortega dijo hace 5 minutos que esta vez no puede" in html
        assert "Hoy no." in html
        assert "/mentors/suggested/?again=" in html

    def test_nothing_is_forbidden(self, maria, page, form) -> None:
        assert maria.post(page, form()).status_code == 302

    def test_others_and_later_days_know_nothing_of_it(self, cast, now) -> None:
        assert queries.recent_no(cast.pedro, cast.luis, now) is None
        assert queries.recent_no(cast.maria, cast.ana, now) is None
        assert queries.recent_no(cast.maria, cast.luis, now + timedelta(days=30)) is None

    def test_a_later_yes_ends_it(self, cast, now) -> None:
        later = now + timedelta(days=1)
        again = send(by=cast.maria, to=cast.luis, now=later)
        actions.accept(ask=again, by=cast.luis, now=later)
        assert queries.recent_no(cast.maria, cast.luis, later) is None


def test_without_scripts_the_way_to_the_mentors_page_keeps_the_text(
    maria, cast, page, form
) -> None:
    html = maria.get(page).content.decode()
    assert 'formnovalidate name="step" value="profile"' in html.split("<noscript>")[-1]
    answer = maria.post(page, form(step="profile", question="¿Cuánto cobro"))
    assert answer["Location"] == f"/mentors/{cast.luis.public_id}/"
    assert "¿Cuánto cobro" in maria.get(page).content.decode()
    assert not Ask.objects.exists()


def test_what_no_ask_can_hold_is_not_kept_and_not_lost(maria, page, form) -> None:
    for step in ("keep", "profile", "elsewhere"):
        answer = maria.post(page, form(step=step, context="zanate " * 4000))
        html = answer.content.decode()
        assert (answer.status_code, "queda guardado" in html) == (422, False)
        assert html.count("zanate") == 4000


def test_without_scripts_a_button_keeps_the_text_before_any_link(maria, cast, page, form) -> None:
    html = maria.get(page).content.decode()
    assert 'name="step" value="keep"' in html.split("<noscript>")[-1]
    for typed in ("", "¿Cuánto", "¿Cuánto cobro"):
        answer = maria.post(page, form(step="keep", question=typed))
        assert (answer.status_code, "queda guardado" in answer.content.decode()) == (200, True)
        assert "error-summary" not in answer.content.decode()
    for mentor in (cast.luis, cast.ana):
        html = maria.get(f"/mentors/{mentor.public_id}/ask/").content.decode()
        assert "¿Cuánto cobro" in html
    assert not Ask.objects.exists()


def test_what_was_previewed_is_there_again_whichever_link_is_followed(maria, page, form) -> None:
    maria.post(page, form(step="preview"))
    assert QUESTION in maria.get(page).content.decode()
    maria.post(page, form(1))
    assert QUESTION not in maria.get(page).content.decode()
