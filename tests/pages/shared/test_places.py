"""Templates drawn once: values come into their places, as text, and decide nothing else."""

import pytest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from tequio.pages.shared import places

CARD = "shared/components/person_card.html"


def values(**changed: places.Value) -> dict[str, places.Value]:
    usual: dict[str, places.Value] = {
        "person": {"name": "Ana Tzoc"},
        "picture": SafeString("<svg></svg>"),
        "href": "/mentors/abc/",
        "line": "Veinte años en tiendas",
        "place": "Cobán, Guatemala",
        "languages": "español",
        "reasons": ["Ayuda con precios", "2 de 3 lugares libres"],
        "reply": "Contestó 8 de 10",
    }
    return {**usual, **changed}


HOSTILE = "<script>alert(1)</script>\" ' & z zz"


@pytest.mark.parametrize("name", ["line", "place", "languages", "reply", "href"])
def test_a_value_is_text_and_never_markup(name: str) -> None:
    html = places.draw(CARD, values(**{name: HOSTILE}))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"line": ""},
        {"place": "", "languages": ""},
        {"languages": ""},
        {"reasons": []},
        {"reasons": ["una sola"]},
        {"reply": ""},
        {"reply": "", "action_href": "/mentors/abc/ask/", "action_label": "Preguntar"},
        {"person": {"name": "Otra Persona", "town": ""}},
        {"line": HOSTILE, "person": {"name": HOSTILE}},
    ],
    ids=str,
)
def test_a_card_with_places_is_the_card_that_the_template_draws(
    changed: dict[str, places.Value],
) -> None:
    for _ in range(2):
        assert places.draw(CARD, values(**changed)) == render_to_string(CARD, values(**changed))


def test_the_next_one_has_nothing_of_the_one_before() -> None:
    places.draw(CARD, values(person={"name": "Secreta"}, line="secreto"))
    assert "ecret" not in places.draw(CARD, values())


def test_a_value_of_no_letters_is_as_none() -> None:
    without = places.draw(CARD, values(person={"name": "Ana Tzoc"}, line=""))
    assert "<p></p>" not in without
