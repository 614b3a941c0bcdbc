"""The numbers of the front page: of how many, in which days, and what an answer was."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client

from tequio.domain.asks import actions as asks
from tequio.domain.site_numbers.queries import site_numbers
from tequio.records.people import Mentor
from tests import cast as people
from tests.asks import send
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def settled(cast: Cast, now: datetime) -> datetime:
    """One ask of each end, sent on one day; the day on which they are counted."""
    askers = [
        people.entrepreneur(f"Asker {n}", country="GT", language="es", now=now) for n in range(5)
    ]
    mentors = (cast.luis, cast.luis, cast.ana, cast.ana, cast.luis)
    yes, no, back, silent, taken = (
        send(by=by, to=to, now=now) for by, to in zip(askers, mentors, strict=True)
    )
    asks.accept(ask=yes, by=cast.luis, now=now + timedelta(hours=3))
    asks.decline(ask=no, by=cast.luis, reason="too_busy", sentence="", now=now + timedelta(hours=5))
    asks.ask_back(ask=back, by=cast.ana, question="¿Qué vende?", now=now + timedelta(hours=9))
    asks.withdraw(ask=taken, by=askers[4], now=now + timedelta(hours=1))
    asks.expire(ask=silent, now=now + timedelta(days=7, hours=1))
    return now + timedelta(days=8)


def test_silence_counts_and_what_was_taken_back_does_not(settled: datetime) -> None:
    found = site_numbers(now=settled)
    assert (found.answered, found.asked) == (3, 4)
    assert (found.accepted, found.withdrawn) == (1, 1)


def test_an_ask_that_may_still_be_answered_is_not_yet_counted(
    cast: Cast, now: datetime, settled: datetime
) -> None:
    send(by=cast.maria, to=cast.ana, now=settled - timedelta(days=6))
    assert site_numbers(now=settled).asked == 4


def test_what_is_older_than_the_thirty_days_is_not_counted(settled: datetime) -> None:
    assert site_numbers(now=settled + timedelta(days=30)).asked == 0


def test_closed_accounts_are_nobody(cast: Cast, now: datetime) -> None:
    before = site_numbers(now=now)
    cast.maria.is_active = False
    cast.maria.save()
    assert site_numbers(now=now).entrepreneurs == before.entrepreneurs - 1


def test_whoever_did_not_confirm_the_address_is_nobody(cast: Cast, now: datetime) -> None:
    before = site_numbers(now=now)
    cast.maria.emailaddress_set.update(verified=False)
    cast.luis.emailaddress_set.update(verified=False)
    after = site_numbers(now=now)
    assert after.entrepreneurs == before.entrepreneurs - 1
    assert after.mentors == before.mentors - 1


def test_whoever_offers_nothing_is_no_mentor_yet(cast: Cast, now: datetime) -> None:
    before = site_numbers(now=now)
    Mentor.objects.filter(person=cast.luis).update(areas=[])
    assert site_numbers(now=now).mentors == before.mentors - 1


def test_the_front_page_says_all_of_it(client: Client, settled: datetime) -> None:
    with time_machine.travel(settled, tick=False):
        page = client.get("/", headers={"accept-language": "en"}).content.decode()
    assert "3 of 4" in page
    assert "1 of the answers was a yes" in page
    assert "1 ask that was taken back is not counted" in page
