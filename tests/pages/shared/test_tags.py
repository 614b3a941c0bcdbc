"""Filters of templates that decide something."""

import pytest

from tequio.pages.shared.tags import is_a_number


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "[::1]:8000", "10.0.0.7"])
def test_an_address_of_digits_is_a_number(host: str) -> None:
    assert is_a_number(host)


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8000", "tequio.example.org", "4you.example"]
)
def test_a_name_is_none(host: str) -> None:
    assert not is_a_number(host)
