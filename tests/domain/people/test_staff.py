"""Roles of the staff: only for somebody who joined, and with a row in the audit trail."""

from datetime import datetime

import pytest

from tequio.command_line import main
from tequio.domain.people import staff
from tequio.domain.safety import actions as safety
from tequio.records.audit import AuditEvent
from tequio.records.people import Person
from tests import cast as people
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_an_address_that_nobody_has_gets_no_role(cast: Cast, now: datetime) -> None:
    with pytest.raises(staff.NobodyHas):
        staff.give_role(email="nobody@example.org", role="coordinator", now=now)


def test_an_address_that_was_never_confirmed_gets_no_role(cast: Cast, now: datetime) -> None:
    cast.maria.emailaddress_set.update(verified=False)
    with pytest.raises(staff.NobodyHas):
        staff.give_role(email=cast.maria.email, role="coordinator", now=now)


def test_a_role_that_is_none_is_refused(cast: Cast, now: datetime) -> None:
    with pytest.raises(ValueError, match="emperor"):
        staff.give_role(email=cast.maria.email, role="emperor", now=now)


def test_the_last_administrator_stays(cast: Cast, now: datetime) -> None:
    Person.objects.filter(staff_role="administrator").update(staff_role="")
    staff.give_role(email=cast.maria.email, role="administrator", now=now)
    for role in ("", "coordinator"):
        with pytest.raises(staff.LastAdministrator):
            staff.give_role(email=cast.maria.email, role=role, now=now)
    staff.give_role(email=cast.luis.email, role="administrator", now=now)
    assert staff.give_role(email=cast.maria.email, role="", now=now)


def test_of_two_administrators_who_suspend_each_other_one_stays(cast: Cast, now: datetime) -> None:
    """The second pressed before hearing of the first."""
    other = people.staff("Otra Ruiz", "administrator", now=now)
    safety.suspend_account(person=cast.administrator, by=other, now=now, reason="rude")
    with pytest.raises(staff.LastAdministrator):
        safety.suspend_account(person=other, by=cast.administrator, now=now, reason="rude")
    assert Person.objects.present().filter(pk=other.pk).exists()


def test_what_is_so_already_changes_nothing(cast: Cast, now: datetime) -> None:
    assert not staff.give_role(email=cast.maria.email, role="", now=now)
    assert not AuditEvent.objects.filter(action="people.give_role").exists()


def test_a_role_is_given_shown_and_taken(cast: Cast, now: datetime) -> None:
    staff.give_role(email=cast.maria.email.upper(), role="coordinator", now=now)
    assert (cast.maria.email, "coordinator", True) in staff.of_the_staff()
    staff.give_role(email=cast.maria.email, role="", now=now)
    assert Person.objects.get(pk=cast.maria.pk).staff_role == ""
    told = AuditEvent.objects.filter(action="people.give_role").order_by("id")
    assert [event.detail for event in told] == [
        {"before": "", "after": "coordinator"},
        {"before": "coordinator", "after": ""},
    ]


def test_the_command_says_what_it_did_and_what_it_did_not(
    cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = [cast.maria.email, "none"]
    assert main(["staff", *asked]) == 0
    assert capsys.readouterr().out == (
        f"{cast.maria.email}: no role already. Nothing was changed.\n"
    )
    assert main(["staff", cast.maria.email, "manager"]) == 0
    assert capsys.readouterr().out == f"{cast.maria.email}: manager.\n"
    assert main(["staff", cast.administrator.email, "none"]) == 2
    assert "is the only administrator" in capsys.readouterr().err


def test_an_operator_reads_who_is_suspended_and_opens_the_account(
    cast: Cast, now: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also where nobody of the team is left who could."""
    email = cast.coordinator.email
    safety.suspend_account(person=cast.coordinator, by=cast.administrator, now=now)
    assert main(["staff", email, "administrator"]) == 2
    assert f"is suspended. Open it again first: tequio staff {email} --reopen" in (
        capsys.readouterr().err
    )
    assert main(["staff"]) == 0
    assert f"coordinator\t{email}\tsuspended\n" in capsys.readouterr().out
    assert main(["staff", email, "--reopen"]) == 0
    assert capsys.readouterr().out == (
        f"{email}: the account is open again, its role is coordinator.\n"
    )
    assert Person.objects.get(pk=cast.coordinator.pk).is_active
    for words in (["--reopen"], [email, "--reopen"], [email, "manager", "--reopen"]):
        assert main(["staff", *words]) == 2
        assert "Nothing was changed" in capsys.readouterr().err
