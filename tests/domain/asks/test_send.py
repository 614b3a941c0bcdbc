"""An ask leaves only when it is clear, allowed, and the mentor has room."""

import threading
from datetime import datetime, timedelta

import pytest
from django.db import connection, connections

from tequio.domain.asks import actions
from tequio.domain.mentors import actions as mentors
from tequio.domain.safety import actions as safety
from tequio.records.asks import Ask
from tequio.records.audit import AuditEvent
from tequio.records.notifications import Notification
from tequio.records.people import Business, Mentor, MentorLoad, Person
from tests import cast as people
from tests.asks import QUESTION, send
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def refusal(by: Person, to: Person, now: datetime) -> str:
    with pytest.raises(actions.AskRefused) as refused:
        send(by=by, to=to, now=now)
    return refused.value.reason


def test_refuses_to_ask_oneself(cast: Cast, now: datetime) -> None:
    cast.luis.is_entrepreneur = True
    assert refusal(cast.luis, cast.luis, now) == "oneself"


def test_refuses_somebody_who_is_no_mentor(cast: Cast, now: datetime) -> None:
    assert refusal(cast.maria, cast.pedro, now) == "not_found"


def test_says_of_somebody_who_blocked_what_it_says_of_nobody(cast: Cast, now: datetime) -> None:
    safety.block(by=cast.luis, person=cast.maria, now=now)
    assert refusal(cast.maria, cast.luis, now) == "not_found"


def test_refuses_a_paused_mentor_until_the_day_of_return(cast: Cast, now: datetime) -> None:
    mentors.pause(by=cast.luis, until=now.date() + timedelta(days=2), now=now)
    assert refusal(cast.maria, cast.luis, now) == "paused"
    assert send(by=cast.maria, to=cast.luis, now=now + timedelta(days=2)).pk


def test_refuses_who_has_said_nothing_about_a_business(cast: Cast, now: datetime) -> None:
    Business.objects.filter(person=cast.maria).delete()
    assert refusal(cast.maria, cast.luis, now) == "no_business"
    assert not Ask.objects.exists()


def test_refuses_when_no_language_is_shared(cast: Cast, now: datetime) -> None:
    cast.maria.languages = ["quc"]
    cast.maria.save()
    assert refusal(cast.maria, cast.luis, now) == "no_shared_language"


def test_refuses_a_second_open_ask_to_the_same_mentor(cast: Cast, now: datetime) -> None:
    send(by=cast.maria, to=cast.luis, now=now)
    assert refusal(cast.maria, cast.luis, now) == "already_asked"


def test_refuses_a_fourth_open_ask(cast: Cast, now: datetime) -> None:
    for number in range(3):
        free = people.mentor(f"Libre {number}", country="GT", areas=["pricing"], now=now)
        send(by=cast.maria, to=free, now=now)
    assert refusal(cast.maria, cast.luis, now) == "too_many_open"


def test_whoever_took_an_ask_back_writes_to_the_same_mentor_another_day(
    cast: Cast, now: datetime
) -> None:
    actions.withdraw(ask=send(by=cast.maria, to=cast.luis, now=now), by=cast.maria, now=now)
    assert refusal(cast.maria, cast.luis, now) == "taken_back_today"
    assert send(by=cast.maria, to=cast.ana, now=now)
    assert send(by=cast.maria, to=cast.luis, now=now + timedelta(days=1))


def test_refuses_a_mentor_whose_places_are_taken_or_on_their_way(cast: Cast, now: datetime) -> None:
    Mentor.objects.filter(person=cast.luis).update(places_a_month=1)
    send(by=cast.pedro, to=cast.luis, now=now)
    assert refusal(cast.maria, cast.luis, now) == "no_room"


def test_places_of_last_month_are_free_again(cast: Cast, now: datetime) -> None:
    Mentor.objects.filter(person=cast.luis).update(places_a_month=1)
    actions.accept(ask=send(by=cast.pedro, to=cast.luis, now=now), by=cast.luis, now=now)
    assert refusal(cast.maria, cast.luis, now) == "no_room"
    assert send(by=cast.maria, to=cast.luis, now=now + timedelta(days=20)).pk


def test_an_unclear_ask_is_refused_with_its_reasons_and_nothing_is_stored(
    cast: Cast, now: datetime
) -> None:
    with pytest.raises(actions.AskUnclear) as unclear:
        send(by=cast.maria, to=cast.luis, now=now, question="Ayuda por favor")
    assert [(p.field, p.code) for p in unclear.value.problems] == [("question", "no_question")]
    assert not Ask.objects.exists()
    assert MentorLoad.objects.get(mentor_id=cast.luis.pk).waiting == 0


def test_a_sent_ask_takes_a_place_and_is_told_and_audited(cast: Cast, now: datetime) -> None:
    ask = send(by=cast.maria, to=cast.luis, now=now)
    assert (ask.state, ask.due_at - ask.sent_at) == ("waiting", timedelta(days=7))
    assert MentorLoad.objects.get(mentor_id=cast.luis.pk).waiting == 1
    assert Notification.objects.filter(person=cast.luis, kind="ask_received").count() == 1
    event = AuditEvent.objects.get(action="asks.send")
    assert (event.actor, event.subject_id) == (cast.maria, ask.pk)
    assert QUESTION not in str(event.detail)


@pytest.mark.django_db(transaction=True)
def test_two_hundred_people_pressing_at_once_never_pass_the_places(now: datetime) -> None:
    mentor = people.mentor("Mentora", country="GT", areas=["pricing"], now=now, places=7)
    crowd = [
        people.entrepreneur(f"Persona {n}", country="GT", language="es", now=now)
        for n in range(200)
    ]
    start = threading.Barrier(20)
    refused: list[str] = []

    def press(some: list[Person]) -> None:
        start.wait()
        for person in some:
            try:
                send(by=person, to=mentor, now=now)
            except actions.AskRefused as refusal:
                refused.append(refusal.reason)
        connections.close_all()

    threads = [threading.Thread(target=press, args=(crowd[n::20],)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Ask.objects.filter(mentor=mentor).count() == 7
    assert refused == ["no_room"] * 193
    assert MentorLoad.objects.get(mentor_id=mentor.pk).waiting == 7
    assert connection.vendor == "postgresql"
