"""A conversation ends with the account at its other end: nobody writes to nobody."""

from datetime import datetime

import pytest
from django.test import Client

from tequio.domain.asks import actions as asks
from tequio.domain.conversations import actions
from tequio.domain.privacy import actions as privacy
from tequio.domain.safety import actions as safety
from tequio.records.audit import AuditEvent
from tequio.records.conversations import CheckIn, Conversation
from tequio.records.notifications import Notification
from tequio.records.people import Person
from tests import cast as people
from tests.asks import send
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(cast: Cast, now: datetime) -> Conversation:
    return asks.accept(ask=send(by=cast.maria, to=cast.luis, now=now), by=cast.luis, now=now)


def write(talk: Conversation, by: Person, now: datetime) -> None:
    actions.send_message(conversation=talk, by=by, text="Hola", client_key=people.key(1), now=now)


def test_who_deletes_the_account_closes_it_and_the_other_is_asked_nothing(
    cast: Cast, talk: Conversation, now: datetime
) -> None:
    told = Notification.objects.filter(person=cast.maria).count()
    privacy.erase(person=cast.luis, by=cast.luis, now=now)
    talk.refresh_from_db()
    assert talk.closed_at == now
    assert AuditEvent.objects.get(action="conversations.end").subject_id == talk.pk
    assert not CheckIn.objects.exists()
    assert Notification.objects.filter(person=cast.maria).count() == told


@pytest.mark.parametrize("how", ["erased", "suspended"])
def test_nothing_is_written_to_who_is_not_there_nor_opened_again(
    cast: Cast, talk: Conversation, now: datetime, how: str
) -> None:
    if how == "erased":
        privacy.erase(person=cast.luis, by=cast.luis, now=now)
    else:
        safety.suspend_account(person=cast.luis, by=cast.coordinator, now=now, reason="fake")
        actions.close(conversation=talk, by=cast.maria, now=now)
        assert [said.person for said in CheckIn.objects.all()] == [cast.maria]
    actions.reopen(conversation=talk, by=cast.maria, now=now)
    talk.refresh_from_db()
    assert talk.closed_at
    with pytest.raises(actions.ConversationClosed):
        write(talk, cast.maria, now)
    assert talk.messages.count() == 1


def test_an_account_that_is_open_again_is_written_to_as_before(
    cast: Cast, talk: Conversation, now: datetime
) -> None:
    safety.suspend_account(person=cast.luis, by=cast.coordinator, now=now, reason="fake")
    with pytest.raises(actions.ConversationClosed):
        write(talk, cast.maria, now)
    safety.readmit(person=cast.luis, by=cast.coordinator, now=now)
    write(talk, cast.maria, now)
    assert talk.messages.count() == 2


@pytest.mark.parametrize(
    ("language", "named"), [("es", "(cuenta borrada)"), ("en", "(deleted account)")]
)
def test_what_the_deleted_one_wrote_is_said_to_be_gone_and_not_reported(
    client: Client, cast: Cast, talk: Conversation, now: datetime, language: str, named: str
) -> None:
    actions.send_message(
        conversation=talk, by=cast.maria, text="Hola", client_key=people.key(1), now=now
    )
    privacy.erase(person=cast.maria, by=cast.maria, now=now)
    Person.objects.filter(pk=cast.luis.pk).update(language=language)
    client.force_login(cast.luis)
    html = client.get(f"/conversations/{talk.public_id}/").content.decode()
    assert (
        html.count({"es": "Se borró con la cuenta.", "en": "Deleted with the account."}[language])
        == 2
    )
    assert f"{named} · Tequio</title>" in html
    assert "/report/message/" not in html
    elsewhere = client.get(f"/conversations/{talk.public_id}/elsewhere?channel=whatsapp")
    assert elsewhere["Location"] == f"/conversations/{talk.public_id}/"
    for page in ("/conversations/", "/me/", "/asks/waiting/"):
        assert client.get(page).status_code == 200


def test_the_staff_read_of_a_report_what_is_left_and_are_led_to_no_missing_page(
    client: Client, cast: Cast, now: datetime
) -> None:
    report = safety.report(by=cast.maria, person=cast.luis, reason="rude", text="Ay", now=now)
    for person in (cast.maria, cast.luis):
        privacy.erase(person=person, by=person, now=now)
    client.force_login(cast.coordinator)
    html = client.get(f"/staff/reports/{report.public_id}").content.decode()
    assert html.count("(cuenta borrada)") == 2
    assert "/staff/people/" not in html
    assert "(cuenta borrada)" in client.get("/staff/reports").content.decode()
