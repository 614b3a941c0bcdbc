"""Drawn portraits."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.pages.shared.portraits import GROUNDS, YARNS, draw, initials


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("", ""),
        ("🌽 🌽", ""),
        ("María", "M"),
        ("María Xicará Tzoc", "MT"),
        ("luis  ángel ñancupil", "LÑ"),
        ("A\u0301ngel Ortiz", "ÁO"),
        ("<script>", ""),
    ],
)
def test_initials_are_those_of_the_first_and_last_word(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_a_new_name_keeps_colours_and_pattern() -> None:
    one, other = draw("Ana Pérez", "417"), draw("Ana López", "417")
    assert (one.ground, one.yarn, one.weave) == (other.ground, other.yarn, other.weave)


def test_seeds_give_different_patterns() -> None:
    assert len({draw("Ana", str(seed)).weave for seed in range(500)}) > 450


def contrast_with_white(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


@pytest.mark.parametrize("ground", GROUNDS)
def test_white_initials_can_be_read_on_every_ground(ground: str) -> None:
    assert contrast_with_white(ground) >= 4.5


@given(st.text(max_size=60), st.text(max_size=40))
def test_any_name_and_seed_can_be_drawn(name: str, seed: str) -> None:
    portrait = draw(name, seed)
    assert portrait.ground in GROUNDS
    assert portrait.yarn in YARNS
    assert re.fullmatch(r"(M\d+ \d+h4v4h-4z)*", portrait.weave)
