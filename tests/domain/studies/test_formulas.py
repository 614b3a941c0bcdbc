"""What an indicator counts is said in words; what cannot be said stays as it was written."""

import re

import pytest

from tequio.domain.studies import plan
from tequio.domain.studies.report import formulas

SIGNS = re.compile(r"[=<>]|\b[a-z]+_[a-z0-9_]+\b|'")


@pytest.mark.parametrize(
    "formula", ["odd(d_useful) > 2", "(d_useful >= 4) and not (f_applied == 1)", "d_useful"]
)
def test_what_cannot_be_said_stays_as_written(formula: str) -> None:
    assert formulas.in_words({"formula": formula}, "en", {}) == formula


@pytest.mark.parametrize("language", ["es", "en"])
def test_no_indicator_of_the_standard_plan_shows_a_code(language: str) -> None:
    content = plan.standard()
    for one in content["indicators"]:
        said = formulas.in_words(one, language, content)
        assert said
        assert not SIGNS.search(said), said


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("tier_3 == 1", "M3: three talks or an hour"),
        ("f_result == 'all' or f_result == 'part'",
         "“Did you get it?”: “Yes, all of it” or “Yes, a part”"),
        ("d_useful >= 4 and f_applied == 1",
         "“How useful was the advice?”: 4 or more and “Did you ask for it?”: Yes"),
        ("f_result == 'nobody_knows'", "“Did you get it?”: nobody_knows"),
        ("c_exch_n < 3", "Talks with advice: less than 3"),
    ],
)  # fmt: skip
def test_what_it_says(formula: str, words: str) -> None:
    assert formulas.in_words({"formula": formula}, "en", {}) == words
