"""A conversation that began with an ask of María's to Luis."""

from datetime import datetime

import pytest

from tequio.domain.asks import actions as asks
from tequio.domain.conversations import actions
from tequio.records.conversations import Conversation, Message
from tequio.records.people import Person
from tests import cast as people
from tests.asks import send
from tests.cast import Cast


@pytest.fixture
def talk(cast: Cast, now: datetime) -> Conversation:
    return asks.accept(ask=send(by=cast.maria, to=cast.luis, now=now), by=cast.luis, now=now)


@pytest.fixture
def write(talk: Conversation, now: datetime):
    """Send a text as this person."""
    keys = iter(range(1000, 9000))

    def sent(by: Person, text: str) -> Message:
        return actions.send_message(
            conversation=talk, by=by, text=text, client_key=people.key(next(keys)), now=now
        )

    return sent
