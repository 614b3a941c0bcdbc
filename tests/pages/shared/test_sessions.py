"""Sessions as every page reads them: no longer than they last, and nobody who may not be there."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.backends import db
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tequio.domain.safety import actions as safety
from tequio.pages.shared.sessions import SessionStore
from tests.cast import Cast

pytestmark = pytest.mark.django_db
OWN = "/my-needs/"


@pytest.fixture
def maria(client: Client, cast: Cast) -> Client:
    client.force_login(cast.maria)
    return client


def is_let_in(client: Client) -> bool:
    return client.get(OWN).status_code == 200


def test_a_session_past_its_time_opens_nothing(maria: Client) -> None:
    assert is_let_in(maria)
    over = timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE + 1)
    with time_machine.travel(over, tick=False):
        assert not is_let_in(maria)


def test_a_session_that_was_ended_elsewhere_opens_nothing(maria: Client) -> None:
    maria.session.delete(maria.session.session_key)
    assert not is_let_in(maria)


@pytest.mark.parametrize("key", ["", "short", "x" * 32, "' OR true --", "x" * 5000])
def test_a_made_up_key_opens_nothing(maria: Client, key: str) -> None:
    maria.cookies[settings.SESSION_COOKIE_NAME] = key
    assert not is_let_in(maria)


def test_contents_that_were_changed_in_the_database_open_nothing(maria: Client) -> None:
    held = db.SessionStore.get_model_class().objects.get()
    held.session_data = held.session_data[:-2] + "xx"
    held.save()
    assert not is_let_in(maria)


def test_a_new_password_ends_the_sessions_of_before(maria: Client, cast: Cast) -> None:
    cast.maria.set_password("another-one-2026")
    cast.maria.save()
    assert not is_let_in(maria)


def test_a_suspended_person_is_out_at_once(maria: Client, cast: Cast, now: datetime) -> None:
    safety.suspend_account(person=cast.maria, by=cast.coordinator, now=now)
    assert not is_let_in(maria)


def test_who_is_gone_from_the_records_is_nobody(maria: Client) -> None:
    session = maria.session
    session["_auth_user_id"] = "0"
    session.save()
    assert not is_let_in(maria)


def test_it_reads_what_djangos_own_store_wrote_and_back() -> None:
    theirs = db.SessionStore()
    theirs["kept"] = {"a": [1, "ñ"]}
    theirs.save()
    ours = SessionStore(theirs.session_key)
    assert ours["kept"] == {"a": [1, "ñ"]}
    ours["kept"] = 2
    ours.save()
    assert db.SessionStore(theirs.session_key)["kept"] == 2


def test_one_statement_reads_the_session_and_one_the_person(
    maria: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        assert maria.get("/healthz").status_code == 200
