"""What happens is told by a mail that a real mail server receives, once, in the right language."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine

from tequio.domain import dates
from tequio.domain.asks import actions as asks
from tequio.domain.conversations import actions as conversations
from tequio.domain.mails import actions as mails
from tequio.records.notifications import Mail
from tests import cast as people
from tests.asks import QUESTION, send
from tests.mail_server import MailServer, mail_server
from tests.worker import work_until_idle

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def post(settings: object) -> Iterator[MailServer]:
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.host, server.port  # type: ignore[attr-defined]
        yield server


def work(at: datetime) -> None:
    """What the worker does until nothing is left to do at this moment."""
    with time_machine.travel(at, tick=True):
        work_until_idle()


def test_a_mail_claimed_by_a_sender_that_died_is_held_and_not_sent_again(
    post: MailServer, now: datetime
) -> None:
    cast = people.gather(now=now)
    send(by=cast.maria, to=cast.luis, now=now)
    work(now)
    Mail.objects.update(state="sending", sending_at=now)
    assert mails.hold_stuck(now=now + timedelta(minutes=6)) == 1
    work(now + timedelta(minutes=7))
    assert Mail.objects.get().state == "held"
    assert len(post.received) == 1


def test_an_ask_reaches_the_mentor_in_spanish_with_a_link_and_a_stable_name(
    post: MailServer, now: datetime
) -> None:
    cast = people.gather(now=now)
    send(by=cast.maria, to=cast.luis, now=now)
    work(now)
    (mail,) = post.received
    ledger = Mail.objects.get()
    assert mail["To"] == cast.luis.email
    assert mail["Message-ID"] == ledger.message_id
    assert ledger.state == "sent"
    text = mail.get_body(("plain",)).get_content()
    assert QUESTION in text
    assert "/answer/" in text
    assert "viernes 27 de noviembre" in text


def test_messages_of_two_minutes_go_in_one_mail_and_read_ones_in_none(
    post: MailServer, now: datetime
) -> None:
    cast = people.gather(now=now)
    talk = asks.accept(ask=send(by=cast.maria, to=cast.luis, now=now), by=cast.luis, now=now)
    work(now)
    post.received.clear()
    for number, text in enumerate(("Buenas tardes.", "Traiga sus costos.", "Hasta luego.")):
        conversations.send_message(
            conversation=talk, by=cast.luis, text=text, client_key=people.key(number), now=now
        )
    work(now + timedelta(minutes=3))
    (mail,) = post.received
    text = mail.get_body(("plain",)).get_content()
    assert all(part in text for part in ("Buenas tardes.", "Traiga sus costos.", "Hasta luego."))
    conversations.mark_read(conversation=talk, by=cast.maria, up_to=4)
    work(now + timedelta(minutes=9))
    assert len(post.received) == 1


def test_the_answer_to_a_question_back_reaches_the_mentor_under_a_subject_of_its_own(
    post: MailServer, now: datetime
) -> None:
    cast = people.gather(now=now)
    ask = send(by=cast.maria, to=cast.luis, now=now)
    work(now)
    asked = asks.ask_back(ask=ask, by=cast.luis, question="¿Cuánto cuesta el maíz?", now=now)
    work(now)
    asks.answer_back(ask=asked, by=cast.maria, answer="Q 180 el quintal, 100 %.", now=now)
    work(now)
    first, question, again = post.received
    assert again["Subject"] == f"{cast.maria.name} respondió su pregunta" != first["Subject"]
    text = again.get_body(("plain",)).get_content()
    assert "Q 180 el quintal, 100 %." in text
    assert "¿Cuánto cuesta el maíz?" in text
    ends = dates.day_in_words(now + timedelta(days=14), time_zone=cast.maria.time_zone)
    told = question.get_body(("plain",)).get_content().replace("\n", " ")
    assert f"la consulta termina el {ends}" in told
