"""A number is never alone."""

from django.template import engines
from django.utils import translation

from tequio.pages.shared.numbers import Bar, Share


def shown(source: str, **context: object) -> str:
    with translation.override("en"):
        return " ".join(engines["django"].from_string(source).render(context).split())


def test_nobody_asked_is_not_zero_percent() -> None:
    assert Share(value=0, of=0, label="asks").share == "–"
    assert "Nobody to count yet" in shown('{% number value=0 of=0 label="asks" %}')


def test_a_bar_never_leaves_its_track() -> None:
    assert Bar("too much", 12, 10).width == "100.0%"
    assert Bar("nobody", 0, 0).width == "0.0%"


def test_value_denominator_and_period_stand_together() -> None:
    html = shown('{% number value=412 of=1030 label="asks got an answer" period="in September" %}')
    assert "412 of 1,030 asks got an answer in September" in html
    assert "40%" in html


def test_an_estimate_shows_its_interval_in_words_and_drawn() -> None:
    html = shown('{% number value=238 of=900 low=0.238 high=0.294 label="were mentored" %}')
    assert "Between 24% and 29% with 95% confidence" in html
    assert 'x1="23.8%" x2="29.4%"' in html
