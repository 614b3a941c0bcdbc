"""Who of the team decides about whose account, and about which report."""

from datetime import datetime

import pytest

from tequio.domain.people.staff import LastAdministrator
from tequio.domain.safety import actions, rules
from tequio.records.people import Person
from tequio.records.safety import Report
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_nobody_suspends_oneself_and_only_an_administrator_an_administrator(
    cast: Cast, now: datetime
) -> None:
    refused = (
        (cast.coordinator, cast.coordinator, "oneself"),
        (cast.administrator, cast.administrator, "oneself"),
        (cast.coordinator, cast.administrator, "administrator"),
    )
    for by, person, reason in refused:
        for act in (actions.suspend_account, actions.readmit):
            with pytest.raises(actions.NotInCharge) as raised:
                act(person=person, by=by, now=now)
            assert raised.value.reason == reason
    assert not Person.objects.filter(is_active=False).exists()
    assert not rules.why_not_in_charge(by=cast.administrator, of=cast.coordinator)
    assert not rules.why_not_in_charge(by=cast.coordinator, of=cast.manager)


def test_of_two_administrators_who_suspend_each_other_one_stays(cast: Cast, now: datetime) -> None:
    Person.objects.filter(pk=cast.coordinator.pk).update(staff_role="administrator")
    other = Person.objects.get(pk=cast.coordinator.pk)
    actions.suspend_account(person=cast.administrator, by=other, now=now)
    with pytest.raises(LastAdministrator):
        actions.suspend_account(person=other, by=cast.administrator, now=now)


def test_nobody_decides_on_a_report_about_oneself(cast: Cast, now: datetime) -> None:
    report = actions.report(by=cast.maria, person=cast.coordinator, reason="rude", text="", now=now)
    with pytest.raises(actions.NotOneself):
        actions.close_report(
            report=report, by=cast.coordinator, state="dismissed", outcome="Nada.", now=now
        )


def test_nobody_is_suspended_for_a_report_with_nothing_to_it(cast: Cast, now: datetime) -> None:
    report = actions.report(by=cast.maria, person=cast.luis, reason="rude", text="", now=now)
    with pytest.raises(actions.NoGround):
        actions.close_report(
            report=report,
            by=cast.coordinator,
            state="dismissed",
            outcome="Nada.",
            now=now,
            suspend_for="rude",
        )
    assert Report.objects.get().state == "open"
