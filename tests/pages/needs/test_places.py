"""Where somebody is: town, department and country, each once."""

import pytest

from tequio.pages.needs import mentor_words
from tequio.records.people import Person


@pytest.mark.parametrize(
    ("town", "region", "place"),
    [
        ("Salcajá", "Quetzaltenango", "Salcajá, Quetzaltenango, Guatemala"),
        ("Salcajá", "", "Salcajá, Guatemala"),
        ("Guatemala", "Guatemala", "Guatemala"),
        ("", "Petén", "Petén, Guatemala"),
    ],
)
def test_a_place_is_told_as_far_as_it_is_known(town: str, region: str, place: str) -> None:
    person = Person(town=town, region=region, country="GT")
    assert mentor_words.place_of(person) == place
