"""Long texts are cut at the end of a word."""

import pytest

from tequio.pages.shared.tags import shortened


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("¿Cómo cobro?", "¿Cómo cobro?"),
        ("¿Cómo cobro a quien debe?", "¿Cómo cobro a…"),
        ("¿Cómo cobro, por favor?", "¿Cómo cobro…"),
        ("x" * 40, "x" * 14 + "…"),
    ],
)
def test_no_word_is_cut_unless_it_is_longer_than_the_place(text: str, shown: str) -> None:
    assert shortened(text, 15) == shown
