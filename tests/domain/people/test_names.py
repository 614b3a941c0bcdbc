"""Names are names: no addresses, no signs that turn text around, no voice of the house."""

import pytest

from tequio.domain.people import rules
from tequio.domain.people.search_text import searchable


def reason(name: str) -> str:
    return rules.why_not_a_name(name, searchable_name=searchable(name))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("😀", "no_letters"),
        ("12 34", "no_letters"),
        ("abc\u202edef", "invisible_signs"),
        ("Luis\u200b Ortega", "invisible_signs"),
        ("Luis 5555-1234", "telephone"),
        ("Luis Ortega +502 5 5 5 5 1 2 3 4", "telephone"),
        ("Ana (55) 1234.5678", "telephone"),
        ("Ana cinco cinco uno dos tres cuatro cinco seis", "telephone"),
        ("Ana me hallas en insta como anatamales", "telephone"),
        ("Ana https://evil.example", "address"),
        ("gana dinero en evil.com", "address"),
        ("x@evil", "address"),
        ("Administración de Tequio", "of_the_house"),
        ("Soporte", "of_the_house"),
    ],
)
def test_refuses_what_is_no_name(name: str, code: str) -> None:
    assert reason(name) == code


@pytest.mark.parametrize(
    "name",
    [
        "María Ajú Tzoc",
        "J. Pérez-Núñez",
        "K'in O'Connor",
        "محمد علي",
        "李明",
        "Ana María",
        "Ana 1985",
    ],
)
def test_takes_names_of_any_script(name: str) -> None:
    assert reason(name) == ""
