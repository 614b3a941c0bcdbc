"""A deleted account leaves nothing of the person anywhere in the database."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection

from tequio.delivery.letters import Letter
from tequio.domain.asks import actions as asks
from tequio.domain.conversations import actions as conversations
from tequio.domain.mails import actions as mails
from tequio.domain.people import staff
from tequio.domain.privacy import actions, data_map, queries, retention
from tequio.domain.safety import actions as safety
from tequio.records.conversations import Message
from tequio.records.needs import Need, Story, UnmetSearch
from tequio.records.people import Person
from tequio.records.safety import Report
from tests import cast as people
from tests.asks import send
from tests.cast import Cast

pytestmark = pytest.mark.django_db

PLANTED = "zanate"


def stored_texts() -> Iterator[tuple[str, str]]:
    """Every row of every table as text, sessions decoded."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608  (names from the catalogue)
            for (row,) in cursor.fetchall():
                yield table, row
    for session in Session.objects.all():
        yield "sessions decoded", json.dumps(session.get_decoded())


def traces(*words: str) -> set[str]:
    return {
        table
        for table, text in stored_texts()
        for word in words
        if word.casefold() in text.casefold()
    }


@pytest.fixture
def planted(cast: Cast, now: datetime) -> Person:
    """Somebody who has left a trace in every room of the house."""
    person = people.entrepreneur("Zanate Quiej", country="GT", language="es", now=now)
    person.region = person.town = PLANTED
    person.save()
    story = Story.objects.create(person=person, text=f"{PLANTED} vende poco", told_at=now)
    Need.objects.create(person=person, story=story, area="pricing", because=PLANTED, noted_at=now)
    UnmetSearch.objects.create(person=person, text=PLANTED, searched_at=now)
    talked = send(
        by=person, to=cast.luis, now=now, context=f"Soy {PLANTED} y vendo tortillas en la plaza."
    )
    talk = asks.accept(ask=talked, by=cast.luis, now=now)
    message = conversations.send_message(
        conversation=talk, by=person, text=f"Soy {PLANTED}", client_key=people.key(1), now=now
    )
    conversations.close(conversation=talk, by=person, now=now)
    conversations.check_in(
        conversation=talk,
        by=person,
        talked="yes",
        useful="yes",
        goal_reached="no",
        thanks=PLANTED,
        now=now,
    )
    send(by=person, to=cast.ana, now=now, tried=f"{PLANTED} ya probó")
    safety.report(
        by=cast.luis, person=person, reason="rude", text="Así fue.", message=message, now=now
    )
    safety.report(by=person, person=cast.ana, reason="rude", text=f"A {PLANTED} insultó.", now=now)
    mails.queue(
        letter=Letter(subject=f"{PLANTED} escribió", paragraphs=(PLANTED,)),
        kind="message",
        to=cast.luis.email,
        language="es",
        person=cast.luis,
        about=person,
        now=now,
    )
    session = SessionStore()
    session["_auth_user_id"], session["typed"] = str(person.pk), PLANTED
    session.create()
    return person


def test_the_map_names_every_field_of_every_model() -> None:
    assert data_map.faults() == []


def test_before_it_is_erased_the_person_is_in_many_tables(planted: Person) -> None:
    found = traces(PLANTED)
    assert {"records_person", "records_message", "records_ask", "records_story"} <= found
    assert {"records_report", "records_mail", "sessions decoded"} <= found


def test_after_it_only_what_the_map_lets_stay_holds_a_word_of_the_person(
    planted: Person, now: datetime
) -> None:
    actions.erase(person=planted, by=planted, now=now)
    assert traces(planted.email, planted.public_id, "Quiej") == set()
    assert traces(PLANTED) == {"records_report"}
    held = {
        (name, value)
        for report in Report.objects.values()
        for name, value in report.items()
        if PLANTED in str(value)
    }
    assert held == {("text", f"A {PLANTED} insultó."), ("evidence", f"Soy {PLANTED}")}
    assert {name for name, _ in held} == set(data_map.entries()["records.report"].stays)


def test_what_stays_of_the_person_goes_two_years_after_the_decision(
    planted: Person, cast: Cast, now: datetime
) -> None:
    actions.erase(person=planted, by=planted, now=now)
    for report in Report.objects.all():
        safety.close_report(
            report=report, by=cast.coordinator, state="dismissed", outcome="Nada.", now=now
        )
    retention.purge(now=now + timedelta(days=729))
    assert traces(PLANTED) == {"records_report"}
    retention.purge(now=now + timedelta(days=730))
    assert traces(PLANTED) == set()


def test_without_the_rule_of_the_map_nothing_stays(
    planted: Person, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = data_map.entries()["records.report"]
    strict = data_map.entries() | {"records.report": replace(report, stays={})}
    monkeypatch.setattr(data_map, "entries", lambda: strict)
    actions.erase(person=planted, by=planted, now=now)
    assert traces(PLANTED) == set()


def test_a_forgotten_table_would_be_noticed(
    planted: Person, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = {k: v for k, v in data_map.entries().items() if k != "records.story"}
    monkeypatch.setattr(data_map, "entries", lambda: kept)
    actions.erase(person=planted, by=planted, now=now)
    assert traces(PLANTED) == {"records_report", "records_story"}


def test_what_others_wrote_stays_theirs(planted: Person, cast: Cast, now: datetime) -> None:
    talk = planted.conversations_asked.get()
    conversations.reopen(conversation=talk, by=cast.luis, now=now)
    conversations.send_message(
        conversation=talk, by=cast.luis, text="Que le vaya bien.", client_key=people.key(2), now=now
    )
    actions.erase(person=planted, by=planted, now=now)
    assert list(Message.objects.filter(author=cast.luis).values_list("text", flat=True)) == [
        "Que le vaya bien."
    ]
    assert Person.objects.get(pk=cast.luis.pk).name == "Luis Ortega"


def test_places_that_the_person_held_are_free_again(
    planted: Person, cast: Cast, now: datetime
) -> None:
    actions.erase(person=planted, by=planted, now=now)
    cast.ana.mentor.load.refresh_from_db()
    assert cast.ana.mentor.load.waiting == 0


def test_the_export_holds_the_persons_words_and_nobody_elses(
    planted: Person, cast: Cast, now: datetime
) -> None:
    exported = json.dumps(queries.export_of(planted), ensure_ascii=False)
    for word in (f"{PLANTED} vende poco", f"Soy {PLANTED}", f"{PLANTED} ya probó", planted.email):
        assert word in exported
    for word in (cast.luis.email, "Así fue.", planted.password):
        assert word not in exported


def test_the_only_administrator_stays_until_there_is_another(cast: Cast, now: datetime) -> None:
    alma = cast.administrator
    with pytest.raises(staff.LastAdministrator):
        actions.erase(person=alma, by=alma, now=now)
    alma.refresh_from_db()
    assert alma.name == "Alma Ruiz"
    staff.give_role(email=cast.maria.email, role="administrator", now=now)
    actions.erase(person=alma, by=alma, now=now)
    with pytest.raises(staff.LastAdministrator):
        actions.erase(person=cast.maria, by=cast.maria, now=now)


def test_who_was_erased_before_is_erased_again_though_an_administrator(
    cast: Cast, now: datetime
) -> None:
    actions.erase(person=cast.administrator, by=None, now=now)
    assert not Person.objects.exclude(staff_role="").filter(pk=cast.administrator.pk).exists()
