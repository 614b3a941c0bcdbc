"""Where a search found nobody, the person is told when somebody can help, once."""

from datetime import datetime, timedelta

import pytest

from tequio.domain.mentors import actions as mentors
from tequio.domain.needs import actions, promises
from tequio.domain.safety import actions as safety
from tequio.records.needs import UnmetSearch
from tequio.records.notifications import Notification
from tequio.records.people import Mentor
from tests import cast as people
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def unmet(cast: Cast, now: datetime) -> UnmetSearch:
    for _ in range(2):
        actions.note_unmet(by=cast.maria, area="export", text="", language="es", now=now)
    return UnmetSearch.objects.get()


def keep(unmet: UnmetSearch, now: datetime) -> Mentor | None:
    return promises.keep(promise=unmet, now=now)


def test_while_nobody_offers_it_nothing_is_told(unmet: UnmetSearch, now: datetime) -> None:
    assert keep(unmet, now) is None
    assert not Notification.objects.exists()


def test_a_paused_full_or_blocked_mentor_keeps_no_promise(
    cast: Cast, unmet: UnmetSearch, now: datetime
) -> None:
    paused = people.mentor("Paula", country="GT", areas=["export"], now=now)
    mentors.pause(by=paused, until=now.date() + timedelta(days=9), now=now)
    people.mentor("Fernanda", country="GT", areas=["export"], places=0, now=now)
    blocked = people.mentor("Bruno", country="GT", areas=["export"], now=now)
    safety.block(by=blocked, person=cast.maria, now=now)
    assert keep(unmet, now) is None


def test_somebody_with_room_is_told_of_once_however_often_one_searched(
    cast: Cast, unmet: UnmetSearch, now: datetime
) -> None:
    helper = people.mentor("Elena", country="MX", areas=["export"], now=now)
    assert keep(unmet, now) == helper.mentor
    assert list(promises.open_promises()) == []
    told = Notification.objects.get()
    assert (told.person, told.subject_public_id) == (cast.maria, helper.public_id)
