"""The realtime process itself: who may listen, and what is told after any break."""

import http.client
import json
import uuid
from collections.abc import Iterator
from datetime import datetime

import pytest
from django.core import signing
from django.db import connection

from tequio.domain.asks import actions as asks
from tequio.domain.conversations import actions, streams
from tequio.records.conversations import Conversation
from tequio.records.people import Person
from tests.asks import send
from tests.cast import Cast
from tests.realtime.processes import Process, address_of_database, realtime

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def process(transactional_db: None) -> Iterator[Process]:
    with realtime(address_of_database(connection.settings_dict["NAME"])) as running:
        yield running


@pytest.fixture
def talk(cast: Cast, now: datetime) -> Conversation:
    return asks.accept(ask=send(by=cast.maria, to=cast.luis, now=now), by=cast.luis, now=now)


def write(talk: Conversation, by: Person, now: datetime) -> int:
    sent = actions.send_message(
        conversation=talk, by=by, text="Hola", client_key=uuid.uuid4(), now=now
    )
    return sent.sequence


class Page:
    """An open stream."""

    def __init__(self, process: Process, query: str, **headers: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", process.port, timeout=10)
        self.connection.request("GET", f"/events?{query}", headers=headers)
        self.response = self.connection.getresponse()

    def next(self) -> tuple[str, dict[str, object]]:
        """The next event; beats and the pause before a retry are none."""
        fields: dict[str, str] = {}
        while True:
            line = self.response.readline().decode().rstrip("\n")
            if not line and "event" in fields:
                return fields["event"], json.loads(fields["data"])
            name, _, value = line.partition(": ")
            fields[name] = value


def token(person: Person, talk: Conversation) -> str:
    return streams.token_for(streams.Listener(person.pk, talk.pk))


def test_who_has_no_token_hears_nothing(process: Process, cast: Cast, talk: Conversation) -> None:
    forged = signing.dumps([cast.maria.pk, talk.pk], salt="another")
    for query in ("", "t=", "t=x", f"t={forged}", f"t={token(cast.maria, talk)}&after=x"):
        page = Page(process, query)
        assert page.response.status == 403, query
        assert page.response.headers["Access-Control-Allow-Origin"] == "*"


def test_it_is_read_only_and_knows_no_other_page(process: Process) -> None:
    for method, path, status in (("POST", "/events", 405), ("GET", "/", 404)):
        caller = http.client.HTTPConnection("127.0.0.1", process.port, timeout=10)
        caller.request(method, path)
        assert caller.getresponse().status == status


def test_a_page_hears_of_messages_reading_and_closing(
    process: Process, cast: Cast, talk: Conversation, now: datetime
) -> None:
    page = Page(process, f"t={token(cast.luis, talk)}&after=0")
    assert page.response.status == 200
    assert page.next() == ("message", {"sequence": 1})
    assert page.next() == ("read", {"sequence": 1})
    write(talk, cast.luis, now)
    assert page.next() == ("message", {"sequence": 2})
    talk.refresh_from_db()
    actions.mark_read(conversation=talk, by=cast.maria, up_to=2)
    assert page.next() == ("read", {"sequence": 2})
    actions.close(conversation=talk, by=cast.maria, now=now)
    assert page.next() == ("changed", {"open": False})


def test_what_was_said_does_not_leave_by_the_stream(
    process: Process, cast: Cast, talk: Conversation, now: datetime
) -> None:
    page = Page(process, f"t={token(cast.luis, talk)}&after=1")
    write(talk, cast.maria, now)
    kind, data = page.next()
    while kind != "message":
        kind, data = page.next()
    assert set(data) == {"sequence"}


def test_after_kill_and_start_the_page_goes_on_where_it_was(
    process: Process, cast: Cast, talk: Conversation, now: datetime
) -> None:
    page = Page(process, f"t={token(cast.luis, talk)}&after=0")
    assert page.next() == ("message", {"sequence": 1})
    process.kill()
    for _ in range(5):
        write(talk, cast.maria, now)
    process.start()
    query = f"t={token(cast.luis, talk)}&after=0"
    page = Page(process, query, **{"Last-Event-ID": "1"})
    assert page.next() == ("message", {"sequence": 6})
    write(talk, cast.maria, now)
    kinds = [page.next(), page.next()]
    assert ("message", {"sequence": 7}) in kinds


def test_a_listening_that_broke_is_mended_and_nothing_is_missed(
    process: Process, cast: Cast, talk: Conversation, now: datetime
) -> None:
    page = Page(process, f"t={token(cast.luis, talk)}&after=1")
    assert page.next() == ("read", {"sequence": 1})
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE pid <> pg_backend_pid() AND query LIKE 'LISTEN conversations%'"
        )
        assert cursor.rowcount == 1
    write(talk, cast.maria, now)
    assert page.next()[1] == {"sequence": 2}
