"""The directory: found by problem, by name, by filter; what finds nobody helps and is noted."""

from datetime import date
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tequio.domain.mentors import actions as mentor_actions
from tequio.domain.safety import actions as safety
from tequio.records.needs import UnmetSearch
from tequio.records.people import Mentor, ReplyRecord
from tests import cast as people
from tests.pages.hostile import TEXTS


@pytest.fixture
def maria(client: Client, cast) -> Client:
    client.force_login(cast.maria)
    return client


def page(client: Client, **query: str) -> str:
    answer = client.get("/mentors/?" + urlencode(query))
    assert answer.status_code == 200
    return answer.content.decode()


def test_nobody_signed_in_is_asked_to_sign_in(client: Client, db) -> None:
    assert client.get("/mentors/?q=José")["Location"].startswith("/account/login/?next=")


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_no_text_breaks_the_search(maria, text) -> None:
    for field in ("q", "area", "trade", "language", "country", "page"):
        assert "<script>alert" not in page(maria, **{field: text[:4000]})


def test_a_blocked_mentor_is_not_found_by_either(maria, cast, now) -> None:
    safety.block(by=cast.luis, person=cast.maria, now=now)
    assert "Luis Ortega" not in page(maria)
    assert "Luis Ortega" not in page(maria, q="Luis")
    assert maria.get(f"/mentors/{cast.luis.public_id}/").status_code == 404


def test_who_hides_from_search_or_left_is_not_found(maria, cast) -> None:
    cast.luis.hidden_from_search = True
    cast.luis.save()
    cast.ana.is_active = False
    cast.ana.save()
    html = page(maria)
    assert "Luis Ortega" not in html
    assert "Ana Castillo" not in html


@pytest.mark.parametrize("typed", ["José", "jose", "JOSE", "  josé  ñandu ", "Ñandú"])
def test_a_name_is_found_with_and_without_accents(maria, now, typed) -> None:
    people.mentor("José Ñandú", country="GT", areas=["pricing"], now=now)
    html = page(maria, q=typed)
    assert "José Ñandú" in html
    assert "Luis Ortega" not in html


@pytest.mark.parametrize("typed", ["mis clientes me pagan tarde", "my customers pay me late"])
def test_a_problem_finds_who_helps_with_it(maria, cast, typed) -> None:
    if "customers" in typed:
        cast.maria.language = "en"
        cast.maria.save()
    html = page(maria, q=typed, area="cashflow")
    assert "Luis Ortega" in html
    assert "Ana Castillo" not in html
    assert 'class="tag"' in html


def test_filters_leave_out_whom_they_do_not_fit(maria) -> None:
    assert "Luis Ortega" not in page(maria, country="GT")
    assert "Ana Castillo" not in page(maria, area="cashflow")
    assert "Luis Ortega" in page(maria, trade="panadería", language="en", country="MX")
    assert "Luis Ortega" not in page(maria, language="quc")


def test_words_that_nobody_reads_promise_nothing(maria) -> None:
    html = page(maria, q="zzqqx", language="quc")
    assert "le escribiremos" not in html
    assert not UnmetSearch.objects.exists()


def test_nobody_found_helps_on_and_is_noted_once_however_often_it_is_searched(maria, cast) -> None:
    for _ in range(2):
        html = page(maria, area="export", language="quc")
    assert "/what-is-on-your-mind/" in html
    assert "?area=pricing" in html
    assert "le escribiremos" in html
    noted = UnmetSearch.objects.get()
    assert (noted.person, noted.area, noted.language) == (cast.maria, "export", "quc")


def test_a_page_past_the_end_is_not_noted(maria) -> None:
    page(maria, q="Luis", page="9")
    assert not UnmetSearch.objects.exists()


def test_a_card_says_what_is_known_and_what_is_not(maria, cast, now) -> None:
    mentor_actions.pause(by=cast.ana, until=date(2036, 1, 1), now=now)
    html = page(maria, q="Ana")
    assert "Todavía no sabemos cómo responde" in html
    assert "pausa" in html


def test_twenty_a_page_and_the_search_goes_on_to_the_next(maria, now) -> None:
    for number in range(22):
        people.mentor(f"Rosa {chr(65 + number)}", country="GT", areas=["taxes"], now=now)
    html = page(maria, area="taxes")
    assert html.count('class="card person"') == 20
    assert "?area=taxes&amp;page=2" in html
    assert page(maria, area="taxes", page="2").count('class="card person"') == 2


def test_ten_times_the_mentors_cost_the_same_queries(maria, cast, now) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            page(maria)
        return len(captured)

    answered = {"received": 9, "answered": 8, "quick_hours": 5, "slow_hours": 50}
    ReplyRecord.objects.create(mentor_id=cast.luis.pk, counted_at=now, median_hours=9, **answered)
    page(maria)
    few = queries()
    for number in range(18):
        people.mentor(f"Rosa {chr(65 + number)}", country="GT", areas=["taxes"], now=now)
    for mentor in Mentor.objects.exclude(pk=cast.luis.pk):
        ReplyRecord.objects.create(mentor=mentor, counted_at=now, median_hours=9, **answered)
    assert page(maria).count("Respondió 8 de 9") == 20
    assert queries() == few
