"""Every form of every page, as everybody who sees it, with everything that should not be sent.

One walk over all pages finds the forms; each kind is tried once, whatever page it stands on.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tequio.pages.shared import access
from tests.pages.conftest import world  # noqa: F401 - a fixture of another folder
from tests.pages.ended import seen_and_ended
from tests.pages.hostile import LONG_NAME, TEXTS
from tests.pages.world import World, address, our_pages
from tests.security.forms import Form, forms_of

pytestmark = pytest.mark.django_db

HOSTILE = {**TEXTS, "ten thousand letters": LONG_NAME}
NO_CHOICE = ("nothing of the kind", "-1", "99999999999999999999", "\x00", "é" * 300, "")
TYPED_AGAIN = {"code", "email"}
NOT_KEPT = "/staff/vocabulary/phrases/"  # a phrase of few words, shown again as it was told
FEWEST = 35  # a walk that found fewer forms has missed some
WORDS = "Lo escribí con calma y no quiero repetirlo"


@dataclass(frozen=True)
class Seen:
    """A form, the page it stands on, and the browser and role of somebody who sees it."""

    form: Form
    page: str
    role: str
    client: Client

    def send(self, **changed: str) -> HttpResponse:
        """The form with some fields changed; what it did is taken back."""
        with undone(self.client):
            return self.client.post(
                self.form.action,
                {**self.form.fields, **changed},
                HTTP_REFERER=f"http://testserver{self.page}",
            )


@contextmanager
def undone(client: Client) -> Iterator[None]:
    """Whatever was done is taken back, in the database and in the browser."""
    cookies = SimpleCookie(client.cookies.output(header="", sep=";"))
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    client.cookies = cookies


@pytest.fixture(scope="module")
def forms(world: World) -> list[Seen]:  # noqa: F811
    """Each kind of form once, for the first role that sees it."""
    found: dict[tuple[str, ...], Seen] = {}
    readable = [name for name in our_pages() if "GET" in (access.rule_for(name) or {})]
    for role, person in world.people.items():
        client = Client()
        if person is not None:
            client.force_login(person)
        for page in (address(name, world) for name in readable):
            with undone(client):
                answer = client.get(page)
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                for form in forms_of(answer.content.decode(), page):
                    kind = (form.action, *sorted(form.fields))
                    found.setdefault(kind, Seen(form, page, role, client))
    return list(found.values())


def test_the_walk_finds_forms_of_every_area(forms: list[Seen]) -> None:
    assert len(forms) >= FEWEST
    areas = {seen.form.action.split("/")[1] for seen in forms}
    assert {"account", "settings", "asks", "conversations", "my-offer", "staff", "report"} <= areas


def test_nothing_that_is_written_breaks_one(forms: list[Seen]) -> None:
    for seen in forms:
        for field in seen.form.written:
            for what, text in HOSTILE.items():
                answer = seen.send(**{field: text})
                assert answer.status_code < 500, (seen.form.action, field, what)
                assert b"<script>alert(1)" not in answer.content, (seen.form.action, field)


def test_nothing_that_cannot_be_chosen_breaks_one(forms: list[Seen]) -> None:
    for seen in forms:
        for field in seen.form.chosen:
            for value in NO_CHOICE:
                answer = seen.send(**{field: value})
                assert answer.status_code < 500, (seen.form.action, field, value)


def test_a_double_click_does_it_once_and_a_key_is_for_one_form(forms: list[Seen]) -> None:
    for seen in forms:
        blank = {field: WORDS for field in seen.form.written if not seen.form.fields[field]}
        fields, action = {**seen.form.fields, **blank}, seen.form.action
        with undone(seen.client):
            first = seen.client.post(action, fields)
            second = seen.client.post(action, fields)
            assert second.status_code < 500, action
            if "idempotency_key" in fields and first.status_code == 302:
                assert second.status_code == 302, action
                assert second["Location"] == first["Location"], action
                changed = {field: f"{fields[field]} y más" for field in seen.form.written}
                other = seen.client.post(action, {**fields, "other": "", **changed})
                assert other.status_code == 409, action


def test_a_session_that_ended_keeps_the_words(forms: list[Seen], world: World) -> None:  # noqa: F811
    for seen in forms:
        for field in seen.form.written:
            person = world.people[seen.role]
            if person is None or "password" in field or field in TYPED_AGAIN:
                continue
            if seen.form.action.startswith(NOT_KEPT):
                continue
            client = Client()
            with undone(client):
                sent = {**seen.form.fields, field: WORDS}
                client.force_login(person)
                seen_and_ended(client, seen.page)
                stood_on = f"http://testserver{seen.page}"
                refused = client.post(seen.form.action, sent, HTTP_REFERER=stood_on)
                if refused.status_code != 302 or "/account/login/" not in refused["Location"]:
                    continue  # anybody may send this one
                client.force_login(person)
                (next_page,) = parse_qs(urlsplit(refused["Location"]).query)["next"]
                page = client.get(next_page).content.decode()
                assert WORDS in page, (seen.form.action, next_page, field)
