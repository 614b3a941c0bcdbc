"""The second step: an authenticator app, recovery codes, and staff who need one."""

import re

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks as Callbacks
from pytest_django import Settings

from tequio.records.notifications import Mail
from tequio.records.people import Person
from tests.cast import PASSWORD, Cast
from tests.pages.people.test_account_pages import enter

pytestmark = pytest.mark.django_db


def code_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def turn_on(client: Client, person: Person) -> str:
    """The app is on; gives its key."""
    enter(client, person)
    page = client.get("/account/2fa/totp/activate/").content.decode()
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", page)[1]  # type: ignore[index]
    client.post("/account/2fa/totp/activate/", {"code": code_now(secret)})
    return secret


def test_a_wrong_code_does_not_turn_it_on(client: Client, cast: Cast) -> None:
    enter(client, cast.maria)
    answer = client.post("/account/2fa/totp/activate/", {"code": "000000"})
    assert "Este código no es correcto" in answer.content.decode()
    assert not cast.maria.authenticator_set.exists()


def test_the_square_stands_in_the_page_itself(client: Client, cast: Cast) -> None:
    enter(client, cast.maria)
    page = client.get("/account/2fa/totp/activate/").content.decode()
    assert "<svg" in page
    assert "data:image" not in page
    assert "<?xml" not in page


def test_the_password_alone_no_longer_opens_the_account(client: Client, cast: Cast) -> None:
    secret = turn_on(client, cast.maria)
    fresh = Client()
    answer = fresh.post("/account/login/", {"login": cast.maria.email, "password": PASSWORD})
    assert answer["Location"].startswith("/account/2fa/authenticate/")
    assert fresh.get("/me/").status_code == 302
    fresh.post("/account/2fa/authenticate/", {"code": code_now(secret)})


def test_turning_it_on_is_told_by_mail(
    client: Client, cast: Cast, django_capture_on_commit_callbacks: Callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        turn_on(client, cast.maria)
    assert Mail.objects.filter(to=cast.maria.email, subject__endswith="activa").exists()


def test_a_recovery_code_opens_it_once(client: Client, cast: Cast) -> None:
    turn_on(client, cast.maria)
    page = client.get("/account/2fa/recovery-codes/").content.decode()
    code = re.search(r"<li><code>(\w+)</code>", page)[1]  # type: ignore[index]
    for expected in (200, 302):
        fresh = Client()
        fresh.post("/account/login/", {"login": cast.maria.email, "password": PASSWORD})
        fresh.post("/account/2fa/authenticate/", {"code": code})
        assert fresh.get("/me/").status_code == expected


def test_the_sixth_try_in_five_minutes_is_refused_even_if_right(client: Client, cast: Cast) -> None:
    secret = turn_on(client, cast.maria)
    fresh = Client()
    fresh.post("/account/login/", {"login": cast.maria.email, "password": PASSWORD})
    for _ in range(5):
        assert fresh.post("/account/2fa/authenticate/", {"code": "000000"}).status_code == 422
    answer = fresh.post("/account/2fa/authenticate/", {"code": code_now(secret)})
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0


@pytest.mark.parametrize("path", ["/staff/", "/staff/admin/", "/staff/components"])
def test_staff_without_a_second_step_reach_nothing(
    client: Client, cast: Cast, settings: Settings, path: str
) -> None:
    settings.STAFF_NEED_A_SECOND_STEP = True
    client.force_login(cast.administrator)
    answer = client.get(path)
    assert (answer.status_code, answer["Location"]) == (302, "/account/2fa/")


def test_staff_with_one_reach_their_pages(client: Client, cast: Cast, settings: Settings) -> None:
    settings.STAFF_NEED_A_SECOND_STEP = True
    turn_on(client, cast.administrator)
    assert client.get("/staff/admin/").status_code == 200


def test_the_admin_has_no_door_of_its_own(client: Client) -> None:
    answer = client.post("/staff/admin/login/", {"username": "x", "password": "y"})
    assert answer["Location"].startswith("/account/login/")
