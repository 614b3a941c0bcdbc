"""Where one is signed in is said in words, not in what browsers tell each other."""

import pytest
from django.utils import translation

from tequio.pages.shared.devices import device_name

PHONE = "Mozilla/5.0 (Linux; Android 13; SM-A145M) AppleWebKit/537.36 (KHTML, like Gecko) "
KNOWN = {
    PHONE + "Chrome/130.0 Mobile Safari/537.36": "Chrome en Android",
    PHONE + "SamsungBrowser/27.0 Chrome/125.0 Mobile Safari/537.36": "Samsung Internet en Android",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0": (
        "Firefox en Windows"
    ),
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile Safari/604.1": (
        "Safari en iPhone"
    ),
    "curl/8.5": "Un dispositivo que no dice qué es",
    "": "Un dispositivo que no dice qué es",
}


@pytest.mark.parametrize(("user_agent", "name"), KNOWN.items())
def test_a_device_is_named_as_its_owner_names_it(user_agent: str, name: str) -> None:
    with translation.override("es"):
        assert device_name(user_agent) == name
