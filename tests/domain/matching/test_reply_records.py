"""What is counted of how a mentor answers, and what is expected of those without a record."""

from datetime import datetime, timedelta

import pytest

from mentor_matching.forecast.prior import FIRST_WEEKS, fit_prior
from mentor_matching.forecast.record import HALF_LIFE_DAYS
from tequio.domain.asks import actions
from tequio.domain.mentors import reply_prior, reply_records
from tequio.records.asks import Ask, AskState
from tequio.records.people import Person, ReplyPrior, ReplyRecord
from tests import cast as people
from tests.asks import send
from tests.cast import Cast

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


def counted(mentor: Person, now: datetime) -> ReplyRecord:
    reply_records.count_again(now=now)
    return ReplyRecord.objects.get(mentor_id=mentor.pk)


def asked_by_many(mentor: Person, now: datetime, number: int) -> list[Ask]:
    askers = [
        people.entrepreneur(f"Persona {n}", country="GT", language="es", now=now)
        for n in range(number)
    ]
    return [send(by=asker, to=mentor, now=now) for asker in askers]


def test_an_ask_that_came_without_room_says_nothing(cast: Cast, now: datetime) -> None:
    send(by=cast.maria, to=cast.luis, now=now)
    Ask.objects.update(arrived_with_room=False)
    assert counted(cast.luis, now + 2 * WEEK).received == 0


def test_a_withdrawn_ask_says_nothing(cast: Cast, now: datetime) -> None:
    ask = send(by=cast.maria, to=cast.luis, now=now)
    actions.withdraw(ask=ask, by=cast.maria, now=now)
    assert counted(cast.luis, now + 2 * WEEK).received == 0


def test_a_quick_yes_counts_no_sooner_than_a_silence_would(cast: Cast, now: datetime) -> None:
    actions.accept(ask=send(by=cast.maria, to=cast.luis, now=now), by=cast.luis, now=now)
    assert counted(cast.luis, now + timedelta(days=6)).received == 0
    record = counted(cast.luis, now + WEEK)
    assert (record.received, record.answered, record.accepted) == (1, 1, 1)


def test_silence_counts_as_no(cast: Cast, now: datetime) -> None:
    send(by=cast.maria, to=cast.luis, now=now)
    record = counted(cast.luis, now + WEEK)
    assert (record.received, record.answered, record.weighted_accepted) == (1, 0, 0)
    assert record.weighted_received == pytest.approx(0.5 ** (7 / HALF_LIFE_DAYS))


def test_a_no_is_a_reply_and_no_acceptance(cast: Cast, now: datetime) -> None:
    ask = send(by=cast.maria, to=cast.luis, now=now)
    actions.decline(ask=ask, by=cast.luis, reason="too_busy", sentence="", now=now)
    record = counted(cast.luis, now + timedelta(days=HALF_LIFE_DAYS))
    assert (record.answered, record.accepted) == (1, 0)
    assert (record.weighted_received, record.weighted_accepted) == (pytest.approx(0.5), 0)


def test_a_question_back_is_a_reply_and_decides_nothing_yet(cast: Cast, now: datetime) -> None:
    ask = send(by=cast.maria, to=cast.luis, now=now)
    actions.ask_back(ask=ask, by=cast.luis, question="¿Cuántas vende al día?", now=now)
    record = counted(cast.luis, now + WEEK)
    assert (record.received, record.answered) == (1, 1)
    assert record.weighted_received == 0


def test_the_silent_are_slower_than_anybody(cast: Cast, now: datetime) -> None:
    mentor = people.mentor("Mentora", country="GT", areas=["pricing"], now=now, places=9)
    asks = asked_by_many(mentor, now, 9)
    for hours, ask in enumerate(asks[:7], start=1):
        actions.accept(ask=ask, by=mentor, now=now + timedelta(hours=hours))
    record = counted(mentor, now + WEEK)
    assert (record.quick_hours, record.median_hours, record.slow_hours) == (3, 5, 7)
    Ask.objects.filter(pk__in=[ask.pk for ask in asks[2:7]]).update(
        state=AskState.EXPIRED, answered_at=None
    )
    record = counted(mentor, now + WEEK)
    assert (record.received, record.median_hours, record.slow_hours) == (9, None, None)


def test_an_answer_after_the_time_of_the_ask_is_none_in_time(cast: Cast, now: datetime) -> None:
    mentor = people.mentor("Mentora", country="GT", areas=["pricing"], now=now, places=9)
    for ask in asked_by_many(mentor, now, 9):
        actions.accept(ask=ask, by=mentor, now=now + timedelta(days=12))
    record = counted(mentor, now + 2 * WEEK)
    assert (record.answered, record.median_hours, record.slow_hours) == (9, None, None)


@pytest.mark.parametrize("is_answered_back", [True, False])
def test_the_clock_stands_while_a_question_back_waits(
    cast: Cast, now: datetime, is_answered_back: bool
) -> None:
    mentor = people.mentor("Mentora", country="GT", areas=["pricing"], now=now, places=9)
    days = timedelta(days=1)
    for ask in asked_by_many(mentor, now, 5):
        actions.ask_back(ask=ask, by=mentor, question="¿Cuántas vende?", now=now + 2 * days)
        if is_answered_back:
            actions.answer_back(ask=ask, by=ask.asker, answer="Veinte", now=now + 11 * days)
        actions.accept(ask=ask, by=mentor, now=now + 12 * days)
    held = 3 * 24 if is_answered_back else 2 * 24
    record = counted(mentor, now + 2 * WEEK)
    assert (record.median_hours, record.slow_hours) == (held, held)


def test_a_question_back_that_nobody_answered_came_within_the_time_of_the_ask(
    cast: Cast, now: datetime
) -> None:
    mentor = people.mentor("Mentora", country="GT", areas=["pricing"], now=now, places=9)
    for ask in asked_by_many(mentor, now, 5):
        actions.ask_back(ask=ask, by=mentor, question="¿Cuántas vende?", now=now)
        actions.expire(ask=ask, now=now + 2 * WEEK)
    assert counted(mentor, now + 3 * WEEK).median_hours == 7 * 24


def test_below_five_asks_no_time_is_told(cast: Cast, now: datetime) -> None:
    actions.accept(ask=send(by=cast.maria, to=cast.luis, now=now), by=cast.luis, now=now)
    assert counted(cast.luis, now + WEEK).median_hours is None


def test_the_prior_is_that_of_the_first_weeks_until_twenty_were_asked(
    cast: Cast, now: datetime
) -> None:
    assert reply_prior.current() == FIRST_WEEKS
    reply_records.count_again(now=now)
    assert reply_prior.current() == FIRST_WEEKS
    for number in range(20):
        mentor = people.mentor(f"Mentor {number}", country="GT", areas=["pricing"], now=now)
        ReplyRecord.objects.create(mentor_id=mentor.pk, received=10, accepted=9, counted_at=now)
    fitted = reply_prior.fit_again(now=now)
    assert fitted == fit_prior([9] * 20, [10] * 20)
    assert fitted.mean == pytest.approx(0.9, abs=0.02)
    assert reply_prior.current() == fitted
    assert ReplyPrior.objects.get().mentors == 20
