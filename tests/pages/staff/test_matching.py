"""The numbers of the matching: for the staff, with denominators, and silent about the few."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from mentor_matching.forecast.calibration import CalibrationBin
from mentor_matching.forecast.record import HALF_LIFE_DAYS
from tequio.domain.asks import actions as asks
from tequio.domain.matching.exposure import exposure
from tequio.domain.matching.gap_map import Gap, gaps
from tequio.domain.matching.reply_forecast import reply_forecast
from tequio.domain.matching.served import served
from tequio.domain.needs import actions as needs
from tequio.domain.privacy import actions as privacy
from tequio.pages.staff import matching
from tequio.records.people import Person
from tests import cast as people
from tests.asks import send
from tests.cast import Cast

pytestmark = pytest.mark.django_db
ADDRESS = "/staff/matching"
DAYS = timedelta(days=1)
Freeze = Callable[[datetime], None]


@pytest.fixture
def at(time_machine: object, now: datetime) -> datetime:
    """Thirty days after everything was asked."""
    time_machine.move_to(now + 30 * DAYS, tick=False)  # type: ignore[attr-defined]
    return now + 30 * DAYS


def asked(now: datetime, number: int, *, accepted: int, language: str = "es") -> list[Person]:
    """People who each asked a mentor of their own; the first of them were accepted."""
    askers = []
    for n in range(number):
        name = f"{language} {n}"
        asker = people.entrepreneur(f"Persona {name}", country="GT", language=language, now=now)
        mentor = people.mentor(f"Mentor {name}", country="GT", areas=["pricing"], now=now)
        ask = send(by=asker, to=mentor, now=now)
        if n < accepted:
            asks.accept(ask=ask, by=mentor, now=now)
        askers.append(asker)
    return askers


def test_who_is_not_signed_in_is_sent_to_the_door(client: Client, db: None) -> None:
    answer = client.get(ADDRESS)
    assert (answer.status_code, answer.url.split("?")[0]) == (302, "/account/login/")


def test_members_do_not_see_it_and_nobody_posts(client: Client, cast: Cast) -> None:
    client.force_login(cast.maria)
    assert client.get(ADDRESS).status_code == 403
    client.force_login(cast.manager)
    assert client.post(ADDRESS).status_code == 405


@pytest.mark.parametrize("days", ["", "-1", "7", "9" * 400, "a\x00b", "９０"])
def test_an_unknown_period_means_90_days_and_the_page_says_so(
    client: Client, cast: Cast, days: str
) -> None:
    client.force_login(cast.manager)
    answer = client.get(ADDRESS, {"days": days})
    assert (answer.status_code, answer.context["days"]) == (200, 90)
    assert ("Se muestra este: 90 días." in answer.content.decode()) is bool(days)


def test_thirty_days_can_be_chosen(client: Client, cast: Cast) -> None:
    client.force_login(cast.manager)
    answer = client.get(ADDRESS, {"days": "30"})
    assert (answer.context["days"], answer.context["unknown_period"]) == (30, "")


@pytest.mark.parametrize(
    ("value", "shown"), [(0.7999, "0.7999"), (0.7961, "0.796"), (0.8, "0.80"), (0.75, "0.75")]
)
def test_a_share_below_the_limit_never_reads_as_the_limit(value: float, shown: str) -> None:
    assert matching._of_best(value) == shown


def test_an_empty_site_shows_dashes(client: Client, cast: Cast) -> None:
    client.force_login(cast.coordinator)
    page = client.get(ADDRESS)
    assert page.context["spread"]["gini"] == page.context["brier"] == "–"
    assert page.context["gaps"] == []


def test_a_group_below_ten_has_no_rate(client: Client, cast: Cast, at: datetime) -> None:
    asked(at - 20 * DAYS, 9, accepted=9)
    client.force_login(cast.manager)
    groups = dict(client.get(ADDRESS).context["groups"])
    assert groups["Idioma"] == [["español", 9, "–", "–", "–"]]


def test_an_ask_that_can_still_be_answered_does_not_count(now: datetime, db: None) -> None:
    asked(now, 3, accepted=3)
    too_soon = served(since=now - DAYS, until=now + 6 * DAYS)
    assert too_soon["language"] == ()
    later = served(since=now - DAYS, until=now + 8 * DAYS)
    assert [(rate.n, rate.rate) for rate in later["language"]] == [(3, 1.0)]


def test_a_group_served_less_than_four_fifths_of_the_best_is_named(
    client: Client, cast: Cast, at: datetime
) -> None:
    asked(at - 20 * DAYS, 20, accepted=20)
    asked(at - 20 * DAYS, 20, accepted=15, language="en")
    client.force_login(cast.manager)
    page = client.get(ADDRESS)
    assert page.context["alerts"] == [
        "Idioma «inglés»: 15 de 20 personas encontraron ayuda, "
        "0.75 veces la proporción del grupo mejor atendido."
    ]
    assert ["inglés", 20, 15, "75%", "0.75"] in dict(page.context["groups"])["Idioma"]


def test_exposure_counts_the_mentors_nobody_asked(cast: Cast, now: datetime) -> None:
    for number in range(2):
        asker = people.entrepreneur(f"Persona {number}", country="GT", language="es", now=now)
        send(by=asker, to=cast.luis, now=now)
    found = exposure(since=now - DAYS, until=now + DAYS)
    assert (found.asks, found.mentors, found.asked_mentors) == (2, 2, 1)
    assert (found.top_1, found.top_10, found.gini) == (1.0, 1.0, 0.5)


def test_the_forecast_of_an_ask_knows_only_what_was_known_that_day(
    cast: Cast, now: datetime
) -> None:
    first = send(by=cast.maria, to=cast.luis, now=now)
    asks.accept(ask=first, by=cast.luis, now=now)
    second = send(by=cast.pedro, to=cast.luis, now=now + 3 * DAYS)
    asks.accept(ask=second, by=cast.luis, now=now + 3 * DAYS)
    third = send(by=cast.maria, to=cast.luis, now=now + 60 * DAYS)
    asks.decline(ask=third, by=cast.luis, reason="too_busy", sentence="", now=now + 60 * DAYS)
    found = reply_forecast(since=now - DAYS, until=now + 90 * DAYS)
    known = 0.5 ** (60 / HALF_LIFE_DAYS) + 0.5 ** (57 / HALF_LIFE_DAYS)
    last = (1.2 + known) / (3 + known)
    assert found.n == 3
    assert found.brier == pytest.approx((0.6**2 + 0.6**2 + last**2) / 3)


def test_the_gap_map_counts_people_and_not_their_clicks(cast: Cast, now: datetime) -> None:
    for _ in range(3):
        needs.note_unmet(by=cast.maria, area="export", text="", now=now)
    ask = send(by=cast.pedro, to=cast.luis, now=now)
    asks.expire(ask=ask, now=now + 8 * DAYS)
    assert gaps(since=now - DAYS, until=now + DAYS) == [
        Gap("export", "es", "GT", searched=1, expired=0, mentors=0, anywhere=0),
        Gap("pricing", "en", "MX", searched=0, expired=1, mentors=1, anywhere=2),
    ]


def test_a_gap_counts_for_the_spoken_language_and_the_wanted_country(
    cast: Cast, now: datetime
) -> None:
    cast.maria.languages = ["yua"]
    cast.maria.save()
    needs.note_unmet(by=cast.maria, area="export", text="", wanted_country="AF", now=now)
    ask = send(by=cast.pedro, to=cast.luis, now=now)
    privacy.erase(person=cast.luis, by=cast.luis, now=now)
    Person.objects.filter(pk=cast.pedro.pk).update(languages=["kek", "en"])
    assert gaps(since=now - DAYS, until=now + DAYS) == [
        Gap("export", "yua", "AF", searched=1, expired=0, mentors=0, anywhere=0),
        Gap(ask.area, "kek", "MX", searched=0, expired=1, mentors=0, anywhere=0),
    ]


def test_who_is_served_is_told_apart_by_what_they_speak(now: datetime, db: None) -> None:
    [one, _other] = asked(now, 2, accepted=1)
    Person.objects.filter(pk=one.pk).update(languages=["mam", "es"])
    found = served(since=now - DAYS, until=now + 8 * DAYS)
    assert [(rate.group, rate.n) for rate in found["language"]] == [("es", 1), ("mam", 1)]


def test_as_many_queries_for_one_ask_as_for_many(
    client: Client,
    cast: Cast,
    at: datetime,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client.force_login(cast.manager)
    client.get(ADDRESS)
    asked(at - 20 * DAYS, 1, accepted=0)
    with django_assert_num_queries(8):
        client.get(ADDRESS)
    asked(at - 20 * DAYS, 3, accepted=1, language="en")
    with django_assert_num_queries(8):
        client.get(ADDRESS)


def test_a_forecast_that_puts_all_asks_into_one_row_is_no_achievement() -> None:
    one, few, many = (CalibrationBin(0.2, 0.3, n, 0.25, 0.25) for n in (96, 4, 60))
    assert matching._tells_apart(()) is None
    assert matching._tells_apart((one,)) is False
    assert matching._tells_apart((one, few)) is False
    assert matching._tells_apart((one, many)) is True
