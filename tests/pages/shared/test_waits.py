"""How long still, and how long ago, as people say it."""

import pytest
from django.utils import translation

from tequio.pages.shared import waits


@pytest.mark.parametrize(
    ("seconds", "spanish", "english"),
    [
        (1, "un minuto", "one minute"),
        (61, "2 minutos", "2 minutes"),
        (3_541, "1 hora", "1 hour"),
        (3_600, "1 hora", "1 hour"),
        (3_601, "2 horas", "2 hours"),
        (86_300, "1 día", "1 day"),
        (86_400, "1 día", "1 day"),
        (90_000, "2 días", "2 days"),
    ],
)
def test_a_wait_is_rounded_up(seconds: int, spanish: str, english: str) -> None:
    with translation.override("es"):
        assert waits.in_words(seconds) == spanish
    with translation.override("en"):
        assert waits.in_words(seconds) == english


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "1 minuto"), (359, "5 minutos"), (7_199, "1 hora"), (172_799, "1 día")],
)
def test_what_is_past_is_rounded_down(seconds: int, words: str) -> None:
    with translation.override("es"):
        assert waits.since_in_words(seconds) == words
