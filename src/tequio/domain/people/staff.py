"""Who works for the programme: a role, given or taken by whoever operates the site."""

from datetime import datetime

from django.db import transaction

from tequio.domain.audit import actions as audit
from tequio.records.people import Person, PersonQuerySet, StaffRole


class NobodyHas(Exception):
    """No open account has this address, or its owner never confirmed it."""


class Suspended(Exception):
    """The account with this address is suspended: it is opened again first."""


class LastAdministrator(Exception):
    """Without this administrator there would be none."""


@transaction.atomic
def give_role(*, email: str, role: str, now: datetime) -> bool:
    """Gives the owner of an address a role of `StaffRole`; "" takes it. Whether that changed it.

    Raises NobodyHas, Suspended, and LastAdministrator where no other open account is one.

    Nobody on the site does this: whoever can run the program can do anything already.
    """
    found = Person.objects.present().confirmed().filter(email__iexact=email)
    for one in found:
        if role != StaffRole.ADMINISTRATOR:
            refuse_without_administrator(one)
    person = found.select_for_update(no_key=True).first()
    if person is None:
        if suspended_with(email) is not None:
            raise Suspended(email)
        raise NobodyHas(email)
    before, person.staff_role = person.staff_role, StaffRole(role)
    if before == role:
        return False
    person.save(update_fields=["staff_role"])
    audit.record(
        action="people.give_role", subject=person, by=None, now=now, before=before, after=role
    )
    return True


def refuse_without_administrator(person: Person) -> None:
    """Raises LastAdministrator where nobody would be one without this person.

    All of them are locked in one order, before anything else is: of two who leave at once the
    second is told.
    """
    if not _administrators().filter(pk=person.pk).exists():
        return
    held = _administrators().order_by("pk").select_for_update(no_key=True)
    if [one.pk for one in held] == [person.pk]:
        raise LastAdministrator(person.email)


def is_last_administrator(person: Person) -> bool:
    """What a page says before anybody tries; nothing is locked."""
    return [one.pk for one in _administrators()] == [person.pk]


def _administrators() -> PersonQuerySet:
    return Person.objects.present().filter(staff_role=StaffRole.ADMINISTRATOR)


def suspended_with(email: str) -> Person | None:
    """Whose suspended account has this address, if any."""
    closed = Person.objects.filter(email__iexact=email, is_active=False, erased_at=None)
    return closed.first()


def of_the_staff() -> list[tuple[str, str, bool]]:
    """Everybody with a role: address, role and whether the account is open, in order."""
    held = Person.objects.exclude(staff_role=StaffRole.NONE).order_by("staff_role", "email")
    return list(held.values_list("email", "staff_role", "is_active"))
