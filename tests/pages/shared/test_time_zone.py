"""Days and hours on pages are those of the reader's own clock, as in the mails to that person."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone, translation

from tequio.domain.asks import actions as asks
from tequio.domain.asks import letters
from tequio.records.notifications import Notification
from tequio.records.people import Person
from tests.asks import send
from tests.cast import Cast

pytestmark = pytest.mark.django_db
EAST, WEST = "Pacific/Kiritimati", "Pacific/Pago_Pago"
"""25 hours apart: never the same day in both."""


def test_who_is_not_signed_in_reads_by_the_clock_of_the_site(client: Client) -> None:
    assert client.get("/").status_code == 200
    assert timezone.get_current_timezone() == timezone.get_default_timezone()


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_mail_and_the_page_name_the_same_day_in_the_same_form(
    client: Client, cast: Cast, now: datetime, language: str
) -> None:
    send(by=cast.maria, to=cast.luis, now=now)
    days = set()
    for zone in (EAST, WEST):
        Person.objects.filter(pk=cast.luis.pk).update(time_zone=zone, language=language)
        client.force_login(cast.luis)
        page = client.get("/asks/waiting/").content.decode()
        told = Notification.objects.get(person=cast.luis, kind="ask_received")
        with translation.override(language):
            said = letters.received(told, now).paragraphs[1]
        day = re.search(r"(?:hasta el|until) (.*?)\.", said)[1]
        assert day in page
        days.add(day)
    assert len(days) == 2


def test_the_hour_of_a_message_is_the_readers_and_the_next_request_knows_nothing_of_it(
    client: Client, cast: Cast, now: datetime
) -> None:
    talk = asks.accept(ask=send(by=cast.maria, to=cast.luis, now=now), by=cast.luis, now=now)
    for zone in (EAST, WEST):
        Person.objects.filter(pk=cast.luis.pk).update(time_zone=zone)
        client.force_login(cast.luis)
        page = client.get(f"/conversations/{talk.public_id}/").content.decode()
        assert f"{now.astimezone(ZoneInfo(zone)):%H:%M}" in page
        assert timezone.get_current_timezone() == timezone.get_default_timezone()
