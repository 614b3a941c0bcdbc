"""The mailbox of the demo shows letters of studies, from a folder and never from the ledger."""

from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from tequio.delivery import demo_letters

pytestmark = pytest.mark.django_db
LETTER = "Responder o decir que no:\nhttp://survey.test/r/abc/"


def test_letters_are_shown_in_the_demo_only(
    client: Client, settings: Settings, tmp_path: Path, now: datetime
) -> None:
    settings.VAR = tmp_path
    for number, to in enumerate(("maria@example.org", "luis@example.org")):
        letter = demo_letters.DemoLetter(to, "6 minutos", LETTER, now)
        demo_letters.keep(var=tmp_path, number=number, letter=letter)
    assert "6 minutos" not in client.get("/demo/mailbox").content.decode()
    settings.IS_DEMO = True
    shown = client.get("/demo/mailbox?to=maria@example.org").content.decode()
    assert shown.count("6 minutos") == 1
    assert 'href="http://survey.test/r/abc/"' in shown
