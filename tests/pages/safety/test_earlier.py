"""Whoever was blocked finds what was written to her and reports it, and learns of no block."""

import pytest
from django.test import Client

from tequio.domain.asks import actions as asks
from tequio.domain.conversations import actions as conversations
from tequio.domain.safety import actions as safety
from tequio.records.asks import Ask
from tequio.records.conversations import Conversation
from tequio.records.safety import Report
from tests import cast as people
from tests.asks import QUESTION, send
from tests.pages import many


@pytest.fixture
def talk(cast, now) -> Conversation:
    """Luis accepts what Maria asks and writes something that he should not have written."""
    talk = asks.accept(ask=send(by=cast.maria, to=cast.luis, now=now), by=cast.luis, now=now)
    conversations.send_message(
        conversation=talk, by=cast.luis, text="Deme Q500 antes", client_key=people.key(7), now=now
    )
    return talk


def listed(client: Client) -> str:
    """What the page says: the part that no number of unread messages changes."""
    page = client.get("/report/").content.decode()
    return page[page.index("<h1>") : page.index("</main>")]


def test_nobody_without_an_account_opens_it(client: Client, db) -> None:
    assert client.get("/report/").status_code == 302


def test_it_takes_no_post(client: Client, cast) -> None:
    client.force_login(cast.maria)
    assert client.post("/report/").status_code == 405


def test_a_stranger_finds_nothing(client: Client, cast, talk) -> None:
    client.force_login(cast.pedro)
    page = client.get("/report/").content.decode()
    assert QUESTION not in page
    assert "Deme Q500" not in page


@pytest.mark.parametrize("start", ["/asks/", "/conversations/", "/blocked/"])
def test_who_wrote_to_nobody_is_offered_no_list_of_nothing(client: Client, cast, start) -> None:
    client.force_login(cast.maria)
    assert 'href="/report/"' not in client.get(start).content.decode()


def test_the_blocked_person_reports_from_a_list_that_she_reaches(
    client: Client, cast, talk, now
) -> None:
    client.force_login(cast.maria)
    before = listed(client)
    safety.block(by=cast.luis, person=cast.maria, now=now)
    for start in ("/asks/", "/conversations/", "/blocked/"):
        assert 'href="/report/"' in client.get(start).content.decode()
    page = listed(client)
    assert page == before  # a block leaves no trace
    said = talk.messages.get(author=cast.luis, sequence__gt=1)
    address = f"/report/message/{said.public_id}"
    assert f'href="{address}"' in page
    client.post(address, {"reason": "money", "text": "", "idempotency_key": people.key(1)})
    assert Report.objects.get().evidence == "Deme Q500 antes"


def test_it_names_nobody_and_shows_nothing_of_her_own(client: Client, cast, talk) -> None:
    conversations.send_message(
        conversation=talk,
        by=cast.maria,
        text="No pago",
        client_key=people.key(8),
        now=talk.opened_at,
    )
    client.force_login(cast.maria)
    page = client.get("/report/").content.decode()
    assert cast.luis.given_name not in page
    assert "No pago" not in page


def test_a_mentor_reports_an_ask_of_somebody_who_blocked(client: Client, cast, now) -> None:
    ask = send(by=cast.maria, to=cast.luis, now=now)
    safety.block(by=cast.maria, person=cast.luis, now=now)
    client.force_login(cast.luis)
    assert 'href="/report/"' in client.get("/asks/waiting/").content.decode()
    assert f'href="/report/ask/{ask.public_id}"' in client.get("/report/").content.decode()


def test_it_asks_as_much_for_many_as_for_one(client: Client, cast, talk) -> None:
    client.force_login(cast.luis)
    accepted = Ask.objects.get()
    many.same_queries(
        lambda: client.get("/report/"),
        more=lambda n: many.talks(talk, many.asks(accepted, many.people(cast.pedro, n))),
    )
