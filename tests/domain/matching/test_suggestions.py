"""Who is suggested, by the index or, while there is none, by the exact query."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from mentor_matching.ranking import Nobody
from tequio.domain.asks import actions as asks
from tequio.domain.matching import exact, queries
from tequio.domain.matching.index import IndexInMemory, in_memory
from tequio.domain.mentors import actions as mentors
from tequio.domain.needs import actions as needs
from tequio.domain.safety import actions as safety
from tequio.records.people import Mentor, Person
from tests import cast as people
from tests.asks import send
from tests.cast import Cast

pytestmark = pytest.mark.django_db
A_MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def own_index() -> Iterator[None]:
    """The index of this test's database only."""
    in_memory.forget()
    yield
    in_memory.forget()


def suggested(person: Person, now: datetime) -> list[Person]:
    needs.choose(by=person, areas=["pricing"], now=now)
    found = queries.suggestions_for(person, now=now).mentors
    return [Person.objects.get(pk=one.mentor.id) for one in found]


def test_neither_the_blocked_nor_the_paused_nor_those_asked_already(
    cast: Cast, now: datetime
) -> None:
    safety.block(by=cast.ana, person=cast.maria, now=now)
    assert suggested(cast.maria, now) == [cast.luis]
    send(by=cast.maria, to=cast.luis, now=now)
    assert suggested(cast.maria, now) == []
    mentors.pause(by=cast.luis, until=now.date() + timedelta(days=9), now=now)
    assert suggested(cast.pedro, now + A_MINUTE) == [cast.ana]


def test_nobody_is_found_with_the_reason(cast: Cast, now: datetime) -> None:
    cast.maria.languages = ["quc"]
    speaks = people.mentor("Yamile", country="MX", areas=["export"], now=now)
    Person.objects.filter(pk=speaks.pk).update(languages=["quc"])
    for area, why in (("pricing", Nobody.NO_SHARED_LANGUAGE), ("taxes", Nobody.NO_SHARED_AREA)):
        needs.choose(by=cast.maria, areas=[area], now=now)
        found = queries.suggestions_for(cast.maria, now=now)
        assert (found.mentors, found.nobody) == ((), why)
        assert found.seeker is not None
        assert exact.why_nobody(found.seeker) == why


def test_without_needs_nobody_is_looked_for(cast: Cast, now: datetime) -> None:
    assert queries.suggestions_for(cast.maria, now=now) == queries.Suggestions((), (), None)


def test_a_mentor_who_filled_up_a_second_ago_is_not_shown(cast: Cast, now: datetime) -> None:
    assert set(suggested(cast.maria, now)) == {cast.ana, cast.luis}
    Mentor.objects.filter(person=cast.luis).update(places_a_month=0)
    assert suggested(cast.maria, now) == [cast.ana]


def test_a_suspended_mentor_is_not_shown_and_comes_back(cast: Cast, now: datetime) -> None:
    safety.suspend_account(person=cast.luis, by=cast.coordinator, now=now)
    assert suggested(cast.maria, now) == [cast.ana]
    safety.readmit(person=cast.luis, by=cast.coordinator, now=now)
    assert set(suggested(cast.maria, now + A_MINUTE)) == {cast.ana, cast.luis}


def test_the_country_counts_and_the_exact_query_agrees(cast: Cast, now: datetime) -> None:
    by_index = suggested(cast.maria, now)
    assert by_index == [cast.ana, cast.luis]
    with in_memory._lock:
        in_memory._index = None
        assert suggested(cast.maria, now) == by_index


def test_nobody_waits_while_another_thread_builds(cast: Cast, now: datetime) -> None:
    mine = IndexInMemory()
    with mine._lock:
        assert mine.current(now) is None
    assert len(mine.current(now) or ()) == 2


def test_a_place_that_became_free_is_seen_within_a_minute(cast: Cast, now: datetime) -> None:
    mine = IndexInMemory()
    ask = send(by=cast.maria, to=cast.luis, now=now)
    before = mine.current(now)
    assert before is not None
    row = before.rows_of(before.columns.ids[before.columns.ids == cast.luis.pk])
    assert before.columns.free[row] == 2
    asks.withdraw(ask=ask, by=cast.maria, now=now + A_MINUTE)
    after = mine.current(now + A_MINUTE)
    assert after is not None
    assert after.columns.free[after.rows_of(before.columns.ids[row])] == 3
