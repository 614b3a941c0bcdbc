"""The inbox shows one's own conversations with what is unread, in as many queries as ever."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from tequio.domain.asks import actions as asks
from tequio.domain.conversations import actions, queries
from tequio.domain.safety import actions as safety
from tequio.records.conversations import Conversation, Message
from tequio.records.people import Mentor, Person
from tests import cast as people
from tests.asks import send
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def more(count: int, luis: Person, now: datetime) -> None:
    """Conversations of Luis with other people, each a minute later."""
    Mentor.objects.filter(person=luis).update(places_a_month=50)
    for number in range(count):
        asker = people.entrepreneur(f"Otra {number}", country="GT", language="es", now=now)
        later = now + timedelta(minutes=number)
        talk = asks.accept(ask=send(by=asker, to=luis, now=later), by=luis, now=later)
        actions.send_message(
            conversation=talk, by=asker, text="Hola", client_key=people.key(number), now=later
        )


def test_nobody_signed_in_is_asked_to_sign_in(client: Client) -> None:
    assert client.get("/conversations/").status_code == 302


def test_a_stranger_sees_nothing_of_it(client: Client, cast: Cast, talk: Conversation) -> None:
    client.force_login(cast.pedro)
    assert talk.public_id not in client.get("/conversations/").content.decode()


def test_blocked_people_are_in_no_inbox_and_in_no_count(
    client: Client, cast: Cast, talk: Conversation, write: Callable[..., Message], now: datetime
) -> None:
    write(cast.maria, "Hola")
    assert queries.unread(cast.luis) == 1
    safety.block(by=cast.maria, person=cast.luis, now=now)
    client.force_login(cast.luis)
    assert talk.public_id not in client.get("/conversations/").content.decode()
    assert queries.unread(cast.luis) == 0


def test_what_is_unread_is_counted_here_and_in_the_navigation(
    client: Client, cast: Cast, talk: Conversation, write: Callable[..., Message]
) -> None:
    for text in ("uno", "dos"):
        write(cast.maria, text)
    client.force_login(cast.luis)
    page = client.get("/conversations/").content.decode()
    assert "2 sin leer" in page
    assert 'class="count">2<' in page
    assert "dos" in page
    client.force_login(cast.maria)
    assert "sin leer" not in client.get("/conversations/").content.decode()


def test_who_writes_without_having_read_still_has_it_unread(
    cast: Cast, talk: Conversation, write: Callable[..., Message]
) -> None:
    write(cast.maria, "¿Está?")
    write(cast.luis, "Escrito antes de leer")
    assert queries.unread(cast.luis) == 1
    assert queries.inbox(cast.luis).get().unread == 1


def test_twenty_a_page_the_latest_first(client: Client, cast: Cast, now: datetime) -> None:
    more(22, cast.luis, now)
    client.force_login(cast.luis)
    first = client.get("/conversations/").content.decode()
    second = client.get("/conversations/?page=2").content.decode()
    assert (first.count("sin leer"), second.count("sin leer")) == (20, 2)
    assert "Otra 21" in first
    assert "Otra 0" in second


@pytest.mark.parametrize("rows", [1, 12])
def test_the_number_of_queries_is_the_same(
    client: Client, cast: Cast, now: datetime, rows: int, django_assert_num_queries
) -> None:
    more(rows, cast.luis, now)
    client.force_login(cast.luis)
    client.get("/conversations/")
    with django_assert_num_queries(6):
        client.get("/conversations/")
