"""The vocabulary in the hands of the coordinators."""

import pytest
from django.test import Client
from django.utils import timezone

from tequio.domain.needs import actions as needs
from tequio.records.vocabulary import AreaExample, AreaWording, CandidatePhrase
from tests import cast as people
from tests.cast import Cast

pytestmark = pytest.mark.django_db
AREA = "/staff/vocabulary/credit"
STORY = "El banco no me quiere prestar para mi tienda"
WORDING = {"label_es": "Fiado", "label_en": "Credit", "synonyms_es": "fiado\n\n préstamo "}


def key(number: int = 0) -> dict[str, str]:
    return {"idempotency_key": str(people.key(number))}


@pytest.fixture
def coordinator(client: Client, cast: Cast) -> Client:
    client.force_login(cast.coordinator)
    return client


@pytest.fixture
def waiting(cast: Cast) -> CandidatePhrase:
    needs.tell_story(by=cast.maria, text=STORY, now=timezone.now())
    needs.choose(by=cast.maria, areas=["tourism"], now=timezone.now())
    return CandidatePhrase.objects.get()


def test_members_and_managers_do_not_see_it(client: Client, cast: Cast) -> None:
    for person in (cast.maria, cast.luis, cast.manager):
        client.force_login(person)
        assert client.get("/staff/vocabulary").status_code == 403
        assert client.post(AREA, WORDING | key()).status_code == 403
    assert not AreaWording.objects.exists()


def test_an_unknown_area_is_not_found(coordinator: Client) -> None:
    assert coordinator.get("/staff/vocabulary/magic").status_code == 404
    assert coordinator.post("/staff/vocabulary/magic/examples", key()).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"label_es": ""},
        {"label_en": "x" * 81},
        {"label_es": "a\x00b"},
        {"synonyms_es": "x" * 81},
        {"synonyms_en": "\n".join("abc" for _ in range(61))},
    ],
)
def test_wrong_words_are_shown_again_and_nothing_is_kept(
    coordinator: Client, wrong: dict[str, str]
) -> None:
    answer = coordinator.post(AREA, WORDING | wrong | key())
    assert answer.status_code == 422
    assert not AreaWording.objects.exists()


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 30, "１"])
def test_an_example_that_is_not_there_is_not_found(coordinator: Client, number: str) -> None:
    answer = coordinator.post(AREA + "/examples", {"remove": number} | key())
    assert answer.status_code == 404


def test_a_phrase_that_was_decided_on_is_not_found(
    coordinator: Client, waiting: CandidatePhrase
) -> None:
    address = f"/staff/vocabulary/phrases/{waiting.pk}"
    assert coordinator.post(address, {"answer": "reject"} | key(1)).status_code == 302
    assert coordinator.post(address, {"answer": "reject"} | key(2)).status_code == 404


def test_the_names_and_synonyms_are_kept_line_by_line(coordinator: Client) -> None:
    assert coordinator.post(AREA, WORDING | key()).status_code == 302
    kept = AreaWording.objects.get()
    assert (kept.label_es, kept.synonyms_es, kept.synonyms_en) == (
        "Fiado",
        ["fiado", "préstamo"],
        [],
    )
    assert "Fiado" in coordinator.get(AREA).content.decode()


def test_an_example_is_added_and_taken_back(coordinator: Client) -> None:
    said = {"language": "es", "text": "me fían <b>todo</b>"}
    coordinator.post(AREA + "/examples", said | key(1))
    example = AreaExample.objects.get()
    assert "me fían &lt;b&gt;todo" in coordinator.get(AREA).content.decode()
    coordinator.post(AREA + "/examples", {"remove": example.pk} | key(2))
    assert not AreaExample.objects.exists()


def test_a_phrase_is_shown_without_its_person_and_accepted_in_other_words(
    coordinator: Client, cast: Cast, waiting: CandidatePhrase
) -> None:
    page = coordinator.get("/staff/vocabulary/phrases").content.decode()
    assert f"{STORY}</textarea>" in page
    assert cast.maria.name not in page
    address = f"/staff/vocabulary/phrases/{waiting.pk}"
    assert coordinator.post(address, {"answer": "accept", "text": " "} | key(1)).status_code == 422
    coordinator.post(address, {"answer": "accept", "text": "no me prestan"} | key(2))
    assert AreaExample.objects.get().text == "no me prestan"
    assert not CandidatePhrase.objects.exists()


def test_a_phrase_with_a_telephone_stays_to_be_edited(
    coordinator: Client, waiting: CandidatePhrase
) -> None:
    address = f"/staff/vocabulary/phrases/{waiting.pk}"
    told = "Doña Ana me dijo 5512 3456"
    answer = coordinator.post(address, {"answer": "accept", "text": told} | key(1))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Quite «5512 3456»" in page
    assert f"{told}</textarea>" in page
    said = {"language": "es", "text": told}
    assert coordinator.post(AREA + "/examples", said | key(2)).status_code == 422
    assert not AreaExample.objects.exists()
    coordinator.post(address, {"answer": "accept", "text": "no me prestan"} | key(3))
    assert AreaExample.objects.exists()


def test_nothing_to_review_says_so(coordinator: Client) -> None:
    assert "Nada por revisar" in coordinator.get("/staff/vocabulary/phrases").content.decode()
