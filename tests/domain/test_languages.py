"""Countries to choose from."""

import pytest

from tequio.domain import languages


@pytest.mark.parametrize("reader", ["es", "en"])
def test_the_countries_next_door_come_first_and_the_rest_by_name(reader: str) -> None:
    codes = [code for code, _ in languages.countries(reader)]
    assert codes[:9] == ["GT", "MX", "BZ", "SV", "HN", "NI", "CR", "PA", "US"]
    assert codes[9] == "AF"
    assert "BV" not in codes
    assert len(codes) == len(set(codes)) > 200


@pytest.mark.parametrize(
    ("code", "in_spanish", "in_english"),
    [
        ("quc", "k'iche'", "K'iche'"),
        ("mam", "mam", "Mam"),
        ("nah", "náhuatl", "Nahuatl"),
        ("zap", "zapoteco", "Zapotec"),
        ("es", "español", "Spanish"),
    ],
)
def test_spanish_writes_languages_small_and_english_large(
    code: str, in_spanish: str, in_english: str
) -> None:
    assert languages.language_name(code, "es") == in_spanish
    assert languages.language_name(code, "en") == in_english


def test_countries_are_called_as_people_here_call_them() -> None:
    assert languages.country_name("CI", "es") == "Costa de Marfil"
