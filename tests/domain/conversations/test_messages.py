"""Messages: in order, once, announced on commit, counted as read by whom they were shown to."""

import threading
import uuid
from datetime import datetime

import pytest
from django.db import connections
from procrastinate.contrib.django.models import ProcrastinateJob

from tequio.domain.asks import actions as asks
from tequio.domain.conversations import actions, queries
from tequio.domain.links import actions as links
from tequio.records.asks import ActionLink
from tequio.records.audit import AuditEvent
from tequio.records.conversations import Conversation, Message, Participant
from tequio.records.people import Person
from tests import cast as people
from tests.asks import QUESTION, send
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(cast: Cast, now: datetime) -> Conversation:
    return asks.accept(ask=send(by=cast.maria, to=cast.luis, now=now), by=cast.luis, now=now)


def write(talk: Conversation, by: Person, key: int, now: datetime, text: str = "Hola") -> Message:
    return actions.send_message(
        conversation=talk, by=by, text=text, client_key=people.key(key), now=now
    )


@pytest.mark.parametrize("text", ["", "a\x00b", "x" * 5001])
def test_what_is_no_message_is_refused(
    cast: Cast, talk: Conversation, now: datetime, text: str
) -> None:
    with pytest.raises(actions.MessageRefused):
        write(talk, cast.maria, 1, now, text)
    assert Message.objects.count() == 1


def test_a_closed_conversation_takes_none(cast: Cast, talk: Conversation, now: datetime) -> None:
    actions.close(conversation=talk, by=cast.luis, now=now)
    with pytest.raises(actions.ConversationClosed):
        write(talk, cast.maria, 1, now)


def test_what_was_stored_before_the_closing_is_acknowledged_after_it(
    cast: Cast, talk: Conversation, now: datetime
) -> None:
    first = write(talk, cast.maria, 1, now)
    actions.close(conversation=talk, by=cast.luis, now=now)
    assert write(talk, cast.maria, 1, now) == first


def test_a_key_stands_for_one_text(cast: Cast, talk: Conversation, now: datetime) -> None:
    first = write(talk, cast.maria, 1, now)
    assert write(talk, cast.maria, 1, now) == first
    with pytest.raises(actions.KeyUsedForAnotherText):
        write(talk, cast.maria, 1, now, "Otra cosa")
    assert Message.objects.count() == 2


def test_two_people_may_have_the_same_key(cast: Cast, talk: Conversation, now: datetime) -> None:
    assert write(talk, cast.maria, 1, now) != write(talk, cast.luis, 1, now)


def test_it_opens_with_the_ask(talk: Conversation, cast: Cast) -> None:
    first = talk.messages.get()
    assert (first.sequence, first.author, first.text.startswith(QUESTION)) == (1, cast.maria, True)


def test_a_message_is_audited_without_its_words_and_its_mail_waits(
    cast: Cast, talk: Conversation, now: datetime
) -> None:
    write(talk, cast.maria, 1, now, "Palabras muy mías")
    event = AuditEvent.objects.get(action="conversations.send_message")
    assert (event.actor, "Palabras" in str(event.detail)) == (cast.maria, False)
    job = ProcrastinateJob.objects.get(task_name=actions.TELL_ABSENT)
    assert job.args == {"conversation_id": talk.pk, "person_id": cast.luis.pk}
    assert job.scheduled_at == now + actions.UNTIL_ABSENT


def test_reading_never_goes_back_nor_past_the_end(
    cast: Cast, talk: Conversation, now: datetime
) -> None:
    write(talk, cast.maria, 1, now)
    talk.refresh_from_db()
    for up_to, read in ((99, 2), (1, 2)):
        actions.mark_read(conversation=talk, by=cast.luis, up_to=up_to)
        assert queries.read_marks(talk)[cast.luis.pk] == read


def test_a_reply_by_link_and_the_use_of_the_link_happen_together_or_not(
    cast: Cast, talk: Conversation, now: datetime
) -> None:
    token = links.make(person=cast.luis, purpose="reply", conversation=talk, now=now)
    link = links.read(token=token, purpose="reply", now=now)
    with pytest.raises(actions.MessageRefused):
        actions.reply_by_link(link=link, text="", client_key=people.key(1), now=now)
    assert ActionLink.objects.get(purpose="reply").used_at is None
    actions.reply_by_link(link=link, text="Sí", client_key=people.key(1), now=now)
    with pytest.raises(links.LinkNotUsable):
        actions.reply_by_link(link=link, text="No", client_key=people.key(2), now=now)
    assert list(Message.objects.values_list("text", flat=True))[1:] == ["Sí"]


@pytest.mark.django_db(transaction=True)
def test_many_writing_at_once_leave_no_gap_in_the_numbers(
    cast: Cast, talk: Conversation, now: datetime
) -> None:
    start = threading.Barrier(6)

    def press(by: Person) -> None:
        start.wait()
        for _ in range(10):
            actions.send_message(
                conversation=talk, by=by, text="Hola", client_key=uuid.uuid4(), now=now
            )
        connections.close_all()

    threads = [
        threading.Thread(target=press, args=(person,)) for person in (cast.maria, cast.luis) * 3
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(talk.messages.values_list("sequence", flat=True)) == list(range(1, 62))
    assert Participant.objects.count() == 2
