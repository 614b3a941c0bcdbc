"""What nobody sees is taken out of a text; what writing needs stays."""

import pytest

from tequio.domain.people import unseen_signs


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("\u202ematsoc\u202c", "matsoc"),
        ("\u2066precio\u2069", "precio"),
        ("pa\u200bn", "pan"),
        ("\ufeffpan", "pan"),
        ("caf\u00adé", "café"),
        ("pan\u2060es", "panes"),
        ("a\x07b\x1b", "ab"),
        ("secreto\U000e0041\U000e0042", "secreto"),
    ],
)
def test_signs_that_turn_or_hide_are_taken_out(text: str, read: str) -> None:
    assert unseen_signs.without(text) == read
    assert unseen_signs.found_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "👩‍🌾 🏳️‍🌈 ☕️",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "می‌خواهم",
        "مرحبا\u200f",
        "uno\u200e",
        "línea\r\ndos\ttres",
        "ñandú á\u0301",
        "K'iche'",
        "NUL\x00",
    ],
)
def test_what_writing_needs_stays(text: str) -> None:
    assert unseen_signs.without(text) == text
    assert unseen_signs.found_in(text) == []
