"""A mentor's page: what is offered, what is known, and what one may do there."""

import pytest
from django.test import Client

from tests.pages.hostile import NUL_IN_ADDRESS, SURROGATE_IN_ADDRESS


def test_who_is_no_mentor_has_no_page(client: Client, cast) -> None:
    client.force_login(cast.luis)
    assert client.get(f"/mentors/{cast.maria.public_id}/").status_code == 404


@pytest.mark.parametrize("who", ["nobody", NUL_IN_ADDRESS, SURROGATE_IN_ADDRESS, "x" * 3000])
def test_nobody_has_that_address(client: Client, cast, who) -> None:
    client.force_login(cast.maria)
    assert client.get(f"/mentors/{who}/").status_code == 404


def test_a_suspended_mentor_is_gone(client: Client, cast) -> None:
    cast.luis.is_active = False
    cast.luis.save()
    client.force_login(cast.maria)
    assert client.get(f"/mentors/{cast.luis.public_id}/").status_code == 404


def test_it_says_what_is_offered_and_asks_from_here(client: Client, cast) -> None:
    client.force_login(cast.maria)
    html = client.get(f"/mentors/{cast.luis.public_id}/").content.decode()
    assert "Precios y costeo" in html
    assert "3 de 3 lugares libres este mes" in html
    assert "Todavía no sabemos cómo responde" in html
    assert f"/mentors/{cast.luis.public_id}/ask/" in html
    assert f"/report/person/{cast.luis.public_id}" in html
    assert f"/block/{cast.luis.public_id}" in html


def test_oneself_can_change_it_and_neither_ask_nor_block(client: Client, cast) -> None:
    client.force_login(cast.luis)
    html = client.get(f"/mentors/{cast.luis.public_id}/").content.decode()
    assert "/my-offer/" in html
    assert "/ask/" not in html
    assert "/block/" not in html
