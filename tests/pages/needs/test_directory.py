"""The directory: found by problem, by name, by filter; what finds nobody helps and is noted."""

import re
from datetime import UTC, datetime, time, timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mentor_matching import vocabulary as phrases
from tequio.domain.asks.actions import accept
from tequio.domain.mentors import actions as mentor_actions
from tequio.domain.safety import actions as safety
from tequio.domain.vocabulary import actions as vocabulary
from tequio.domain.vocabulary import words
from tequio.records.needs import UnmetSearch
from tequio.records.people import Mentor, ReplyRecord
from tests import cast as people
from tests.asks import send
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


def test_a_name_with_a_slip_finds_the_nearest_and_says_so(maria, now) -> None:
    people.mentor("Raquel Figueroa", country="GT", areas=["pricing"], now=now)
    html = page(maria, q="raqel figeroa")
    assert "Raquel Figueroa</a>" in html
    assert "«Raquel Figueroa»" in html
    assert "Raquel" not in page(maria, q="zzyx qwwrt")


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Mam Tzul", "Mam Tsul"),
        ("Mam Tzul", "tsul"),
        ("Eva Yos", "eba llos"),
        ("Hugo Coy", "ugo koy"),
        ("Cirilo Cúa", "sirilo kua"),
        ("Gerson Quej", "jerson kej"),
    ],
)
def test_a_short_name_is_found_by_its_sound(maria, now, name, typed) -> None:
    people.mentor(name, country="GT", areas=["pricing"], now=now)
    html = page(maria, q=typed)
    assert f"{name}</a>" in html
    assert "Nadie se llama exactamente así" in html
    assert f"{name}</a>" not in page(maria, q=f"{typed}xw")


@pytest.mark.parametrize("typed", ["xq no vendo", "porque no vendo", "pues xq no vendo"])
def test_a_problem_that_begins_with_why_is_read(maria, typed) -> None:
    assert "Entendimos su problema como" in page(maria, q=typed)


@pytest.mark.parametrize("typed", ["Rosa del Banco Tzoc Pérez", "banco tzoc del rosa"])
def test_a_long_name_is_a_name_still(maria, now, typed) -> None:
    people.mentor("Rosa del Banco Tzoc Pérez", country="GT", areas=["pricing"], now=now)
    html = page(maria, q=typed)
    assert html.count('class="card person"') == 1
    assert "Rosa del Banco" in html


def test_who_is_called_so_comes_before_whose_name_begins_or_holds_it(maria, now) -> None:
    names = ["Álvaro Luis Tun", "Luis Ortega", "Ana Luísa Paz", "Abel Deluis"]
    for name in set(names) - {"Luis Ortega"}:
        people.mentor(name, country="GT", areas=["pricing"], now=now)
    for typed in ("LUÍS", "luis", "Luís"):
        html = re.sub(r'="[^"]*"', "", page(maria, q=typed))
        assert re.findall("|".join(names), html) == names


@pytest.mark.parametrize("wrong", [{"page": "0"}, {"page": "11"}, {"page": "²"}, {"area": "x"}])
def test_what_is_not_understood_is_left_out(maria, wrong) -> None:
    assert "Luis Ortega" in page(maria, **wrong)


PAID_LATE = {
    "es": ["mis clientes me pagan tarde", "los clientes no pagan a tiempo"],
    "en": ["my customers pay me late", "my clients take forever to pay me"],
}


@pytest.mark.parametrize(
    ("language", "typed"), [(one, typed) for one, all_of in PAID_LATE.items() for typed in all_of]
)
def test_a_problem_in_words_that_are_no_phrase_finds_who_helps_with_it(
    maria, cast, language, typed
) -> None:
    assert typed not in {example.text for example in phrases.examples()}
    cast.maria.language = language
    cast.maria.save()
    html = page(maria, q=typed, area="cashflow")
    assert "Luis Ortega" in html
    assert "Ana Castillo" not in html
    assert 'class="tag"' in html


def test_a_card_in_another_language_than_the_page_says_so(maria, now) -> None:
    rosa = people.mentor("Rosa Uno", country="GT", areas=["pricing"], now=now)
    assert "<p lang=" not in page(maria, q="Rosa Uno")
    rosa.languages = ["en", "quc"]
    rosa.save()
    assert '<p lang="en">' in page(maria, q="Rosa Uno")


def test_filters_leave_out_whom_they_do_not_fit(maria) -> None:
    assert "Luis Ortega" not in page(maria, country="GT")
    assert "Ana Castillo" not in page(maria, area="cashflow")
    assert "Luis Ortega" in page(maria, trade="panadería", language="en", country="MX")
    assert "Luis Ortega" not in page(maria, language="quc")


def names_found(html: str) -> list[str]:
    return re.findall(r"Rosa \w+|Luis Ortega|Ana Castillo", re.sub(r'="[^"]*"', "", html))


