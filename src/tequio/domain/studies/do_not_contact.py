"""Never asked again, by any study: at once, everywhere, and nobody on the staff takes it back."""

import hashlib
from datetime import datetime

from django.db import transaction

from tequio.domain.audit import actions as audit
from tequio.domain.studies import links_of_people
from tequio.records.people import Person
from tequio.records.studies import DoNotContact
from tequio.survey_records.models import Study


def address_hash(address: str) -> bytes:
    """What is kept of an address: enough to know it again, not to write to it."""
    return hashlib.sha256(address.strip().casefold().encode()).digest()


@transaction.atomic
def record(*, person: Person, by: Person | None, now: datetime) -> DoNotContact:
    """Writes a person on the list; a second time changes nothing."""
    entry, is_first = DoNotContact.objects.get_or_create(
        address_hash=address_hash(person.email), defaults={"person": person, "asked_at": now}
    )
    if is_first:
        audit.record(action="studies.do_not_contact", subject=entry, by=by, now=now)
    return entry


def record_key(*, study: Study, key: str, by: Person | None, now: datetime) -> bool:
    """The same for a key of a study; says whether the key leads to somebody of the platform."""
    found = links_of_people.read(
        study=study, by=by, purpose="do_not_contact", now=now, keys=[key]
    ).get(key)
    if found is None:
        return False
    record(person=found, by=None, now=now)
    return True


def is_on_the_list(person: Person) -> bool:
    """Whether this person, or whoever had the same address before, is never to be asked."""
    same = DoNotContact.objects.filter(address_hash=address_hash(person.email))
    return same.exists() or DoNotContact.objects.filter(person=person).exists()
