"""Who works for the programme: a role, given or taken by whoever operates the site."""

from datetime import datetime

from django.db import transaction

from tequio.domain.audit import actions as audit
from tequio.records.people import Person, StaffRole


class NobodyHas(Exception):
    """No open account has this address, or its owner never confirmed it."""


@transaction.atomic
def give_role(*, email: str, role: str, now: datetime) -> Person:
    """Gives the owner of an address a role of `StaffRole`; "" takes it. Raises NobodyHas.

    Nobody on the site does this: whoever can run the program can do anything already.
    """
    found = Person.objects.present().confirmed().filter(email__iexact=email)
    person = found.select_for_update(no_key=True).first()
    if person is None:
        raise NobodyHas(email)
    before, person.staff_role = person.staff_role, StaffRole(role)
    person.save(update_fields=["staff_role"])
    audit.record(
        action="people.give_role", subject=person, by=None, now=now, before=before, after=role
    )
    return person


def of_the_staff() -> list[tuple[str, str]]:
    """Everybody with a role: addresses and roles, in order."""
    held = Person.objects.exclude(staff_role=StaffRole.NONE).order_by("staff_role", "email")
    return list(held.values_list("email", "staff_role"))
