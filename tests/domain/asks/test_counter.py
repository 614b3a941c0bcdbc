"""Whatever people do with asks, in any order, a mentor's counter says what the asks say."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tequio.domain.asks import actions
from tequio.records.asks import Ask, AskState
from tequio.records.people import MentorLoad, Person
from tests import cast as people
from tests.asks import send
from tests.cast import Cast

pytestmark = pytest.mark.django_db
PLACES = 2
Deed = Callable[[Ask, datetime], object]
DEEDS: dict[str, Deed] = {
    "accept": lambda ask, now: actions.accept(ask=ask, by=ask.mentor, now=now),
    "decline": lambda ask, now: actions.decline(
        ask=ask, by=ask.mentor, reason="too_busy", sentence="", now=now
    ),
    "withdraw": lambda ask, now: actions.withdraw(ask=ask, by=ask.asker, now=now),
    "expire": lambda ask, now: actions.expire(ask=ask, now=now),
    "ask back": lambda ask, now: actions.ask_back(
        ask=ask, by=ask.mentor, question="¿Cuántas vende?", now=now
    ),
    "answer back": lambda ask, now: actions.answer_back(
        ask=ask, by=ask.asker, answer="Doscientas.", now=now
    ),
}
steps = st.lists(
    st.tuples(
        st.sampled_from(["send", "send", "send", *DEEDS]), st.integers(0, 3), st.integers(0, 9)
    ),
    min_size=8,
    max_size=16,
)


@pytest.fixture
def askers(cast: Cast, now: datetime) -> list[Person]:
    more = [people.entrepreneur(f"Persona {n}", country="GT", language="es", now=now) for n in "ab"]
    return [cast.maria, cast.pedro, *more]


def test_somebody_who_may_not_changes_no_counter(cast: Cast, now: datetime) -> None:
    ask = send(by=cast.maria, to=cast.luis, now=now)
    for deed in (actions.accept, actions.withdraw):
        with pytest.raises(actions.AskClosed):
            deed(ask=ask, by=cast.ana, now=now)
    assert (counted(cast.luis), used(cast.luis)) == (1, 0)


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=steps)
def test_the_counter_is_what_the_asks_say(
    cast: Cast, askers: list[Person], now: datetime, steps: list[tuple[str, int, int]]
) -> None:
    mentor = cast.luis
    with transaction.atomic():
        mentor.mentor.places_a_month = PLACES
        mentor.mentor.save()
        for deed, who, days in steps:
            now += timedelta(days=days)
            _try(deed, askers[who], mentor, now)
            open_asks = Ask.objects.open().filter(mentor=mentor)
            assert counted(mentor) == open_asks.count()
            assert used(mentor) == _accepted_in_the_month_counted(mentor)
            assert used(mentor) + counted(mentor) <= PLACES
        transaction.set_rollback(True)


def _try(deed: str, asker: Person, mentor: Person, now: datetime) -> None:
    """What is refused changes nothing; the caller looks at the counter either way."""
    try:
        if deed == "send":
            send(by=asker, to=mentor, now=now)
            return
        for ask in Ask.objects.filter(mentor=mentor).order_by("-pk")[:1]:
            DEEDS[deed](ask, now)
    except (actions.AskRefused, actions.AskClosed):
        return


def counted(mentor: Person) -> int:
    return MentorLoad.objects.get(mentor_id=mentor.pk).waiting


def used(mentor: Person) -> int:
    return MentorLoad.objects.get(mentor_id=mentor.pk).used


def _accepted(mentor: Person) -> list[datetime]:
    taken = Ask.objects.filter(mentor=mentor, state=AskState.ACCEPTED)
    return [at for at in taken.values_list("answered_at", flat=True) if at]


def _accepted_in_the_month_counted(mentor: Person) -> int:
    month = MentorLoad.objects.get(mentor_id=mentor.pk).month
    days = [actions.today_of(mentor, at) for at in _accepted(mentor)]
    return sum(day.replace(day=1) == month for day in days)
