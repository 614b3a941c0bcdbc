"""In every form of the site what nobody sees is taken out; NUL is refused with one sentence."""

import pytest
from django.test import Client

from tequio.records.people import Business, Person
from tests.cast import Cast

pytestmark = pytest.mark.django_db

BUSINESS = {"stage": "idea", "country": "GT", "languages": ["es"], "industry": ""}


def test_nul_is_refused_with_one_sentence(client: Client, cast: Cast) -> None:
    client.force_login(cast.maria)
    for path, field in (("/my-business/", "trade"), ("/settings/about-me", "name")):
        answer = client.post(path, {**BUSINESS, field: "Ana\x00"})
        said = answer.context["form"].errors[field]
        assert said == ["Hay un signo invisible en el texto. Por favor escríbalo otra vez."], path


def test_signs_that_turn_a_text_are_taken_out(client: Client, cast: Cast) -> None:
    client.force_login(cast.maria)
    fields = {**BUSINESS, "trade": "\u202epan\u202c 👩‍🌾", "business_name": "La \u200bEspiga"}
    assert client.post("/my-business/", fields).status_code == 302
    stored = Business.objects.get(person=cast.maria)
    assert (stored.trade, stored.name) == ("pan 👩‍🌾", "La Espiga")


def test_a_password_stays_as_it_was_typed(client: Client, cast: Cast) -> None:
    cast.maria.set_password("una\u200bfrase bien larga")
    cast.maria.save()
    answer = client.post(
        "/account/login/", {"login": cast.maria.email, "password": "una\u200bfrase bien larga"}
    )
    assert answer.status_code == 302
    assert Person.objects.get(pk=client.session["_auth_user_id"]) == cast.maria
