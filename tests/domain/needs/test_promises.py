"""Where a search found nobody, the person is told when somebody can help, once."""

from datetime import datetime, timedelta

import pytest

from tequio.domain.mentors import actions as mentors
from tequio.domain.needs import actions, promises
from tequio.domain.people import actions as members
from tequio.domain.safety import actions as safety
from tequio.records.needs import UnmetSearch
from tequio.records.notifications import Notification
from tequio.records.people import Mentor, MentorLoad
from tests import cast as people
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def unmet(cast: Cast, now: datetime) -> UnmetSearch:
    for _ in range(2):
        actions.note_unmet(by=cast.maria, area="export", text="", now=now)
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


def crowd(size: int, now: datetime, **wanted: str) -> list[UnmetSearch]:
    for number in range(size):
        one = people.entrepreneur(f"Persona {number}", country="GT", language="es", now=now)
        at = now + timedelta(minutes=number)
        actions.note_unmet(by=one, area="export", text="", now=at, **wanted)
    return list(promises.open_promises())


def test_of_a_mentor_with_one_place_one_person_is_told_in_a_week_the_oldest_first(
    cast: Cast, now: datetime
) -> None:
    waiting = crowd(5, now)
    later = now + timedelta(days=1)
    people.mentor("Elena", country="MX", areas=["export"], places=1, now=later)
    kept = [keep(one, later) for one in promises.open_promises()]
    assert [mentor is not None for mentor in kept] == [True, False, False, False, False]
    assert Notification.objects.get(kind="mentor_joined").person == waiting[0].person
    assert keep(waiting[1], later + timedelta(days=6)) is None
    assert keep(waiting[1], later + timedelta(days=8)) is not None


def test_the_told_are_spread_over_the_mentors(cast: Cast, now: datetime) -> None:
    crowd(6, now)
    later = now + timedelta(days=1)
    for name in ("Elena", "Berta"):
        people.mentor(name, country="MX", areas=["export"], places=3, now=later)
    kept = [keep(one, later) for one in promises.open_promises()]
    assert sorted(str(mentor) for mentor in kept) == ["Berta"] * 3 + ["Elena"] * 3


@pytest.mark.parametrize(
    "wanted", [{"wanted_language": "quc"}, {"wanted_country": "GT"}, {"wanted_industry": "9602"}]
)
def test_a_mentor_outside_of_the_filters_keeps_no_promise(
    cast: Cast, now: datetime, wanted: dict[str, str]
) -> None:
    [unmet] = crowd(1, now, **wanted)
    people.mentor("Elena", country="MX", areas=["export"], now=now + timedelta(hours=1))
    assert keep(unmet, now + timedelta(hours=2)) is None


@pytest.mark.parametrize(
    "wanted", [{"wanted_language": "en"}, {"wanted_country": "MX"}, {"wanted_industry": "1071"}]
)
def test_a_promise_without_an_area_is_kept_by_who_fits_the_filters(
    cast: Cast, now: datetime, wanted: dict[str, str]
) -> None:
    later = now + timedelta(hours=1)
    actions.note_unmet(by=cast.maria, area="", text="", now=now, **wanted)
    [unmet] = promises.open_promises()
    for mentor in Mentor.objects.all():
        MentorLoad.objects.filter(mentor=mentor).update(changed_at=now - timedelta(days=9))
    helper = people.mentor("Elena", country="MX", areas=["export"], now=later)
    assert keep(unmet, later) == helper.mentor
    assert list(promises.open_promises()) == []


def test_who_offers_nothing_yet_keeps_no_promise_without_an_area(cast: Cast, now: datetime) -> None:
    actions.note_unmet(by=cast.maria, area="", text="", now=now, wanted_country="SV")
    later = now + timedelta(hours=1)
    people.mentor("Elena", country="SV", areas=[], now=later)
    [unmet] = promises.open_promises()
    assert keep(unmet, later) is None
    helper = people.mentor("Marta", country="SV", areas=["export"], now=later)
    assert keep(unmet, later) == helper.mentor


def test_a_search_for_nothing_in_particular_is_no_promise(cast: Cast, now: datetime) -> None:
    actions.note_unmet(by=cast.maria, area="", text="zzqqx", now=now)
    assert list(promises.open_promises()) == []


def test_who_was_there_and_free_all_along_has_not_joined(cast: Cast, now: datetime) -> None:
    elena = people.mentor("Elena", country="MX", areas=["export"], now=now - timedelta(days=9))
    MentorLoad.objects.filter(mentor_id=elena.pk).update(changed_at=now - timedelta(days=9))
    [unmet] = crowd(1, now)
    assert keep(unmet, now + timedelta(hours=1)) is None
    mentors.pause(by=elena, until=None, now=now + timedelta(hours=2))
    assert keep(unmet, now + timedelta(hours=3)) is not None


def test_who_hides_from_the_directory_is_told_of_to_nobody(
    cast: Cast, unmet: UnmetSearch, now: datetime
) -> None:
    elena = people.mentor("Elena", country="MX", areas=["export"], now=now)
    members.hide(by=elena, hidden=True, now=now)
    assert keep(unmet, now) is None
