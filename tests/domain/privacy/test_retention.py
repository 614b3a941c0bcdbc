"""What the map promises to keep no longer goes: nothing early, nothing late, twice as once."""

import re
from datetime import datetime, timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection, models

from tequio.delivery.letters import Letter
from tequio.domain.audit import actions as audit
from tequio.domain.links import actions as links
from tequio.domain.mails import actions as mails
from tequio.domain.notifications import actions as notifications
from tequio.domain.privacy import data_map, retention
from tequio.domain.safety import actions as safety
from tequio.jobs import upkeep
from tequio.records.asks import Ask
from tequio.records.audit import AuditEvent, RecentUses
from tequio.records.needs import UnmetSearch
from tequio.records.notifications import Mail
from tequio.records.people import Person
from tests import cast as people
from tests.asks import send
from tests.cast import Cast

pytestmark = pytest.mark.django_db

PROMISED = {label: e for label, e in data_map.entries().items() if e.keep_days is not None}
OF_THE_QUEUE = re.compile(r"^procrastinate\.")


@pytest.fixture
def everything(cast: Cast, now: datetime) -> Ask:
    """One row of each kind that is not kept for ever."""
    ask = send(by=cast.maria, to=cast.luis, now=now)
    letter = Letter(subject="Hola", paragraphs=("Hola.",))
    mails.queue(letter=letter, kind="message", to=cast.luis.email, language="es", now=now)
    notifications.notify(person=cast.luis, kind="ask_received", about=ask, now=now)
    links.make(person=cast.luis, purpose="answer_ask", ask=ask, now=now)
    UnmetSearch.objects.create(person=cast.maria, text="x", language="es", searched_at=now)
    report = safety.report(by=cast.maria, person=cast.luis, reason="rude", text="x", now=now)
    safety.close_report(report=report, by=cast.coordinator, state="dismissed", outcome="x", now=now)
    audit.record(action="x", subject=ask, by=cast.maria, now=now)
    RecentUses.objects.create(key="k", moments=[0.0], subjects=[""], wait=0, used_at=now)
    Session.objects.create(session_key="k", session_data="", expire_date=now)
    UserSession.objects.create(user=cast.maria, session_key="k", ip="127.0.0.1", user_agent="x")
    return ask


def set_age(model: type[models.Model], since: str, moment: datetime) -> None:
    model._base_manager.update(**{since: moment})


def rows(label: str) -> int:
    return PROMISED[label].model._base_manager.count()


KINDS = sorted(
    set(PROMISED)
    & {
        "records.actionlink",
        "records.auditevent",
        "records.mail",
        "records.notification",
        "records.recentuses",
        "records.report",
        "records.unmetsearch",
        "sessions.session",
        "usersessions.usersession",
    }
)


@pytest.mark.parametrize("label", KINDS)
def test_a_second_before_its_time_it_stays(label: str, everything: Ask, now: datetime) -> None:
    entry = PROMISED[label]
    young = now - timedelta(days=entry.keep_days or 0) + timedelta(seconds=1)
    set_age(entry.model, entry.since, young)
    before = rows(label)
    retention.purge(now=now)
    assert rows(label) == before > 0


@pytest.mark.parametrize("label", KINDS)
def test_at_its_time_it_goes_and_a_second_run_finds_nothing(
    label: str, everything: Ask, now: datetime
) -> None:
    entry = PROMISED[label]
    set_age(entry.model, entry.since, now - timedelta(days=entry.keep_days or 0))
    assert retention.purge(now=now)[label] > 0
    assert rows(label) == 0
    assert label not in retention.purge(now=now)


def test_a_report_that_is_still_open_stays_for_ever(cast: Cast, now: datetime) -> None:
    safety.report(by=cast.maria, person=cast.luis, reason="rude", text="x", now=now)
    retention.purge(now=now + timedelta(days=5000))
    assert rows("records.report") == 1


def test_nothing_else_is_touched(everything: Ask, now: datetime) -> None:
    before = Person.objects.count()
    retention.purge(now=now + timedelta(days=5000))
    assert Person.objects.count() == before
    assert Ask.objects.filter(pk=everything.pk).exists()


def joining(name: str, now: datetime, *, confirmed: bool = False) -> Person:
    """As signing up leaves somebody before, or after, the code is typed."""
    made = people.mentor(name, country="GT", areas=["pricing"], now=now)
    made.emailaddress_set.update(verified=confirmed)
    letter = Letter(subject="Su código", paragraphs=("ABC-DEF",))
    mails.queue(letter=letter, kind="account", to=made.email, language="es", person=made, now=now)
    return made


def test_an_account_that_nobody_confirmed_goes_with_its_trail(cast: Cast, now: datetime) -> None:
    days = timedelta(days=1)
    overdue, young = joining("Vieja", now - 30 * days), joining("Reciente", now - 29 * days)
    confirmed = joining("Confirmada", now - 90 * days, confirmed=True)
    opened = joining("Abierta", now - 90 * days)
    Person.objects.filter(pk=opened.pk).update(last_login=now)
    operator = people.staff("Operadora", "administrator", now=now - 90 * days)
    operator.emailaddress_set.all().delete()
    assert retention.purge(now=now)["records.person"] == 1
    assert "records.person" not in retention.purge(now=now)
    stay = {person.pk for person in (young, confirmed, opened, operator)}
    left = Person.objects.filter(pk__in=[*stay, overdue.pk])
    assert set(left.values_list("pk", flat=True)) == stay
    of_person = AuditEvent.objects.filter(subject_type="person")
    assert not of_person.filter(subject_id=overdue.pk).exists()
    assert of_person.filter(subject_id=young.pk).exists()
    assert not Mail.objects.filter(to=overdue.email).exists()


def test_every_promise_of_days_or_years_is_kept_by_the_program() -> None:
    """Promises in words that no job carries out would be lies."""
    unkept = [
        label
        for label, entry in data_map.entries().items()
        if re.search(r"\b(days?|years?)\b", entry.keep)
        and entry.keep_days is None
        and not OF_THE_QUEUE.match(label)
    ]
    assert unkept == []


def test_a_promise_for_rows_that_nobody_named_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = dict(data_map.entries())
    broken = data_map.Entry(**{**vars(entries["records.person"]), "only": "unconfirmed"})
    monkeypatch.setattr(data_map, "entries", lambda: {**entries, "records.person": broken})
    assert any("records.person: only" in fault for fault in data_map.faults())


def test_a_promise_that_counts_from_no_field_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = dict(data_map.entries())
    broken = data_map.Entry(**{**vars(entries["records.mail"]), "since": "sent"})
    monkeypatch.setattr(data_map, "entries", lambda: {**entries, "records.mail": broken})
    assert any("records.mail: keep_days" in fault for fault in data_map.faults())


def test_expired_entries_of_the_cache_go(now: datetime) -> None:
    cache.set("old", 1, timeout=-1)
    cache.set("young", 1, timeout=600)
    upkeep.purge_cache(timestamp=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM site_cache")
        assert cursor.fetchone() == (1,)
