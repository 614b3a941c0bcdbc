"""What people are called in a greeting, beside a button and in a mail."""

from datetime import datetime

import pytest
from django.utils import translation

from tequio.records.names import given_name
from tequio.records.people import Person


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("", ""),
        ("Doña", "Doña"),
        ("Sra. Dra.", "Sra. Dra."),
        ("María Ajú Tzoc", "María"),
        ("  María   Ajú", "María"),
        ("Doña Tita Ajú", "doña Tita"),
        ("DOÑA TITA", "doña TITA"),
        ("Dña. Tita Ajú", "doña Tita"),
        ("Don Luis", "don Luis"),
        ("Sra. Doña Tita Ajú", "doña Tita"),
        ("Licda. Ana Castillo", "Ana"),
        ("Lic. Ana Castillo", "Ana"),
        ("Ing. Pedro Núñez", "Pedro"),
        ("Dr Luis Ortega", "Luis"),
        ("Ing. Dr. Luis Ortega", "Luis"),
        ("Mr. Kevin Brown", "Kevin"),
        ("mrs. Grace Lee", "Grace"),
        ("Sra. López", "Sra. López"),
        ("Ma. Elena Coy", "Ma. Elena"),
        ("J. Carlos Pop", "J. Carlos"),
        ("Donato Pérez", "Donato"),
        ("Señorita Ixchel Pop", "Ixchel"),
    ],
)
def test_people_are_called_by_their_first_name(name: str, called: str) -> None:
    assert given_name(name) == called
    assert Person(name=name).given_name == (called or Person().called)


def test_whoever_has_no_name_is_not_called_deleted(now: datetime) -> None:
    with translation.override("en"):
        assert [Person(erased_at=at).called for at in (None, now)] == [
            "(no name)",
            "(deleted account)",
        ]
