"""The sentence encoder below need detection."""

import numpy as np
import pytest

from mentor_matching import vocabulary
from mentor_matching.needs import meaning
from mentor_matching.needs.phrases import collect
from mentor_matching.needs.pieces import START, Pieces


def alike(one: str, other: str) -> float:
    vectors = meaning.shipped().of_all([one.split(), other.split()])
    return float(vectors[0] @ vectors[1])


def test_a_letter_in_no_piece_is_unknown() -> None:
    pieces = Pieces(["?", START, "a"], [0.0, -1.0, -2.0], unknown=0)
    assert pieces.cut("aжa") == (1, 2, 0, 2)


def test_the_likeliest_cut_wins() -> None:
    pieces = Pieces(["?", START + "pan", "es", START + "panes"], [0.0, -3.0, -3.0, -7.0], unknown=0)
    assert pieces.cut("panes") == (1, 2)


@pytest.mark.parametrize("words", [["xqzw"] * 3, ["a" * 400], ["жжж"]])
def test_any_words_have_a_meaning_of_length_one(words: list[str]) -> None:
    vectors = meaning.shipped().of_all([words])
    assert np.linalg.norm(vectors) == pytest.approx(1, abs=1e-3)


def test_a_text_means_the_same_beside_others() -> None:
    texts = [["el", "banco", "dijo", "que", "no"], ["no", "vendo"]]
    parts = meaning.shipped().of_parts(texts)
    assert parts.shape[0] == 3
    for part, words in zip(parts[1:], texts, strict=True):
        assert part @ meaning.shipped().of_texts([words])[0] == pytest.approx(1, abs=1e-3)


def test_what_says_the_same_in_other_words_is_nearer_than_what_does_not() -> None:
    same = alike("mi jefe me grito", "el patron me regaño")
    assert same > alike("mi jefe me grito", "la tela llego manchada") + 0.2


def test_what_says_the_same_in_the_other_language_is_nearer_than_what_does_not() -> None:
    same = alike("the roof leaks", "el techo gotea")
    assert same > alike("the roof leaks", "mi hermana canta") + 0.2


def test_every_phrase_that_ships_was_encoded_when_the_package_was_built() -> None:
    """When red: tools/build_sentence_encoder.py; else each worker encodes it at start."""
    stored = meaning.shipped().stored
    phrases = collect(vocabulary.areas(), vocabulary.examples())
    assert [p.text for p in phrases if meaning.key(p.words) not in stored] == []
