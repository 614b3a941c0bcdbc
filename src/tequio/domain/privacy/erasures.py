"""Erasures outlive backups: hashes, applied anew to what an older backup brings back."""

from collections.abc import Mapping
from datetime import datetime

from tequio.domain.privacy import actions
from tequio.records.erasures import Erasure
from tequio.records.people import Person


def replay(*, erased: Mapping[bytes, datetime], now: datetime) -> int:
    """Erases everybody whom the ledger names and who is still here; how many there were."""
    Erasure.objects.bulk_create(
        (Erasure(key_hash=key, erased_at=at) for key, at in erased.items()),
        ignore_conflicts=True,
    )
    here = Person.objects.filter(erased_at=None).only("pk", "public_id")
    found = [one for one in here.iterator() if actions.key_of(one) in erased]
    for person in found:
        actions.erase(person=person, by=None, now=now)
    return len(found)
