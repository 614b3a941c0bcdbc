"""The made-up people whose page is measured. Imported once Django knows its database."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

import numpy as np
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils import timezone

from mentor_matching import vocabulary
from tequio.domain.mentors import reply_prior
from tequio.records.needs import Need
from tequio.records.people import Business, Mentor, MentorLoad, Person, ReplyRecord, Stage

AREAS = [area.id for area in vocabulary.areas()]
INDUSTRIES = ("1071", "0111", "4711", "5610", "9602", "1410", "0146", "4520")
COUNTRIES = ("GT", "MX", "SV", "HN", "CO", "US")
LANGUAGES = (["es"], ["en"], ["en", "es"])


def make(n_mentors: int, n_seekers: int, rng: np.random.Generator) -> list[str]:
    """Mentors with places, loads and records, and the session cookies of those who look."""
    _mentors(n_mentors, rng)
    return [_seeker(number, rng) for number in range(n_seekers)]


def _mentors(n: int, rng: np.random.Generator) -> None:
    now = timezone.now()
    people = Person.objects.bulk_create(
        [_person(f"mentor{i}", rng, is_mentor=True) for i in range(n)], 1000
    )
    Mentor.objects.bulk_create([_mentor(person, rng) for person in people], 1000)
    month = now.date().replace(day=1)
    MentorLoad.objects.bulk_create(
        [
            MentorLoad(
                mentor_id=person.pk,
                month=month,
                used=int(rng.integers(3)),
                waiting=int(rng.integers(2)),
                changed_at=now - timedelta(days=1),
            )
            for person in people
        ],
        1000,
    )
    ReplyRecord.objects.bulk_create([_record(person, rng) for person in people], 1000)
    reply_prior.fit_again(now=now)


def _person(name: str, rng: np.random.Generator, **roles: bool) -> Person:
    return Person(
        email=f"{name}@example.org",
        name=f"{name.title()} Tzoc Pérez",
        search_name=name,
        language="es",
        languages=LANGUAGES[rng.integers(3)],
        country=str(rng.choice(COUNTRIES)),
        portrait_seed=int(rng.integers(1, 1000)),
        adult_confirmed_at=timezone.now(),
        rules_accepted_at=timezone.now(),
        **roles,
    )


def _mentor(person: Person, rng: np.random.Generator) -> Mentor:
    return Mentor(
        person=person,
        headline="Veinte años en tiendas de barrio",
        about="Ayudo a poner precios y a llevar las cuentas. " * 8,
        employer=f"Empresa {rng.integers(3000)}",
        areas=sorted(map(str, rng.choice(AREAS, rng.integers(1, 6), replace=False))),
        industries=sorted(map(str, rng.choice(INDUSTRIES, 2, replace=False))),
        stages=list(Stage.values[: rng.integers(5)]),
        places_a_month=4,
        updated_at=timezone.now() - timedelta(days=1),
    )


def _record(person: Person, rng: np.random.Generator) -> ReplyRecord:
    received = int(rng.poisson(6.0))
    answered = int(rng.binomial(received, rng.beta(2, 1.8)))
    hours = 30.0 if 2 * answered > received else None
    return ReplyRecord(
        mentor_id=person.pk,
        received=received,
        answered=answered,
        accepted=answered,
        median_hours=hours,
        quick_hours=hours and 5.0,
        slow_hours=hours and 80.0,
        weighted_received=0.7 * received,
        weighted_accepted=0.7 * answered,
        counted_at=timezone.now(),
    )


def _seeker(number: int, rng: np.random.Generator) -> str:
    person = _person(f"seeker{number}", rng, is_entrepreneur=True)
    person.languages = ["es"]
    person.save()
    Business.objects.create(
        person=person,
        trade="tortillas",
        industry=INDUSTRIES[number % 8],
        stage=Stage.values[number % 4],
        updated_at=timezone.now(),
    )
    areas = rng.choice(AREAS, rng.integers(2, 5), replace=False)
    for position, area in enumerate(areas):
        Need.objects.create(
            person=person, area=str(area), position=position, noted_at=timezone.now()
        )
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
