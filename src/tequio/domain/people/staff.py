"""Who works for the programme: a role, given or taken by whoever operates the site."""

from datetime import datetime

from django.db import transaction

from tequio.domain.audit import actions as audit
from tequio.records.people import Person, StaffRole


class NobodyHas(Exception):
    """No open account has this address, or its owner never confirmed it."""


class LastAdministrator(Exception):
    """Without this administrator there would be none."""


@transaction.atomic
def give_role(*, email: str, role: str, now: datetime) -> bool:
    """Gives the owner of an address a role of `StaffRole`; "" takes it. Whether that changed it.

    Raises NobodyHas, and LastAdministrator where no other open account is one.

    Nobody on the site does this: whoever can run the program can do anything already.
    """
    found = Person.objects.present().confirmed().filter(email__iexact=email)
    person = found.select_for_update(no_key=True).first()
    if person is None:
        raise NobodyHas(email)
    before, person.staff_role = person.staff_role, StaffRole(role)
    if before == role:
        return False
    if before == StaffRole.ADMINISTRATOR and not _others_administer(person):
        raise LastAdministrator(email)
    person.save(update_fields=["staff_role"])
    audit.record(
        action="people.give_role", subject=person, by=None, now=now, before=before, after=role
    )
    return True


def _others_administer(person: Person) -> bool:
    """Locked, so that two who leave at once do not each count on the other."""
    others = Person.objects.present().filter(staff_role=StaffRole.ADMINISTRATOR)
    return bool(others.exclude(pk=person.pk).select_for_update(no_key=True))


def of_the_staff() -> list[tuple[str, str]]:
    """Everybody with a role: addresses and roles, in order."""
    held = Person.objects.exclude(staff_role=StaffRole.NONE).order_by("staff_role", "email")
    return list(held.values_list("email", "staff_role"))
