"""Who was erased does not come back with an older backup."""

from datetime import datetime

import pytest

from tequio.domain.privacy import actions, erasures
from tequio.records.erasures import Erasure
from tequio.records.people import Person
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def ledger() -> dict[bytes, datetime]:
    return {bytes(one.key_hash): one.erased_at for one in Erasure.objects.all()}


def test_an_empty_ledger_erases_nobody(cast: Cast, now: datetime) -> None:
    assert erasures.replay(erased={}, now=now) == 0
    assert not Person.objects.exclude(erased_at=None).exists()


def test_the_ledger_names_nobody(cast: Cast, now: datetime) -> None:
    public_id = cast.maria.public_id
    actions.erase(person=cast.maria, by=cast.maria, now=now)
    (key,) = ledger()
    assert public_id.encode() not in key
    assert len(key) == 32


def test_erased_twice_is_one_line(cast: Cast, now: datetime) -> None:
    for _ in range(2):
        actions.erase(person=cast.maria, by=cast.maria, now=now)
    assert len(ledger()) == 1


def test_whom_the_ledger_names_is_erased_again_and_nobody_else(cast: Cast, now: datetime) -> None:
    before = {name: getattr(cast.maria, name) for name in ("public_id", "email", "name")}
    actions.erase(person=cast.maria, by=cast.maria, now=now)
    kept = ledger()
    Erasure.objects.all().delete()
    Person.objects.filter(pk=cast.maria.pk).update(**before, erased_at=None)  # as a backup had it
    assert erasures.replay(erased=kept, now=now) == 1
    cast.maria.refresh_from_db()
    cast.luis.refresh_from_db()
    assert (cast.maria.name, cast.luis.name) == ("", "Luis Ortega")
    assert ledger() == kept
    assert erasures.replay(erased=kept, now=now) == 0
