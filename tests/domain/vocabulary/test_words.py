"""What the team changes in the vocabulary is read by every process, without waiting for it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from mentor_matching import vocabulary
from mentor_matching.needs import NeedDetection, NeedDetector
from tequio.domain.needs import actions as needs
from tequio.domain.privacy import actions as privacy
from tequio.domain.privacy import retention
from tequio.domain.safety.texts import TextRefused
from tequio.domain.vocabulary import actions, words
from tequio.domain.vocabulary.words import WordsInMemory
from tequio.records.audit import AuditEvent
from tequio.records.vocabulary import AreaExample, CandidatePhrase
from tests.cast import Cast

pytestmark = pytest.mark.django_db
STORY = "Fíjese que el chunchito pelado me tiene jodida con la plata de la tienda"


@pytest.fixture(autouse=True)
def own_words() -> Iterator[None]:
    """The vocabulary of this test's database only."""
    words.in_memory.forget()
    yield
    words.in_memory.wait()
    words.in_memory.forget()


def after_a_change() -> WordsInMemory:
    """A process that has just looked, and whose next edition is ready."""
    mine = WordsInMemory()
    mine.current()
    mine.wait()
    return mine


def label_of(mine: WordsInMemory, area: str) -> str:
    return next(known.label_es for known in mine.current().areas if known.id == area)


def test_without_changes_it_is_the_vocabulary_of_the_program(cast: Cast) -> None:
    found = after_a_change().current()
    assert (found.edition, found.areas) == (0, vocabulary.areas())


def test_an_area_that_is_gone_from_the_program_breaks_nothing(cast: Cast, now: datetime) -> None:
    AreaExample.objects.create(area="gone", language="es", text="ya no existe", added_at=now)
    actions.add_example(area="credit", language="es", text="me fían", by=cast.coordinator, now=now)
    assert after_a_change().current().edition == 1


def test_new_names_and_examples_are_used_in_the_next_edition(cast: Cast, now: datetime) -> None:
    actions.reword(
        area="credit",
        label_es="Fiado y préstamos",
        label_en="Borrowing",
        synonyms_es=["chunchito", "chunchito"],
        synonyms_en=[],
        by=cast.coordinator,
        now=now,
    )
    actions.add_example(
        area="credit", language="es", text="el chunchito pelado", by=cast.coordinator, now=now
    )
    mine = after_a_change()
    assert (mine.current().edition, label_of(mine, "credit")) == (2, "Fiado y préstamos")
    found = mine.current().detect("el chunchito pelado", "es")
    assert found.areas[0].area_id == "credit"


def test_the_edition_of_before_goes_on_while_the_next_is_made(cast: Cast, now: datetime) -> None:
    mine = WordsInMemory()
    actions.add_example(area="credit", language="es", text="x y z", by=cast.coordinator, now=now)
    assert mine.current().edition == 0 or mine.current().edition == 1
    mine.wait()
    assert mine.current().edition == 1


class Counting(NeedDetector):
    """Knows how often it was asked."""

    asked = 0

    def detect(self, text: str, language: str | None = None) -> NeedDetection:
        self.asked += 1
        return super().detect(text, language)


def test_a_search_is_thought_over_once_and_a_story_is_not_kept() -> None:
    detector = Counting(vocabulary.areas(), vocabulary.examples())
    held = words.Words(1, vocabulary.areas(), detector)
    first, again = (held.detect("no me queda ganancia", "es") for _ in range(2))
    assert first == again
    assert detector.asked == 1
    held.detect("no me queda ganancia", "en")
    assert detector.asked == 2
    for _ in range(2):
        held.detect("no me queda ganancia " * 10, "es")
    assert detector.asked == 4


def test_a_removed_example_is_gone_and_the_same_one_twice_is_one(cast: Cast, now: datetime) -> None:
    for _ in range(2):
        example = actions.add_example(
            area="credit", language="es", text="me fían", by=cast.coordinator, now=now
        )
    assert words.edition_now() == 1
    actions.remove_example(example=example, by=cast.coordinator, now=now)
    assert not AreaExample.objects.exists()
    assert words.edition_now() == 2


