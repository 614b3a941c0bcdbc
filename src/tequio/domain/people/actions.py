"""Joining, and what people say of themselves."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction

from tequio.domain.audit import actions as audit
from tequio.domain.people import rules
from tequio.domain.people.search_text import searchable
from tequio.domain.safety import texts
from tequio.records.people import Business, Mentor, MentorLoad, Person


class NotAllowedToJoin(Exception):
    """The person may not join; `reason` is a code of `rules.why_not_joinable`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@transaction.atomic
def join(
    *,
    person: Person,
    as_entrepreneur: bool,
    as_mentor: bool,
    is_adult: bool,
    accepts_rules: bool,
    rules_version: str,
    now: datetime,
    time_zone: str = "",
) -> Person:
    """Makes an account into a member; raises NotAllowedToJoin."""
    reason = rules.why_not_joinable(
        as_entrepreneur=as_entrepreneur,
        as_mentor=as_mentor,
        is_adult=is_adult,
        accepts_rules=accepts_rules,
    )
    if reason:
        raise NotAllowedToJoin(reason)
    person.is_entrepreneur, person.is_mentor = as_entrepreneur, as_mentor
    person.adult_confirmed_at = person.rules_accepted_at = now
    person.rules_version = rules_version
    person.languages = person.languages or [person.language]
    person.time_zone = rules.known_time_zone(time_zone) or person.time_zone
    person.search_name = searchable(person.name)
    person.portrait_seed = person.portrait_seed or rules.portrait_seed(person.public_id)
    person.save()
    if as_mentor:
        _open_mentor_page(person, now)
    audit.record(action="people.join", subject=person, by=person, now=now)
    return person


def _open_mentor_page(person: Person, now: datetime) -> None:
    mentor, _ = Mentor.objects.get_or_create(person=person, defaults={"updated_at": now})
    MentorLoad.objects.get_or_create(mentor=mentor, defaults={"month": now.date().replace(day=1)})


@transaction.atomic
def describe_business(
    *, by: Person, name: str, trade: str, industry: str, stage: str, now: datetime
) -> Business:
    """Says what the business is; one business a person. Raises TextRefused."""
    texts.refuse(texts.OF_ANYBODY, trade=trade, business_name=name)
    business, _ = Business.objects.update_or_create(
        person=by,
        defaults={
            "name": name,
            "trade": trade,
            "industry": industry,
            "stage": stage,
            "updated_at": now,
        },
    )
    audit.record(action="people.describe_business", subject=business, by=by, now=now)
    return business


@transaction.atomic
def describe_oneself(
    *,
    by: Person,
    name: str,
    country: str,
    region: str,
    town: str,
    languages: Iterable[str],
    time_zone: str,
    now: datetime,
) -> Person:
    """Says who one is, where, and in which languages one can talk; raises TextRefused."""
    texts.refuse(texts.OF_ANYBODY, region=region, town=town)
    by.name, by.search_name = name, searchable(name)
    by.country, by.region, by.town, by.time_zone = country, region, town, time_zone
    by.languages = sorted(set(languages))
    by.save()
    Mentor.objects.filter(person=by).update(updated_at=now)
    audit.record(action="people.describe_oneself", subject=by, by=by, now=now)
    return by


def choose_language(*, by: Person, language: str) -> None:
    """The language of the site for this person, on any device; an unknown one changes nothing."""
    if language in dict(settings.LANGUAGES):
        Person.objects.filter(pk=by.pk).update(language=language)


def hide(*, by: Person, hidden: bool, now: datetime) -> None:
    """Whether others find this person in the directory."""
    if by.hidden_from_search != hidden:
        Person.objects.filter(pk=by.pk).update(hidden_from_search=hidden)
        audit.record(action="people.hide", subject=by, by=by, now=now, hidden=int(hidden))
