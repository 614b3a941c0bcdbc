"""Waiting asks for the coordinators: who, whom, until when, and nothing of the text."""

from datetime import timedelta

import time_machine
from django.test import Client

from tests.asks import CONTEXT, QUESTION, send


def test_a_programme_manager_does_not_see_who_asks_whom(client: Client, cast) -> None:
    client.force_login(cast.manager)
    assert client.get("/staff/asks").status_code == 403


def test_odd_pages_show_a_page(client: Client, cast) -> None:
    client.force_login(cast.coordinator)
    for page in ("x", "-1", "9999999999", "%00"):
        assert client.get(f"/staff/asks?page={page}").status_code == 200


def test_late_ones_are_marked_and_no_text_is_shown(client: Client, cast, now) -> None:
    send(by=cast.maria, to=cast.luis, now=now)
    with time_machine.travel(now + timedelta(days=8), tick=False):
        client.force_login(cast.coordinator)
        html = client.get("/staff/asks").content.decode()
    assert "<strong>" in html
    assert "María Ajú Tzoc" in html
    assert QUESTION not in html
    assert CONTEXT not in html
