"""How often one may do what: the n-th time works, the next one answers 429."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import connections
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver, reverse
from pytest_django import DjangoAssertNumQueries

from tequio.domain.asks import actions as asks
from tequio.domain.people import standing
from tequio.pages.shared import limits
from tequio.records.audit import RecentUses
from tequio.records.people import Person
from tests import cast as people
from tests.asks import send
from tests.cast import Cast
from tests.repository.test_access_table import names

WHEN = "2026-11-20T15:00:00Z"


@pytest.mark.django_db
def test_the_next_one_waits_as_long_as_it_says() -> None:
    for second in range(3):
        assert limits.take("k", most=3, seconds=60, now=1000.0 + second) == 0
    assert limits.take("k", most=3, seconds=60, now=1010) == 50
    assert limits.take("k", most=3, seconds=60, now=1059.9) == 1
    assert limits.take("k", most=3, seconds=60, now=1060.0) == 0


@pytest.mark.django_db
def test_the_same_subject_again_takes_no_place() -> None:
    assert limits.take("k", most=1, seconds=60, now=1000, subject="ana") == 0
    assert limits.take("k", most=1, seconds=60, now=1001, subject="ana") == 0
    assert limits.take("k", most=1, seconds=60, now=1002, subject="luis") > 0


@pytest.mark.django_db
def test_one_statement_takes_a_place_and_one_refuses_it(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for wait in (0, 60):
        with django_assert_num_queries(1):
            assert limits.take("k", most=1, seconds=60, now=1000) == wait


@pytest.mark.django_db
def test_a_refused_use_takes_no_place() -> None:
    limits.take("k", most=1, seconds=60, now=1000)
    for second in range(1, 60):
        assert limits.take("k", most=1, seconds=60, now=1000 + second) == 60 - second
    assert limits.take("k", most=1, seconds=60, now=1060) == 0


@pytest.mark.django_db
def test_what_no_longer_counts_is_not_kept() -> None:
    for minute in range(5):
        limits.take("k", most=3, seconds=60, now=1000 + 60 * minute, subject=f"s{minute}")
    kept = RecentUses.objects.get()
    assert (kept.moments, kept.subjects) == ([1240.0], ["s4"])


@pytest.mark.django_db
def test_the_place_taken_last_is_given_back_once() -> None:
    limits.give_back("k")
    for second in range(2):
        limits.take("k", most=2, seconds=60, now=1000 + second)
    limits.give_back("k")
    assert RecentUses.objects.get().moments == [1000.0]
    assert limits.take("k", most=2, seconds=60, now=1002) == 0
    assert limits.take("k", most=2, seconds=60, now=1003) == 57


@pytest.mark.django_db
def test_what_is_forgotten_starts_anew_and_nothing_else_does() -> None:
    for key in ("k", "l"):
        limits.take(key, most=1, seconds=60, now=1000)
    limits.forget(["k"])
    assert limits.take("k", most=1, seconds=60, now=1001) == 0
    assert limits.take("l", most=1, seconds=60, now=1001) == 59


@pytest.mark.django_db(transaction=True)
def test_each_of_many_at_once_counts_once() -> None:
    def once(_: int) -> int:
        try:
            return limits.take("k", most=100, seconds=60, now=1000)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(once, range(40))) == {0}
    assert RecentUses.objects.get().moments == [1000.0] * 40


@pytest.mark.django_db(transaction=True)
def test_two_processes_never_give_the_last_place_twice() -> None:
    def once(_: int) -> int:
        try:
            return limits.take("k", most=7, seconds=60, now=1000)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(once, range(40)))
    assert waits.count(0) == 7


def test_the_table_names_only_pages_that_exist() -> None:
    assert set(limits.table()) <= set(names(get_resolver(settings.ROOT_URLCONF)))


@pytest.mark.django_db
class TestStanding:
    def test_a_new_person_is_not_known(self, cast: Cast, now: datetime) -> None:
        assert not standing.is_known(cast.maria, now=now)

    def test_an_accepted_ask_makes_both_known(self, cast: Cast, now: datetime) -> None:
        asks.accept(ask=send(by=cast.maria, to=cast.ana, now=now), by=cast.ana, now=now)
        assert standing.is_known(cast.maria, now=now)
        assert standing.is_known(cast.ana, now=now)

    def test_within_three_days_nobody_is(self, cast: Cast, now: datetime) -> None:
        asks.accept(ask=send(by=cast.maria, to=cast.ana, now=now), by=cast.ana, now=now)
        joined = cast.maria.joined_at
        early, late = timedelta(days=3, seconds=-1), timedelta(days=3)
        assert not standing.is_known(cast.maria, now=joined + early)
        assert standing.is_known(cast.maria, now=joined + late)


@pytest.mark.django_db
class TestPages:
    def test_a_newcomer_sees_thirty_profiles_a_day(self, client: Client, cast: Cast) -> None:
        mentors = [self._mentor(number) for number in range(31)]
        client.force_login(cast.maria)
        for mentor in mentors[:30]:
            assert client.get(f"/mentors/{mentor.public_id}/").status_code == 200
        assert client.get(f"/mentors/{mentors[0].public_id}/").status_code == 200
        refused = client.get(f"/mentors/{mentors[30].public_id}/")
        assert refused.status_code == 429
        assert int(refused["Retry-After"]) > 86_000
        assert "Para cuidar a todas las personas" in refused.content.decode()

    def _mentor(self, number: int) -> Person:
        joined = datetime.fromisoformat(WHEN)
        return people.mentor(f"Mentor {number}", country="GT", areas=["pricing"], now=joined)

    def test_a_hundred_searches_an_hour_and_not_one_more(self, client: Client, cast: Cast) -> None:
        client.force_login(cast.maria)
        for _ in range(100):
            assert client.get("/mentors/?q=Luis").status_code == 200
        assert client.get("/mentors/?q=Luis").status_code == 429
        assert client.get("/mentors/").status_code == 200

    def test_reports_have_a_limit_in_the_persons_language(self, client: Client, cast: Cast) -> None:
        client.force_login(cast.pedro)
        path = reverse("safety:report-person", kwargs={"public_id": cast.luis.public_id})
        for _ in range(10):
            assert client.post(path, {}).status_code != 429
        answer = client.post(path, {})
        assert answer.status_code == 429
        assert "To protect everybody" in answer.content.decode()

    def test_a_refusal_says_how_long_and_keeps_what_was_typed(
        self, client: Client, cast: Cast
    ) -> None:
        client.force_login(cast.maria)
        with time_machine.travel(WHEN, tick=False) as clock:
            for number in range(30):
                assert self._tell(client, number, "Me pagan tarde.").status_code == 302
            clock.shift(3 * 3600)
            refused = self._tell(client, 30, "Y ahora llegó otra deuda.")
            assert refused.status_code == 429
            assert "dentro de 21 horas" in refused.content.decode()
            assert refused["Retry-After"] == str(21 * 3600)
            kept = client.get("/what-is-on-your-mind/").content.decode()
            assert "Y ahora llegó otra deuda." in kept

    def test_what_a_form_refuses_uses_nothing_up(self, client: Client, cast: Cast) -> None:
        client.force_login(cast.maria)
        for number in range(35):
            assert self._tell(client, number, "").status_code == 422
        assert self._tell(client, 40, "Me pagan tarde.").status_code == 302

    def _tell(self, client: Client, number: int, worry: str) -> HttpResponse:
        said = {"worry": worry, "wish": "", "tried": ""}
        return client.post(
            "/what-is-on-your-mind/", {**said, "idempotency_key": str(people.key(number))}
        )

    def test_opening_a_form_counts_nothing(self, client: Client, cast: Cast) -> None:
        client.force_login(cast.maria)
        path = reverse("asks:send", kwargs={"public_id": cast.luis.public_id})
        for _ in range(25):
            assert client.get(path).status_code == 200


@pytest.mark.django_db
class TestSigningIn:
    def test_ten_wrong_passwords_then_even_the_right_one_waits(
        self, client: Client, cast: Cast
    ) -> None:
        with time_machine.travel(WHEN, tick=False) as clock:
            for _ in range(10):
                assert self._enter(client, cast, "wrong").status_code == 422
            refused = self._enter(client, cast, people.PASSWORD)
            assert refused.status_code == 429
            assert int(refused["Retry-After"]) == 300
            clock.shift(301)
            assert self._enter(client, cast, people.PASSWORD).status_code == 302

    def _enter(self, client: Client, cast: Cast, password: str) -> object:
        said = {"login": cast.maria.email, "password": password}
        return client.post("/account/login/", said)

    def test_right_passwords_are_not_counted(self, client: Client, cast: Cast) -> None:
        for _ in range(12):
            assert self._enter(Client(), cast, people.PASSWORD).status_code == 302

    def test_five_reset_mails_a_day(self, client: Client, cast: Cast) -> None:
        told = [
            client.post("/account/password/reset/", {"email": cast.maria.email}).status_code
            for _ in range(6)
        ]
        assert told == [302] * 5 + [429]

    def test_forty_join_from_one_place_in_ten_minutes(self, client: Client) -> None:
        told = [client.post("/account/signup/", {}).status_code for _ in range(41)]
        assert told == [422] * 40 + [429]
