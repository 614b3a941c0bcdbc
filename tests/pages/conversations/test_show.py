"""A conversation is for its two people; it opens with the ask and keeps what was read."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localtime

from tequio.domain.asks import actions as asks
from tequio.domain.conversations import actions
from tequio.domain.privacy import actions as privacy
from tequio.domain.safety import actions as safety
from tequio.records.conversations import Conversation, Message, Participant
from tequio.records.people import Person
from tests.asks import CONTEXT, QUESTION, TRIED, send
from tests.cast import Cast

pytestmark = pytest.mark.django_db
Write = Callable[[Person, str], Message]

PAGES = ("show", "messages", "elsewhere", "check-in", "send")
CHANGES = ("read", "send", "leave", "close", "reopen", "check-in")


def address(name: str, talk: Conversation) -> str:
    return reverse(f"conversations:{name}", args=[talk.public_id])


def read_by(person: Person) -> int:
    return Participant.objects.get(person=person).read_sequence


def test_a_stranger_finds_no_page_of_it(client: Client, cast: Cast, talk: Conversation) -> None:
    for stranger in (cast.pedro, cast.ana, cast.coordinator, cast.administrator):
        client.force_login(stranger)
        assert {client.get(address(name, talk)).status_code for name in PAGES} == {404}


def test_a_stranger_changes_nothing_in_it(client: Client, cast: Cast, talk: Conversation) -> None:
    client.force_login(cast.pedro)
    key = "6b1f7f8e-1111-4222-8333-444455556666"
    fields = {"text": "Hola", "idempotency_key": key, "up_to": "1", "channel": "call"}
    for name in CHANGES:
        assert client.post(address(name, talk), fields).status_code == 404, name
    talk.refresh_from_db()
    assert (talk.last_sequence, talk.closed_at, talk.departures.count()) == (1, None, 0)


def test_who_was_blocked_finds_it_no_more(
    client: Client, cast: Cast, talk: Conversation, now: datetime
) -> None:
    safety.block(by=cast.maria, person=cast.luis, now=now)
    for person in (cast.luis, cast.maria):
        client.force_login(person)
        assert client.get(address("show", talk)).status_code == 404


@pytest.mark.parametrize("after", ["", "x", "-1", "٣", "1e3", "9" * 40, "1\x00"])
def test_a_number_that_is_none_is_refused(
    client: Client, cast: Cast, talk: Conversation, after: str
) -> None:
    client.force_login(cast.maria)
    assert client.get(address("messages", talk), {"after": after}).status_code == 400
    assert client.post(address("read", talk), {"up_to": after}).status_code == 400
    assert client.get(address("show", talk), {"before": after}).status_code == 200


def test_it_opens_with_the_ask(client: Client, cast: Cast, talk: Conversation) -> None:
    client.force_login(cast.luis)
    page = client.get(address("show", talk)).content.decode()
    assert QUESTION in page
    assert 'data-sequence="1"' in page


@pytest.mark.parametrize("reader", ["maria", "luis"])
def test_it_opens_with_the_question_under_its_labels_and_what_was_asked_back_before_the_yes(
    client: Client, cast: Cast, now: datetime, reader: str
) -> None:
    ask = send(by=cast.maria, to=cast.luis, now=now)
    asked, answered = now - timedelta(days=1), now - timedelta(minutes=1)
    asks.ask_back(ask=ask, by=cast.luis, question="¿Cuánto le cuesta una?", now=asked)
    asks.answer_back(ask=ask, by=cast.maria, answer="Ochenta centavos.", now=answered)
    talk = asks.accept(ask=ask, by=cast.luis, now=now)
    client.force_login(getattr(cast, reader))
    html = client.get(address("show", talk)).content.decode()
    told = (
        *("La pregunta", QUESTION, "Sobre el negocio", CONTEXT, "Lo que ya intentó", TRIED),
        *("¿Cuánto le cuesta una?", "Ochenta centavos."),
    )
    places = [html.index(part, html.index("data-messages>")) for part in told]
    assert places == sorted(places)
    before, after = (html[html.rindex("<li", 0, html.index(part)) :][:40] for part in told[-2:])
    assert ("mine" in before, "mine" in after) == (reader == "luis", reader == "maria")
    assert 'class="message mine" data-sequence="1" data-state="sent"' not in html
    assert all(f'<time datetime="{localtime(at).isoformat()}' in html for at in (asked, answered))
    assert (f"/report/ask/{ask.public_id}" in html) == (reader == "maria")


def test_opening_it_marks_what_is_shown_as_read(
    client: Client, cast: Cast, talk: Conversation, write: Write
) -> None:
    write(cast.luis, "Buenas tardes")
    assert read_by(cast.maria) == 1
    client.force_login(cast.maria)
    client.get(address("show", talk))
    assert read_by(cast.maria) == 2
    client.force_login(cast.luis)
    assert 'data-state="read"' in client.get(address("show", talk)).content.decode()


def test_the_fragment_holds_what_came_after_and_reads_nothing_by_itself(
    client: Client, cast: Cast, talk: Conversation, write: Write
) -> None:
    for text in ("uno", "dos"):
        write(cast.luis, text)
    client.force_login(cast.maria)
    response = client.get(address("messages", talk), {"after": "2"})
    page = response.content.decode()
    assert ("uno" in page, "dos" in page, "<html" in page) == (False, True, False)
    assert "/events?t=" in response["Stream-Url"]
    assert read_by(cast.maria) == 1
    assert client.post(address("read", talk), {"up_to": "3"}).status_code == 204
    assert read_by(cast.maria) == 3


def test_a_long_conversation_has_earlier_pages(
    client: Client, cast: Cast, talk: Conversation, write: Write
) -> None:
    for number in range(2, 61):
        write(cast.luis, f"mensaje {number}.")
    client.force_login(cast.maria)
    latest = client.get(address("show", talk)).content.decode()
    assert "mensaje 60." in latest
    assert "mensaje 10." not in latest
    assert "?before=11" in latest
    earlier = client.get(address("show", talk), {"before": "11"}).content.decode()
    assert "mensaje 10." in earlier
    assert "data-conversation" not in earlier
    assert read_by(cast.maria) == 60


def test_what_people_write_is_shown_as_they_wrote_it(
    client: Client, cast: Cast, talk: Conversation, write: Write
) -> None:
    write(cast.luis, "<script>alert(1)</script> 🌽 \u202eabc\u202c")
    client.force_login(cast.maria)
    page = client.get(address("show", talk)).content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    assert "🌽" in page


def test_the_number_of_queries_does_not_grow_with_the_messages(
    client: Client, cast: Cast, talk: Conversation, write: Write, django_assert_num_queries
) -> None:
    client.force_login(cast.maria)
    client.get(address("show", talk))
    for number in range(30):
        write(cast.luis if number % 2 else cast.maria, str(number))
    actions.mark_read(conversation=talk, by=cast.maria, up_to=31)
    client.get(address("show", talk))
    with django_assert_num_queries(6):
        client.get(address("show", talk))
    actions.close(conversation=talk, by=cast.maria, now=talk.opened_at)
    with django_assert_num_queries(6):
        client.get(address("show", talk))


def test_the_page_may_reach_the_realtime_process_by_the_name_it_was_reached_by(
    client: Client, cast: Cast, talk: Conversation, settings
) -> None:
    client.force_login(cast.maria)
    settings.REALTIME_URL = "http://127.0.0.1:8001"
    response = client.get(address("show", talk), headers={"host": "192.168.1.7:8000"})
    assert 'data-stream-url="http://192.168.1.7:8001/events?t=' in response.content.decode()
    assert "http://192.168.1.7:8001" in response["Content-Security-Policy"]
    same = client.get(address("show", talk), headers={"host": "127.0.0.1:8000"})
    assert 'data-stream-url="http://127.0.0.1:8001/events?t=' in same.content.decode()
    settings.REALTIME_URL = ""
    assert 'data-stream-url="/events?t=' in client.get(address("show", talk)).content.decode()


def test_after_the_other_deleted_the_account_only_ones_own_words_are_promised(
    client: Client, cast: Cast, talk: Conversation, now: datetime
) -> None:
    privacy.erase(person=cast.luis, by=cast.luis, now=now)
    client.force_login(cast.maria)
    page = client.get(address("show", talk)).content.decode()
    assert "lo que usted escribió se queda aquí" in page
    assert "Lo que se escribieron" not in page
    how = client.get(address("check-in", talk)).content.decode()
    assert "<h1>¿Cómo les fue?</h1>" in how
    assert "con (cuenta borrada)" not in how
    assert "A (cuenta borrada)" not in how
