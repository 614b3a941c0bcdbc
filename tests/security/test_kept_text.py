"""A form whose code was too old loses no text, puts none into others' forms, keeps no secret."""

import pytest
from django.conf import settings
from django.test import Client

pytestmark = pytest.mark.django_db

WORDS = "Lo escribí con calma y no quiero repetirlo"


def test_a_code_that_was_too_old_keeps_the_words(cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.maria)
    client.get("/what-is-on-your-mind/")
    client.cookies[settings.CSRF_COOKIE_NAME] = "b" * 32
    old = {"csrfmiddlewaretoken": "a" * 32, "worry": WORDS, "password": "secreto"}
    page = "/what-is-on-your-mind/"
    refused = client.post(page, old, headers={"Origin": "http://testserver"})
    assert refused.status_code == 403
    assert f'href="{page}"' in refused.content.decode()
    assert "secreto" not in str(client.session["kept_form"])
    assert WORDS in client.get(page).content.decode()


@pytest.mark.parametrize("origin", ["https://evil.example", "http://testserver.evil.example", ""])
def test_a_form_from_elsewhere_puts_no_words_into_ours(cast, origin: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.maria)
    page = "/what-is-on-your-mind/"
    refused = client.post(page, {"worry": WORDS}, headers={"Origin": origin} if origin else {})
    assert refused.status_code == 403
    assert WORDS not in client.get(page).content.decode()


@pytest.mark.parametrize("field", ["password", "oldpassword", "password1", "code"])
def test_no_secret_waits_in_a_session(cast, field: str) -> None:
    client = Client()
    client.post("/account/password/change/", {field: "secreto"})
    assert "secreto" not in str(dict(client.session))
