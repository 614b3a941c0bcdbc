"""Closing asks both how it went; neither sees the other's answers before giving their own."""

import re
import threading
from datetime import datetime

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from tequio.domain.conversations import actions
from tequio.domain.notifications.actions import SEND_NOTIFICATION
from tequio.records.audit import AuditEvent
from tequio.records.conversations import CheckIn, Conversation
from tequio.records.notifications import Notification, NotificationKind
from tequio.records.people import Person
from tests.cast import Cast

pytestmark = pytest.mark.django_db
ANSWERS = {"talked": "yes", "useful": "partly", "goal_reached": "no", "thanks": "Mil gracias"}


def url(name: str, talk: Conversation) -> str:
    return reverse(f"conversations:{name}", args=[talk.public_id])


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def closed(talk: Conversation, cast: Cast, now: datetime) -> Conversation:
    return actions.close(conversation=talk, by=cast.maria, now=now)


def test_an_open_conversation_asks_nothing_yet(cast: Cast, talk: Conversation) -> None:
    response = signed_in(cast.maria).get(url("check-in", talk))
    assert response["Location"] == url("show", talk)
    response = signed_in(cast.maria).post(url("check-in", talk), ANSWERS)
    assert response["Location"] == url("show", talk)
    assert not CheckIn.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"talked": "perhaps"},
        {"talked": "partly", "useful": "yes", "goal_reached": "yes"},
        {"talked": "yes"},
        {"talked": "no", "useful": "yes", "goal_reached": "no"},
        {"talked": "no", "goal_reached": "partly"},
        {**ANSWERS, "thanks": "x" * 501},
        {**ANSWERS, "thanks": "a\x00b"},
        {**ANSWERS, "useful": "\x00"},
    ],
)
def test_answers_that_are_none_are_refused(
    cast: Cast, closed: Conversation, wrong: dict[str, str]
) -> None:
    response = signed_in(cast.maria).post(url("check-in", closed), wrong)
    assert response.status_code == 422
    assert not CheckIn.objects.exclude(answered_at=None).exists()


def test_nobody_sees_the_others_answers_before_giving_their_own(
    cast: Cast, closed: Conversation
) -> None:
    signed_in(cast.maria).post(url("check-in", closed), ANSWERS)
    before = signed_in(cast.luis).get(url("check-in", closed)).content.decode()
    assert "Mil gracias" not in before
    assert "Mil gracias" in signed_in(cast.maria).get(url("check-in", closed)).content.decode()
    signed_in(cast.luis).post(url("check-in", closed), {"talked": "no", "thanks": "A usted"})
    for person in (cast.maria, cast.luis):
        after = signed_in(person).get(url("check-in", closed)).content.decode()
        assert "Mil gracias" in after
        assert "A usted" in after


def test_an_answer_can_be_changed_until_both_have_seen(cast: Cast, closed: Conversation) -> None:
    maria, luis = signed_in(cast.maria), signed_in(cast.luis)
    maria.post(url("check-in", closed), ANSWERS)
    maria.post(url("check-in", closed), {**ANSWERS, "useful": "yes"})
    luis.post(url("check-in", closed), ANSWERS)
    maria.post(url("check-in", closed), {**ANSWERS, "useful": "no"})
    assert CheckIn.objects.get(person=cast.maria).useful == "yes"


def test_one_tap_closes_and_leads_to_the_questions(cast: Cast, talk: Conversation) -> None:
    response = signed_in(cast.maria).post(url("close", talk))
    assert response["Location"] == url("check-in", talk)
    assert set(CheckIn.objects.values_list("person", flat=True)) == {cast.maria.pk, cast.luis.pk}
    html = signed_in(cast.maria).get(response["Location"]).content.decode()
    assert "La conversación está cerrada. Se puede abrir de nuevo" in html
    assert 'form="reopen"' in html


def test_opening_again_begins_a_round_of_its_own(cast: Cast, closed: Conversation) -> None:
    maria = signed_in(cast.maria)
    maria.post(url("check-in", closed), ANSWERS)
    assert maria.post(url("reopen", closed))["Location"] == url("show", closed)
    assert "data-composer" in maria.get(url("show", closed)).content.decode()
    maria.post(url("close", closed))
    maria.post(url("check-in", closed), {**ANSWERS, "thanks": "Otra vez gracias"})
    assert CheckIn.objects.filter(person=cast.maria).count() == 2