def test_by_problem_who_offers_the_first_area_comes_first_then_chance_of_the_day(
    maria, client, cast, now
) -> None:
    for number in range(45):
        areas = ["cashflow"] if number % 2 else ["pricing", "taxes"]
        people.mentor(f"Rosa {chr(65 + number // 26)}{number}", country="GT", areas=areas, now=now)
    late = "mis clientes me pagan tarde y no me alcanza para harina"

    def order(day: int) -> list[str]:
        with time_machine.travel(now.replace(day=day), tick=False):
            pages = [page(maria, q=late, page=str(number)) for number in (1, 2, 3)]
        assert [text.count('class="card person"') for text in pages[:2]] == [20, 20]
        return list(dict.fromkeys(name for text in pages for name in names_found(text)))

    client.force_login(cast.maria)
    today = order(20)
    assert today == order(20)
    assert len(today) == 47
    offered = dict(Mentor.objects.values_list("person__name", "areas"))
    first = ["cashflow" in offered[name] for name in today]
    assert first == sorted(first, reverse=True)
    assert today[: sum(first)] != sorted(today[: sum(first)])
    orders = {tuple(today), *(tuple(order(day)) for day in range(21, 25))}
    assert len(orders) > 1


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


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ({"language": "quc"}, ("quc", "", "")),
        ({"language": "quc", "country": "MX"}, ("quc", "MX", "")),
        ({"trade": "peluquería"}, ("", "", "9602")),
    ],
)
def test_filters_without_an_area_are_promised_too(maria, cast, asked, wanted) -> None:
    for _ in range(2):
        assert "le escribiremos" in page(maria, **asked)
    noted = UnmetSearch.objects.get()
    kept = (noted.wanted_language, noted.wanted_country, noted.wanted_industry)
    assert (noted.area, kept) == ("", wanted)


def test_a_page_past_the_end_is_not_noted(maria) -> None:
    page(maria, q="Luis", page="9")
    assert not UnmetSearch.objects.exists()


def test_a_card_says_what_is_known_and_what_is_not(maria, cast, now) -> None:
    people.pause(cast.ana)
    html = page(maria, q="Ana")
    assert "Todavía no sabemos cómo responde" in html
    assert "pausa" in html


class TestACardSeenBefore:
    """Cards are kept in the process: what changed since is on the next page all the same."""

    @pytest.fixture(autouse=True)
    def seen_before(self, maria) -> None:
        html = page(maria, q="Luis")
        assert "3 de 3 lugares libres este mes" in html
        assert "Todavía no sabemos cómo responde" in html

    def test_a_mentor_takes_a_pause_and_comes_back(self, maria, cast, now) -> None:
        people.pause(cast.luis)
        assert "Está en pausa" in page(maria, q="Luis")
        mentor_actions.pause(by=cast.luis, until=None, now=now)
        assert "3 de 3 lugares" in page(maria, q="Luis")

    def test_a_pause_that_is_over_is_not_shown_the_next_day(self, maria, cast, now) -> None:
        noon = datetime.combine(people.pause(cast.luis), time(18), UTC)
        with time_machine.travel(noon - timedelta(days=1), tick=False):
            maria.force_login(cast.maria)
            assert "Está en pausa" in page(maria, q="Luis")
        with time_machine.travel(noon + timedelta(days=1), tick=False):
            assert "3 de 3 lugares" in page(maria, q="Luis")

    def test_each_ask_takes_a_place_until_none_is_left(self, maria, cast, now) -> None:
        for left, name in ((2, "Rosa"), (1, "Marta"), (0, "Elena")):
            asker = people.entrepreneur(name, country="GT", language="es", now=now)
            accept(ask=send(by=asker, to=cast.luis, now=now), by=cast.luis, now=now)
            assert f"{left} de 3 lugares libres este mes" in page(maria, q="Luis")

    def test_a_mentor_is_called_something_else(self, maria, cast) -> None:
        cast.luis.name = "Luis Ortiz"
        cast.luis.save()
        html = page(maria, q="Luis")
        assert "Luis Ortiz" in html
        assert "Luis Ortega" not in html

    def test_the_reply_record_is_counted_again(self, maria, cast, now) -> None:
        record = ReplyRecord.objects.create(
            mentor_id=cast.luis.pk, counted_at=now, received=9, answered=8
        )
        assert "Respondió 8 de 9" in page(maria, q="Luis")
        record.received = 10
        record.save()
        assert "Respondió 8 de 10" in page(maria, q="Luis")

    def test_the_reader_changes_the_language_and_back(self, maria) -> None:
        maria.post("/language", {"language": "en", "next": "/mentors/"})
        html = page(maria, q="Luis")
        assert "3 of 3 places free this month" in html
        assert "lugares libres" not in html
        maria.post("/language", {"language": "es", "next": "/mentors/"})
        assert "3 de 3 lugares libres este mes" in page(maria, q="Luis")

    def test_the_team_words_an_area_anew(self, maria, cast, now) -> None:
        named = {"label_es": "Poner precio", "label_en": "To price"}
        vocabulary.reword(
            area="pricing", **named, synonyms_es=[], synonyms_en=[], by=cast.coordinator, now=now
        )
        words.in_memory.forget()
        page(maria)
        words.in_memory.wait()
        assert "Poner precio" in page(maria, q="Luis")
        words.in_memory.forget()

    def test_a_block_hides_it_and_the_end_of_the_block_shows_it(self, maria, cast, now) -> None:
        safety.block(by=cast.maria, person=cast.luis, now=now)
        assert "Luis Ortega" not in page(maria, q="Luis")
        safety.unblock(by=cast.maria, person=cast.luis, now=now)
        assert "Luis Ortega" in page(maria, q="Luis")


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


LEFT_OUT = {
    "words": "no encontramos palabras",
    "trade": "No conocemos ese giro",
    "choice": "No entendimos uno de los filtros",
}


@pytest.mark.parametrize(
    ("asked", "left_out"),
    [
        ({"area": "cashflow", "trade": "panadería", "q": "pagan tarde"}, []),
        ({"q": "😀"}, ["words"]),
        ({"q": "%"}, ["words"]),
        ({"trade": "zzqx"}, ["trade"]),
        ({"trade": "x" * 81}, ["trade"]),
        ({"country": "XX"}, ["choice"]),
        ({"area": "magic", "trade": "zzqx"}, ["trade", "choice"]),
    ],
)
def test_what_was_left_out_of_the_search_is_said(maria, asked, left_out) -> None:
    html = page(maria, **asked)
    assert [part for part, words in LEFT_OUT.items() if words in html] == left_out
