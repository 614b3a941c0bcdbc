"""The lines of the directory are what people and offers say, after every kind of change."""

import json
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction

from tequio.domain.mentors import actions as offers
from tequio.domain.people import actions as people_actions
from tequio.domain.privacy.actions import erase
from tequio.domain.safety import actions as safety
from tequio.records.listings import ListedArea, ListedMentor
from tequio.records.people import Mentor, MentorLoad, Person
from tests import cast as people
from tests.cast import Cast
from tests.pages import many

Line = tuple[str, list[str], list[str], list[str], str, list[object]]
Area = tuple[int, str, str]
Change = Callable[[Cast, datetime], object]
OFFERED = (
    "headline",
    "about",
    "employer",
    "areas",
    "industries",
    "stages",
    "places_a_month",
    "good_ask",
)
TOLD = ("name", "country", "region", "town", "languages", "time_zone")


def truth() -> dict[int, Line]:
    """What should stand there, put together from its parts by another road than the database's."""
    offers = Mentor.objects.select_related("person").exclude(areas=[])
    open_ones = offers.filter(
        person__is_mentor=True, person__is_active=True, person__hidden_from_search=False
    )
    return {mentor.pk: line(mentor, mentor.person) for mentor in open_ones}


def line(mentor: Mentor, person: Person) -> Line:
    until = mentor.paused_until.isoformat() if mentor.paused_until else None
    card: list[object] = [
        person.public_id,
        person.name,
        person.portrait_seed,
        person.town,
        person.country,
        mentor.headline,
        mentor.places_a_month,
        until,
        person.languages,
        mentor.areas,
    ]
    found = (mentor.areas, mentor.industries, person.languages, person.country)
    return (person.search_name, *found, card)


def listed() -> dict[int, Line]:
    return {
        row.pk: (
            row.search_name,
            row.areas,
            row.industries,
            row.languages,
            row.country,
            json.loads(row.card),
        )
        for row in ListedMentor.objects.all()
    }


def areas_of(lines: dict[int, Line]) -> list[Area]:
    return sorted((pk, area, line[0]) for pk, line in lines.items() for area in set(line[1]))


def areas_listed() -> list[Area]:
    return sorted(ListedArea.objects.values_list("mentor", "area", "search_name"))


def offer(cast: Cast, now: datetime, **changed: object) -> None:
    held = cast.luis.mentor
    said = {name: getattr(held, name) for name in OFFERED}
    offers.offer(by=cast.luis, now=now, **{**said, **changed})


def oneself(cast: Cast, now: datetime, **changed: object) -> None:
    said = {name: getattr(cast.luis, name) for name in TOLD}
    people_actions.describe_oneself(by=cast.luis, now=now, **{**said, **changed})


def saved(person: Person, **changed: object) -> None:
    """As the staff's admin saves, all fields at once."""
    for name, value in changed.items():
        setattr(person, name, value)
    person.save()


def in_bulk(rows: list[Person]) -> None:
    for person in rows:
        person.town = f"Pueblo {person.pk}"
    Person.objects.bulk_update(rows, ["town"])


