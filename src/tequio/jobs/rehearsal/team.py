"""Who works on a rehearsal: made-up people, one for each role that a study needs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password

from tequio.domain.people.search_text import searchable
from tequio.records.people import Person, StaffRole

ADDRESS: Final = "rehearsal.invalid"


@dataclass(frozen=True)
class Team:
    """The people of a study; `manager` is the programme's, the others are not."""

    manager: Person
    funder: Person
    lead: Person
    supervisor: Person
    interviewer: Person
    coder: Person


def made_up(
    *,
    now: datetime,
    domain: str = ADDRESS,
    password: str | None = None,
    manager: Person | None = None,
) -> Team:
    """People who exist for rehearsals alone; nobody can sign in as them without a password."""
    hashed = make_password(password)
    return Team(
        manager=manager or _person("Paula Programa", StaffRole.MANAGER, domain, hashed, now),
        funder=_person("Fernanda Fonseca", StaffRole.NONE, domain, hashed, now),
        lead=_person("Elena Evia", StaffRole.NONE, domain, hashed, now),
        supervisor=_person("Sergio Solís", StaffRole.NONE, domain, hashed, now),
        interviewer=_person("Inés Ibarra", StaffRole.NONE, domain, hashed, now),
        coder=_person("Celia Cifuentes", StaffRole.NONE, domain, hashed, now),
    )


def _person(name: str, role: str, domain: str, hashed: str, now: datetime) -> Person:
    given = searchable(name).split(" ")[0]
    person, is_new = Person.objects.get_or_create(
        email=f"{given}@{domain}",
        defaults={
            "name": name,
            "password": hashed,
            "search_name": searchable(name),
            "staff_role": role,
            "country": "GT",
            "languages": ["es"],
            "adult_confirmed_at": now,
            "rules_accepted_at": now,
            "rules_version": settings.RULES_VERSION,
            "joined_at": now,
            "hidden_from_search": True,
        },
    )
    if is_new:
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person
