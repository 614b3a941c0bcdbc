"""What a message may be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.domain.conversations import rules


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \n\t ", "empty"),
        ("\u200f\u200b\u202e", "empty"),
        ("a\x00b", "unreadable"),
        ("x" * 5001, "too_long"),
        ("x" * 5000, ""),
        ("🌽", ""),
        ("שלום", ""),
        ("<b>", ""),
    ],
)
def test_what_is_refused_and_what_is_not(text: str, reason: str) -> None:
    assert rules.why_not_writable(text=text) == reason


@given(st.text(max_size=50))
def test_any_text_has_an_answer(text: str) -> None:
    assert rules.why_not_writable(text=text) in {"", "empty", "unreadable"}
