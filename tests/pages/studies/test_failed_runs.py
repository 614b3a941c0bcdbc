"""A run that failed says why in the person's language, and how whoever runs the site finds it."""

import pytest
from django.utils import translation

from tequio.pages.studies import report_words


@pytest.mark.parametrize(
    ("error", "said", "unsaid"),
    [
        ("DataChanged: the data are not", "Los datos no son los que se cerraron", "the data"),
        ("ValueError: bad shape (weights.py:88)", "este código", "bad shape"),
        ("ValueError: bad shape (weights.py:88)", "ValueError weights.py:88", "could not"),
        ("It never ended.", "no se pudieron calcular", "could not"),
    ],
)
def test_an_error_is_no_raw_text(error: str, said: str, unsaid: str) -> None:
    with translation.override("es"):
        words = report_words.failure(error)
    assert said in words
    assert unsaid not in words
