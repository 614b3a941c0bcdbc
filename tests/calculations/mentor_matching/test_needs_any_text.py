"""Texts that no form expects: none stops the reading, none is taken for a need."""

import time

import pytest

from mentor_matching import needs
from mentor_matching.needs.reading import MOST_CHARACTERS

OTHER_LANGUAGES = {
    "French": "je voudrais augmenter les ventes de ma boulangerie",
    "German": "ich möchte ein Restaurant eröffnen und brauche Kunden",
    "Portuguese": "meus clientes não pagam em dia e eu fico sem dinheiro",
    "Italian": "vorrei aprire un negozio di scarpe nel centro",
    "K'iche'": "Nutz'ij jun wachoch rech k'ayinem",
    "Nahuatl": "mi tlazohkamati miac",
    "Russian": "как мне продать больше",
    "Chinese": "我想开一家商店",
    "Japanese": "私の店の売り上げが下がった",
}
SIGNS = ["", " ", "\x00", "🙂🙂🙂", "123 456", "?¿!", "\u0301\u0301", "\ud7ff", "𝕳𝖔𝖑𝖆", "\ufeff"]
LONG = {
    "one letter": "a" * 4_000,
    "one address without an end": "a@" * 2_000,
    "one address": "a" * 3_999 + "@",
    "no word known": "xqzwk vbnmt " * 340,
    "every word another": " ".join(f"{a}{b}lo{c}" for a in "pstm" for b in "aeiou" for c in "rnsl"),
    "accents": "e\u0301" * 2_000,
    "ends of sentences": ".\n" * 2_000,
    "greetings": "hola buenas " * 330,
    "denials": "no es dinero lo que necesito ya no quiero " * 450,
    "twenty thousand letters": "x no " * 4_000,
    "a megabyte": "no tengo clientes " * 58_000,
}


@pytest.mark.parametrize("story", OTHER_LANGUAGES.values(), ids=OTHER_LANGUAGES)
def test_a_need_in_another_language_is_not_sure(story: str) -> None:
    for language in (None, "es", "en"):
        assert not needs.detect(story, language).sure


@pytest.mark.parametrize("story", SIGNS)
def test_signs_alone_ask_for_nothing(story: str) -> None:
    assert needs.detect(story).areas == ()


@pytest.mark.parametrize("story", LONG.values(), ids=LONG)
def test_no_text_costs_more_than_a_long_story(story: str) -> None:
    needs.detect("no vendo")
    started = time.process_time()
    needs.detect(story)
    assert time.process_time() - started < 0.05


@pytest.mark.parametrize(
    ("end", "area"),
    [("el banco no me quiere prestar", "credit"), ("no sé cuánto cobrar", "pricing")],
)
def test_what_stands_at_the_end_of_a_long_story_is_read(end: str, area: str) -> None:
    home = "mi mamá vive conmigo y por la tarde vemos la tele en la sala. "
    story = home * ((MOST_CHARACTERS - len(end)) // len(home)) + end
    found = needs.detect(story, "es")
    assert (found.areas[0].area_id, found.sure, found.cut) == (area, True, 0)


def test_what_is_beyond_the_limit_is_said_not_to_be_read() -> None:
    assert needs.detect("a" * (MOST_CHARACTERS + 38)).cut == 38
    assert needs.detect("no vendo").cut == 0
