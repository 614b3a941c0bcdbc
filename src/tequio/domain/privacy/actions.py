"""Deleting an account: everything of the person goes, by the map; others keep their own."""

import hashlib
from datetime import datetime
from typing import Any, Final

from django.contrib.auth.hashers import make_password
from django.contrib.postgres.fields import ArrayField
from django.contrib.sessions.models import Session
from django.db import models, transaction

from tequio.domain.asks import actions as asks
from tequio.domain.audit import actions as audit
from tequio.domain.conversations import actions as conversations
from tequio.domain.people import staff
from tequio.domain.privacy import data_map
from tequio.records.erasures import Erasure
from tequio.records.identifiers import random_identifier
from tequio.records.notifications import Mail
from tequio.records.people import Person

OF_A_PERSON: Final = ("personal", "sensitive", "secret", "identifier")


@transaction.atomic
def erase(*, person: Person, by: Person | None, now: datetime) -> None:
    """Deletes the account; a nameless row stays where others have a shared history with it.

    Raises LastAdministrator for who is the only one. `by` is nobody where a promise given before
    is kept: that is never refused.

    The full lock, which waits for whoever writes something of this person at the moment, comes
    after the asks and conversations are ended: others hold those first.
    """
    if by is not None:
        staff.refuse_without_administrator(person)
    held = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if held.erased_at:
        return
    asks.end_all(of=held, by=by, now=now)
    conversations.end_all(of=held, by=by, now=now)
    Person.objects.select_for_update().get(pk=held.pk)
    Erasure.objects.get_or_create(key_hash=key_of(held), defaults={"erased_at": now})
    _end_sessions(held)
    Mail.objects.filter(models.Q(about=held) | models.Q(to__iexact=held.email)).delete()
    for entry in data_map.entries().values():
        if entry.model is not Person:
            _erase_in(entry, held)
    _leave_nameless(held, now)
    audit.record(action="privacy.erase", subject=held, by=by, now=now)


def key_of(person: Person) -> bytes:
    """Under which the ledger of erasures knows a person."""
    return hashlib.sha256(f"tequio.erasure:{person.public_id}".encode()).digest()


def _erase_in(entry: data_map.Entry, person: Person) -> None:
    if entry.erase == "delete":
        for path in entry.owners():
            entry.model._default_manager.filter(**{path: person}).delete()
    elif entry.erase == "blank":
        for path in entry.owners():
            _blank(entry, path, person)


def _blank(entry: data_map.Entry, path: str, person: Person) -> None:
    empty = {
        field.name: _emptiness(field)
        for field in entry.fields(*OF_A_PERSON)
        if entry.owner_of(field.name) == path
        and not field.is_relation
        and field.name not in entry.stays
    }
    if empty:
        entry.model._default_manager.filter(**{path: person}).update(**empty)


def _emptiness(field: "models.Field[Any, Any]") -> object:
    if field.null:
        return None
    if isinstance(field, ArrayField):
        return []
    return "" if isinstance(field, models.CharField | models.TextField) else field.get_default()


def _leave_nameless(person: Person, now: datetime) -> None:
    entry = data_map.entries()["records.person"]
    empty = {
        field.name: _emptiness(field)
        for field in entry.fields("personal", "sensitive")
        if not field.is_relation
    }
    identifier = random_identifier()
    empty |= {
        "public_id": identifier,
        "email": f"{identifier.lower()}@erased.invalid",
        "password": make_password(None),
        "time_zone": "UTC",
        "is_active": False,
        "is_entrepreneur": False,
        "is_mentor": False,
        "staff_role": "",
        "erased_at": now,
    }
    Person.objects.filter(pk=person.pk).update(**empty)


def _end_sessions(person: Person) -> None:
    """Sessions name their person only inside what they store: each is read."""
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(person.pk):
            session.delete()
