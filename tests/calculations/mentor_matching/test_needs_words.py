"""Words, languages and spelling below need detection."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentor_matching import text
from mentor_matching.needs.known_words import shipped
from mentor_matching.needs.language import recognise
from mentor_matching.needs.lexical import Bm25
from mentor_matching.spelling import Spelling


def language_of(story: str) -> str | None:
    return recognise(text.words(story), shipped(), lambda word: False)


@pytest.mark.parametrize(
    "other", ["bonjour mes amis", "guten Morgen", "zzxxcc", "", "obrigado pela ajuda"]
)
def test_a_language_that_is_not_ours_is_none(other: str) -> None:
    assert language_of(other) is None


@pytest.mark.parametrize(
    ("story", "language"),
    [
        ("quiero vender mas", "es"),
        ("necesito un logo", "es"),
        ("mi marketing no funciona", "es"),
        ("I want to sell more", "en"),
        ("need a logo", "en"),
        ("my taco shop is empty", "en"),
    ],
)
def test_spanish_and_english_are_told_apart(story: str, language: str) -> None:
    assert language_of(story) == language


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("bender", "vender"), ("aser", "hacer"), ("negosio", "negocio"), ("cleinte", "cliente")],
)
def test_a_word_is_read_as_the_one_that_sounds_or_looks_alike(typed: str, meant: str) -> None:
    spelling = Spelling(["vender", "hacer", "negocio", "cliente"])
    assert spelling.nearest(typed) == meant


@pytest.mark.parametrize("short", ["no", "si", "xyz", ""])
def test_short_words_are_left_alone(short: str) -> None:
    assert Spelling(["nos", "sin"]).nearest(short) is None


def test_a_word_far_from_every_known_one_is_left_alone() -> None:
    assert Spelling(["vender"]).nearest("murciélago") is None


@given(st.text(max_size=400))
def test_words_are_plain_letters_whatever_was_typed(typed: str) -> None:
    assert all(word.isascii() and word.isalpha() and word.islower() for word in text.words(typed))


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=20))
def test_a_stem_begins_its_word_and_keeps_three_letters(word: str) -> None:
    for language in ("es", "en", "fr"):
        stem = text.stem(word, language)
        assert word.startswith(stem)
        assert len(stem) >= min(3, len(word))


def test_bm25_gives_nothing_to_words_it_does_not_know() -> None:
    assert Bm25([["pan"], ["cafe"]]).scores(["zapato"]).tolist() == [0.0, 0.0]


def test_bm25_ranks_the_rarer_word_higher() -> None:
    index = Bm25([["pan", "negocio"], ["cafe", "negocio"], ["miel", "negocio"]])
    assert index.weight("pan", 0) > index.weight("negocio", 0)
