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
