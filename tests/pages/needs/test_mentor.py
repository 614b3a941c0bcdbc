"""A mentor's page: what is offered, what is known, and what one may do there."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone, translation

from tequio.pages.needs import mentor_words
from tequio.records.people import Mentor, MentorLoad, ReplyRecord
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


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"places_a_month": 0}, "no recibe a nadie por ahora"),
        ({"paused_until": date(2090, 1, 31)}, "está en pausa hasta el"),
    ],
)
def test_who_has_no_room_is_not_asked_from_here_and_others_are_offered(
    client: Client, cast, changed, said
) -> None:
    Mentor.objects.filter(person=cast.luis).update(**changed)
    client.force_login(cast.maria)
    html = client.get(f"/mentors/{cast.luis.public_id}/").content.decode()
    assert said in html
    assert f"/mentors/{cast.luis.public_id}/ask/" not in html
    assert 'href="/mentors/suggested/"' in html
    asked = client.get(f"/mentors/{cast.luis.public_id}/ask/").content.decode()
    assert "se conserva" not in asked


def test_whose_places_of_this_month_are_taken_is_said_with_the_day_of_the_next(
    client: Client, cast
) -> None:
    month = timezone.localdate().replace(day=1)
    MentorLoad.objects.update_or_create(
        mentor_id=cast.luis.pk, defaults={"month": month, "used": 3, "waiting": 0}
    )
    client.force_login(cast.maria)
    html = client.get(f"/mentors/{cast.luis.public_id}/").content.decode()
    assert "ya no tiene lugar este mes" in html


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (ReplyRecord(received=4, answered=4), "We do not know yet how this mentor answers"),
        (ReplyRecord(received=9, answered=4), "Answered 4 of 9 asks"),
        (ReplyRecord(received=9, answered=7), "7 of 9 asks, fewer than half of all in time"),
        (ReplyRecord(received=9, answered=7, median_hours=60), "half of all within 3 days"),
    ],
)
def test_a_record_says_no_more_than_was_counted(record: ReplyRecord, said: str) -> None:
    with translation.override("en"):
        assert mentor_words.answers_sentence(record).endswith(said)
