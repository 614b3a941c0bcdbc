"""From a story to needs: what somebody tells, what is read in it, and what they make of it."""

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from mentor_matching import vocabulary
from tequio.domain.matching import queries
from tequio.records.needs import Need, Story
from tequio.records.vocabulary import CandidatePhrase
from tests import cast as people
from tests.pages.ended import seen_and_ended
from tests.pages.hostile import TEXTS

LATE = "Mis clientes me pagan tarde y no me alcanza para comprar harina."


@pytest.fixture
def maria(client: Client, cast) -> Client:
    client.force_login(cast.maria)
    return client


def told(number: int = 0, **changed: str) -> dict[str, str]:
    fields = {"worry": LATE, "wish": "", "tried": "", **changed}
    return {**fields, "idempotency_key": str(people.key(number))}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_no_text_breaks_it(maria, text) -> None:
    for number, field in enumerate(("worry", "wish", "tried")):
        answer = maria.post("/what-is-on-your-mind/", told(number, **{field: text}))
        assert answer.status_code in (302, 422)
        assert b"<script>alert" not in answer.content
    assert b"<script>alert" not in maria.get("/my-needs/").content


def test_nothing_told_is_asked_again(maria) -> None:
    answer = maria.post("/what-is-on-your-mind/", told(worry=""))
    assert answer.status_code == 422
    assert not Story.objects.exists()


def test_a_session_that_ended_keeps_the_story(client: Client, cast) -> None:
    client.force_login(cast.maria)
    seen_and_ended(client, "/what-is-on-your-mind/")
    answer = client.post("/what-is-on-your-mind/", told())
    client.post(answer["Location"], {"login": cast.maria.email, "password": people.PASSWORD})
    assert LATE in client.get("/what-is-on-your-mind/").content.decode()


def test_the_needs_are_shown_with_the_words_they_were_read_from(maria, cast) -> None:
    worry = "Mis clientes me pagan tarde y no tengo pisto para comprar harina."
    assert maria.post("/what-is-on-your-mind/", told(worry=worry))["Location"] == "/my-needs/"
    html = maria.get("/my-needs/").content.decode()
    assert "Usted escribió «pisto»" in html
    assert cast.maria.needs.filter(area="cashflow").exists()


def test_told_twice_is_one_story(maria) -> None:
    for _ in range(2):
        maria.post("/what-is-on-your-mind/", told())
    assert Story.objects.count() == 1


def test_unknown_areas_are_left_out(maria, cast) -> None:
    strange = ["nothing", "pricing\x00", "pricing"]
    assert maria.post("/my-needs/", {"areas": strange})["Location"] == "/mentors/suggested/"
    assert [need.area for need in cast.maria.needs.all()] == ["pricing"]


@pytest.mark.parametrize("areas", [[], ["zzz"], ["pricing\x00", ""]])
def test_no_known_area_marked_is_refused_and_what_was_there_stays(maria, cast, areas) -> None:
    maria.post("/my-needs/", {"areas": ["pricing", "taxes"]})
    answer = maria.post("/my-needs/", {"areas": areas})
    assert answer.status_code == 422
    assert "No cambiamos nada" in answer.content.decode()
    assert [need.area for need in cast.maria.needs.all()] == ["pricing", "taxes"]


def test_too_many_marked_are_refused_and_stay_marked_on_the_page(maria, cast) -> None:
    many = ["pricing", "cashflow", "taxes", "accounting", "hiring", "logistics", "export"]
    maria.post("/my-needs/", {"areas": ["pricing"]})
    answer = maria.post("/my-needs/", {"areas": many})
    html = answer.content.decode()
    assert (answer.status_code, html.count(" checked")) == (422, 7)
    assert "Marcó 7 áreas" in html
    assert [need.area for need in cast.maria.needs.all()] == ["pricing"]


def test_only_what_is_well_supported_is_marked_beforehand(maria, cast) -> None:
    maria.post("/what-is-on-your-mind/", told(worry="no sé a cuánto vender mi pan"))
    html = maria.get("/my-needs/").content.decode()
    assert html.count(" checked") == 1
    assert 'value="pricing" checked' in html
    assert cast.maria.needs.count() >= 3
    marked = queries.suggestions_for(cast.maria, now=timezone.now()).needs
    assert marked == ("pricing",)


def test_an_offered_area_that_is_marked_is_the_persons_own(maria, cast) -> None:
    maria.post("/what-is-on-your-mind/", told(worry="no sé a cuánto vender mi pan"))
    offered = [need.area for need in cast.maria.needs.all()][1]
    maria.post("/my-needs/", {"areas": ["pricing", offered]})
    assert cast.maria.needs.get(area=offered).origin == Need.Origin.ADDED
    assert [waits.area for waits in CandidatePhrase.objects.all()] == [offered]


def test_all_areas_stand_under_headings(maria) -> None:
    html = maria.get("/my-needs/").content.decode()
    parts = html.split('<fieldset class="chip-group"><legend>')[1:]
    assert len(parts) == len(vocabulary.groups())
    money = next(part for part in parts if part.startswith("Dinero y cuentas</legend>"))
    assert 'value="pricing"' in money
    assert 'value="tourism"' not in money


@pytest.mark.parametrize(
    ("text", "country", "said"),
    [
        ("Me piden la cuota los mareros y ya no puedo abrir.", "GT", "1574 (extorsión)"),
        ("Me piden la cuota los mareros y ya no puedo abrir.", "MX", "089 (extorsión)"),
        ("Ya no aguanto más, mejor desaparecer.", "MX", "800 911 2000"),
        ("Ya no aguanto más, mejor desaparecer.", "GT", "centro de salud"),
        ("Mi esposo me pega cuando vendo.", "GT", "1572 (violencia contra la mujer)"),
    ],
)
def test_who_writes_of_danger_reads_whom_to_call(maria, cast, text, country, said) -> None:
    cast.maria.country = country
    cast.maria.save()
    answer = maria.post("/what-is-on-your-mind/", told(worry=text), follow=True)
    html = answer.content.decode()
    assert said in strip_tags(html)
    assert ("México" in html) == (country == "MX")


def test_a_loan_alarms_nobody(maria) -> None:
    told_of = told(worry="El banco me cobra la cuota del préstamo y no me alcanza.")
    html = maria.post("/what-is-on-your-mind/", told_of, follow=True).content.decode()
    assert "corre peligro" not in html