def test_answers_from_before_a_reopening_stay_in_sight_of_who_gave_theirs(
    cast: Cast, closed: Conversation
) -> None:
    maria, luis = signed_in(cast.maria), signed_in(cast.luis)
    maria.post(url("check-in", closed), ANSWERS)
    luis.post(url("reopen", closed))
    luis.post(url("close", closed))
    assert "Usted dijo el" in maria.get(url("check-in", closed)).content.decode()
    assert "Mil gracias" not in luis.get(url("check-in", closed)).content.decode()
    luis.post(url("check-in", closed), ANSWERS | {"thanks": ""})
    html = luis.get(url("check-in", closed)).content.decode()
    assert "Mil gracias" in html
    assert "María dijo el" in html


def test_what_contradicts_is_named_and_the_thanks_stay(cast: Cast, closed: Conversation) -> None:
    answers = {**ANSWERS, "talked": "no", "useful": "yes"}
    html = signed_in(cast.maria).post(url("check-in", closed), answers).content.decode()
    assert html.count("Arriba eligió que no conversaron") >= 1
    assert "Mil gracias" in html


def test_a_mentor_is_asked_about_the_other_and_not_about_an_ask_of_their_own(
    cast: Cast, closed: Conversation
) -> None:
    of_luis = signed_in(cast.luis).get(url("check-in", closed)).content.decode()
    assert "¿Cree que María consiguió" in of_luis
    assert "¿Consiguió lo que buscaba" not in of_luis
    assert "¿Cree que" not in signed_in(cast.maria).get(url("check-in", closed)).content.decode()


def test_only_the_one_who_did_not_close_gets_a_mail(cast: Cast, closed: Conversation) -> None:
    told = Notification.objects.filter(kind=NotificationKind.CHECK_IN)
    of_luis = told.get(person=cast.luis)  # Maria, who closed it, has a line on the site alone
    mails = ProcrastinateJob.objects.filter(task_name=SEND_NOTIFICATION)
    ours = mails.filter(args__notification_id__in=[one.pk for one in told])
    assert [job.args for job in ours] == [{"notification_id": of_luis.pk}]


@pytest.mark.django_db(transaction=True)
def test_two_closings_at_once_close_once(cast: Cast, talk: Conversation) -> None:
    start, answers = threading.Barrier(2), []

    def press(client: Client) -> None:
        start.wait()
        answers.append(client.post(url("close", talk)).status_code)
        connections.close_all()

    threads = [
        threading.Thread(target=press, args=(signed_in(person),))
        for person in (cast.maria, cast.luis)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [302, 302]
    assert AuditEvent.objects.filter(action="conversations.close").count() == 1
    assert CheckIn.objects.count() == 2


@pytest.mark.parametrize("channel", ["", "telegram", "call\x00"])
def test_there_is_no_other_way_to_leave_by(cast: Cast, talk: Conversation, channel: str) -> None:
    key = "6b1f7f8e-1111-4222-8333-444455556666"
    fields = {"channel": channel, "idempotency_key": key}
    assert signed_in(cast.maria).post(url("leave", talk), fields).status_code == 422
    assert talk.departures.count() == 0


@pytest.mark.parametrize("channel", ["whatsapp", "call", "video", "in_person"])
def test_leaving_is_one_tap_counted_once_and_says_what_to_do_next(
    cast: Cast, talk: Conversation, channel: str
) -> None:
    maria, key = signed_in(cast.maria), "6b1f7f8e-1111-4222-8333-444455556666"
    fields = {"channel": channel, "idempotency_key": key}
    first, second = (maria.post(url("leave", talk), fields) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert list(talk.departures.values_list("channel", flat=True)) == [channel]
    page = maria.get(first["Location"]).content.decode()
    assert url("send", talk) in page
    talk.refresh_from_db()
    assert talk.closed_at is None
    assert talk.departures.get().left_at <= timezone.now()


def test_what_was_refused_because_it_is_closed_stands_in_the_box_after_opening_again(
    cast: Cast, closed: Conversation
) -> None:
    luis, key = signed_in(cast.luis), "6b1f7f8e-1111-4222-8333-444455556666"
    typed = {"text": "Mi número es\r\n5555 <1>", "idempotency_key": key}
    refused = luis.post(url("send", closed), typed).content.decode()
    [form] = re.findall(r"<form[^>]*/reopen.*?</form>", refused, re.S)
    assert "5555 &lt;1&gt;</textarea>" in form
    opened = luis.post(url("reopen", closed), typed)
    assert opened.context["form"]["text"].value() == typed["text"]
    assert "data-composer" in opened.content.decode()
    closed.refresh_from_db()
    assert closed.closed_at is None
    assert closed.messages.count() == 1


def test_a_closed_conversation_offers_no_message_begun_for_going_elsewhere(
    cast: Cast, closed: Conversation
) -> None:
    answer = signed_in(cast.luis).get(url("elsewhere", closed), {"channel": "whatsapp"})
    assert answer["Location"] == url("show", closed)