def by_hand(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


CHANGES: dict[str, Change] = {
    "another name": lambda cast, now: saved(cast.luis, name="José", search_name="jose"),
    "another portrait": lambda cast, now: saved(cast.luis, portrait_seed=7),
    "another identifier": lambda cast, now: saved(cast.luis, public_id="Q" * 16),
    "another town": lambda cast, now: oneself(cast, now, town="Oaxaca"),
    "another country": lambda cast, now: oneself(cast, now, country="SV", languages=["es"]),
    "other languages": lambda cast, now: oneself(cast, now, languages=["es", "quc"]),
    "other areas": lambda cast, now: offer(cast, now, areas=["taxes"]),
    "no areas": lambda cast, now: offer(cast, now, areas=[]),
    "other industries": lambda cast, now: offer(cast, now, industries=["4711"]),
    "another line": lambda cast, now: offer(cast, now, headline='Dice "hola" \\ y más'),
    "other places": lambda cast, now: offer(cast, now, places_a_month=0),
    "a pause": lambda cast, now: people.pause(cast.luis),
    "a pause ends": lambda cast, now: (
        people.pause(cast.luis),
        offers.pause(by=cast.luis, until=None, now=now),
    ),
    "hidden": lambda cast, now: people_actions.hide(by=cast.luis, hidden=True, now=now),
    "seen again": lambda cast, now: (
        people_actions.hide(by=cast.luis, hidden=True, now=now),
        people_actions.hide(by=cast.luis, hidden=False, now=now),
    ),
    "suspended": lambda cast, now: safety.suspend_account(
        person=cast.luis, by=cast.coordinator, now=now
    ),
    "readmitted": lambda cast, now: (
        safety.suspend_account(person=cast.luis, by=cast.coordinator, now=now),
        safety.readmit(person=cast.luis, by=cast.coordinator, now=now),
    ),
    "a mentor no more": lambda cast, now: saved(cast.luis, is_mentor=False),
    "erased": lambda cast, now: erase(person=cast.luis, by=cast.luis, now=now),
    "the offer is gone": lambda cast, now: cast.luis.mentor.delete(),
    "a newcomer": lambda cast, now: people.mentor("Ñ Ú", country="GT", areas=["taxes"], now=now),
    "many made at once": lambda cast, now: many.mentors(cast.luis, 3, now),
    "many changed at once": lambda cast, now: in_bulk([cast.luis, cast.ana]),
    "all of a table": lambda cast, now: Person.objects.update(country="SV"),
    "by hand, people": lambda cast, now: by_hand(
        "UPDATE records_person SET name = 'X' WHERE id = %s", cast.luis.pk
    ),
    "by hand, offers": lambda cast, now: by_hand(
        "UPDATE records_mentor SET areas = '{export}' WHERE person_id = %s", cast.luis.pk
    ),
    "by hand, an area twice": lambda cast, now: by_hand(
        "UPDATE records_mentor SET areas = '{export,export}' WHERE person_id = %s", cast.luis.pk
    ),
    "by hand, somebody else's offer": lambda cast, now: (
        MentorLoad.objects.filter(mentor=cast.luis.pk).delete(),
        Person.objects.filter(pk=cast.maria.pk).update(is_mentor=True),
        by_hand(
            "UPDATE records_mentor SET person_id = %s WHERE person_id = %s",
            cast.maria.pk,
            cast.luis.pk,
        ),
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_after_a_change_each_line_says_what_is_true(
    cast: Cast, now: datetime, change: Change
) -> None:
    assert listed() == truth()
    change(cast, now + timedelta(minutes=1))
    assert listed() == truth()
    assert areas_listed() == areas_of(truth())


@pytest.mark.parametrize("kind", ["hidden", "suspended", "a mentor no more", "erased", "no areas"])
def test_whoever_is_not_to_be_found_has_no_line(cast: Cast, now: datetime, kind: str) -> None:
    CHANGES[kind](cast, now)
    assert set(listed()) == {cast.ana.pk}


def test_without_its_trigger_the_areas_are_those_of_before(cast: Cast, now: datetime) -> None:
    by_hand("SET CONSTRAINTS ALL IMMEDIATE")
    by_hand("ALTER TABLE records_listedmentor DISABLE TRIGGER areas_listed_again")
    offer(cast, now, areas=["taxes"])
    assert areas_listed() != areas_of(truth())


@pytest.mark.parametrize("trigger", ["person_listed_again", "offer_listed_again"])
def test_without_a_trigger_the_comparison_finds_the_change(
    cast: Cast, now: datetime, trigger: str
) -> None:
    table = "records_person" if trigger.startswith("person") else "records_mentor"
    by_hand("SET CONSTRAINTS ALL IMMEDIATE")
    by_hand(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
    kind = "another town" if trigger.startswith("person") else "a pause"
    CHANGES[kind](cast, now)
    assert listed() != truth()


@pytest.mark.django_db(transaction=True)
def test_two_changes_at_the_same_moment_are_both_in_the_line(cast: Cast, now: datetime) -> None:
    """The one waits for the other, and sees what it did."""
    has_named, may_end = threading.Event(), threading.Event()

    def name() -> None:
        with transaction.atomic():
            Person.objects.filter(pk=cast.luis.pk).update(name="Nombre Nuevo")
            has_named.set()
            may_end.wait(60)
        connection.close()

    def pause() -> None:
        people.pause(cast.luis)
        connection.close()

    one, other = threading.Thread(target=name), threading.Thread(target=pause)
    one.start()
    assert has_named.wait(60)
    other.start()
    other.join(0.3)
    assert other.is_alive()
    may_end.set()
    one.join(60)
    other.join(60)
    assert listed() == truth()
    assert json.loads(ListedMentor.objects.get(pk=cast.luis.pk).card)[1] == "Nombre Nuevo"