def test_chosen_areas_without_a_story_are_no_candidates(cast: Cast, now: datetime) -> None:
    needs.choose(by=cast.maria, areas=["credit"], now=now)
    assert not CandidatePhrase.objects.exists()


def test_what_was_marked_beforehand_says_nothing(cast: Cast, now: datetime) -> None:
    needs.tell_story(by=cast.maria, text=STORY, now=now)
    marked = list(cast.maria.needs.filter(origin="suggested").values_list("area", flat=True))
    assert marked
    for _ in range(2):
        needs.choose(by=cast.maria, areas=marked, now=now)
    assert not CandidatePhrase.objects.exists()


def test_an_area_that_was_added_waits_once_beside_the_story(cast: Cast, now: datetime) -> None:
    needs.tell_story(by=cast.maria, text=STORY, now=now)
    marked = list(cast.maria.needs.filter(origin="suggested").values_list("area", flat=True))
    for _ in range(2):
        needs.choose(by=cast.maria, areas=[*marked, "tourism"], now=now)
    [waiting] = CandidatePhrase.objects.values_list("area", "language", "text", "told_at")
    assert waiting == ("tourism", "es", STORY, now)


def test_an_accepted_phrase_is_nobodys_and_the_original_is_gone(cast: Cast, now: datetime) -> None:
    needs.tell_story(by=cast.maria, text=STORY, now=now)
    needs.choose(by=cast.maria, areas=["tourism"], now=now)
    waiting = CandidatePhrase.objects.get()
    actions.accept(candidate=waiting, text="me falta plata", by=cast.coordinator, now=now)
    assert AreaExample.objects.get().text == "me falta plata"
    assert not CandidatePhrase.objects.exists()
    assert STORY not in str(list(AuditEvent.objects.values()))


@pytest.mark.parametrize(
    "told",
    [
        "Doña Ana en la 5 Calle me dijo que 5512 3456 y no me quiere prestar",
        "Escríbame a ana.lopez@correo.example para vender",
        "El banco dice que mi cuenta 10024857 no puede tener crédito",
    ],
)
def test_a_way_to_reach_somebody_or_a_long_number_becomes_no_phrase(
    cast: Cast, now: datetime, told: str
) -> None:
    needs.tell_story(by=cast.maria, text=told, now=now)
    needs.choose(by=cast.maria, areas=["tourism"], now=now)
    assert not CandidatePhrase.objects.exists()
    older = CandidatePhrase.objects.create(
        person=cast.maria, area="tourism", language="es", text=told, told_at=now
    )
    with pytest.raises(TextRefused):
        actions.accept(candidate=older, text=told, by=cast.coordinator, now=now)
    assert CandidatePhrase.objects.exists()
    assert not AreaExample.objects.exists()


def test_a_rejected_phrase_is_gone_and_changes_no_edition(cast: Cast, now: datetime) -> None:
    needs.tell_story(by=cast.maria, text=STORY, now=now)
    needs.choose(by=cast.maria, areas=["tourism"], now=now)
    actions.reject(candidate=CandidatePhrase.objects.get(), by=cast.coordinator, now=now)
    assert not CandidatePhrase.objects.exists()
    assert words.edition_now() == 0


def test_candidates_go_with_the_account_and_after_half_a_year(cast: Cast, now: datetime) -> None:
    needs.tell_story(by=cast.maria, text=STORY, now=now)
    needs.choose(by=cast.maria, areas=["tourism"], now=now)
    retention.purge(now=now + timedelta(days=179))
    assert CandidatePhrase.objects.exists()
    retention.purge(now=now + timedelta(days=180))
    assert not CandidatePhrase.objects.exists()
    needs.choose(by=cast.maria, areas=["tourism"], now=now)
    privacy.erase(person=cast.maria, by=cast.maria, now=now)
    assert not CandidatePhrase.objects.exists()
