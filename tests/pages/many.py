"""Many rows of one kind: copies of a state that the domain's actions made, in one statement.

Only for counting the queries of a page: a thousand asks sent one by one take a minute.
"""

import uuid
from collections.abc import Callable
from copy import copy
from datetime import datetime
from typing import TypeVar

from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from tequio.records.asks import Ask
from tequio.records.conversations import Conversation, Participant
from tequio.records.identifiers import random_identifier
from tequio.records.people import MentorLoad, Person, ReplyRecord

Read = Callable[[], object]


def queries(read: Read) -> int:
    """How many statements the second reading takes: the first may fill what is kept."""
    read()
    with CaptureQueriesContext(connection) as captured:
        read()
    return len(captured)


def same_queries(read: Read, *, more: Callable[[int], object]) -> None:
    """Reads at ten rows and at a thousand; `more` makes so many. Both take as many statements."""
    more(10)
    few = queries(read)
    more(990)
    many = queries(read)
    assert many == few, f"{few} statements at 10 rows, {many} at 1,000"


Row = TypeVar("Row", bound=Model)


def copies(row: Row, n: int, **changes: Callable[[int], object]) -> list[Row]:
    """`n` rows like this one but for their keys and for what each of `changes` says."""
    made = []
    for number in range(n):
        one = copy(row)
        one._state = copy(row._state)
        one._state.adding = True
        one.pk = None
        if hasattr(one, "public_id"):
            one.public_id = random_identifier()
        for name, value in changes.items():
            setattr(one, name, value(number))
        made.append(one)
    return type(row)._base_manager.bulk_create(made)


def people(like: Person, n: int) -> list[Person]:
    return copies(like, n, email=lambda _: f"{random_identifier()}@example.org")


def mentors(like: Person, n: int, now: datetime) -> list[Person]:
    made = people(like, n)
    copies(like.mentor, n, person_id=lambda number: made[number].pk)
    MentorLoad.objects.bulk_create(MentorLoad(mentor_id=p.pk, month=now.date()) for p in made)
    ReplyRecord.objects.bulk_create(
        ReplyRecord(mentor_id=p.pk, counted_at=now, received=9, answered=8) for p in made
    )
    return made


def asks(like: Ask, askers: list[Person]) -> list[Ask]:
    return copies(like, len(askers), asker_id=lambda number: askers[number].pk)


def talks(like: Conversation, asks: list[Ask]) -> list[Conversation]:
    n = len(asks)
    made = copies(
        like,
        n,
        ask_id=lambda number: asks[number].pk,
        entrepreneur_id=lambda number: asks[number].asker_id,
    )
    for person in ("entrepreneur_id", "mentor_id"):
        Participant.objects.bulk_create(
            Participant(conversation=talk, person_id=getattr(talk, person)) for talk in made
        )
    first = like.messages.first()
    assert first is not None
    copies(
        first,
        n,
        conversation_id=lambda number: made[number].pk,
        author_id=lambda number: asks[number].asker_id,
        client_key=lambda _: uuid.uuid4(),
    )
    return made
