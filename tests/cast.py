"""The people in the tests: always the same, made only through domain actions."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from tequio.domain.mentors import actions as mentors
from tequio.domain.people import actions
from tequio.records.people import Person, StaffRole

PASSWORD = "una-frase-bien-larga-17"


@dataclass(frozen=True)
class Cast:
    """Two who ask, two who answer, and the staff."""

    maria: Person
    pedro: Person
    luis: Person
    ana: Person
    coordinator: Person
    manager: Person
    administrator: Person


def gather(*, now: datetime) -> Cast:
    """Everybody joined a month ago."""
    joined = now - timedelta(days=30)
    return Cast(
        maria=entrepreneur("María Ajú Tzoc", country="GT", language="es", now=joined),
        pedro=entrepreneur("Pedro Núñez", country="MX", language="en", now=joined),
        luis=mentor("Luis Ortega", country="MX", areas=["pricing", "cashflow"], now=joined),
        ana=mentor("Ana Castillo", country="GT", areas=["pricing", "accounting"], now=joined),
        coordinator=staff("Carla Coy", StaffRole.COORDINATOR, now=joined),
        manager=staff("Mario Paz", StaffRole.MANAGER, now=joined),
        administrator=staff("Alma Ruiz", StaffRole.ADMINISTRATOR, now=joined),
    )


def person(name: str, *, country: str, language: str, now: datetime) -> Person:
    """An account with a confirmed address, as signing up leaves it."""
    made = Person(
        email=f"{actions.searchable(name).replace(' ', '.')}@example.org",
        name=name,
        country=country,
        language=language,
        joined_at=now,
    )
    made.set_password(PASSWORD)
    made.save()
    made.emailaddress_set.create(email=made.email, verified=True, primary=True)
    return made


def entrepreneur(name: str, *, country: str, language: str, now: datetime) -> Person:
    """A member with a tortilla business that sells."""
    made = _join(person(name, country=country, language=language, now=now), now=now)
    actions.describe_business(
        by=made, name="La Esquina", trade="tortillas", industry="1071", stage="earning", now=now
    )
    return made


def mentor(name: str, *, country: str, areas: list[str], now: datetime, places: int = 3) -> Person:
    """A member who helps, in Spanish and English."""
    made = person(name, country=country, language="es", now=now)
    made.languages = ["en", "es"]
    _join(made, now=now, as_mentor=True)
    mentors.offer(
        by=made,
        headline="Veinte años en tiendas de barrio",
        about="Ayudo a poner precios y a llevar las cuentas.",
        employer="",
        areas=areas,
        industries=["1071"],
        stages=["idea", "operational", "earning", "profitable"],
        places_a_month=places,
        good_ask="Una pregunta concreta, con sus números.",
        now=now,
    )
    return made


def staff(name: str, role: str, *, now: datetime) -> Person:
    """Somebody of the team; roles of staff are given by an administrator."""
    made = person(name, country="GT", language="es", now=now)
    made.staff_role = role
    made.save()
    return made


def pause(mentor: Person) -> date:
    """Takes a pause of more than half a year, whenever the tests run; the day it ends."""
    until = timezone.localdate() + timedelta(days=200)
    mentors.pause(by=mentor, until=until, now=timezone.now())
    return until


def _join(made: Person, *, now: datetime, as_mentor: bool = False) -> Person:
    return actions.join(
        person=made,
        as_entrepreneur=not as_mentor,
        as_mentor=as_mentor,
        is_adult=True,
        accepts_rules=True,
        rules_version="2026-11",
        now=now,
    )


def key(number: int) -> uuid.UUID:
    """A client key that is the same in every run."""
    return uuid.UUID(int=number + 1)
