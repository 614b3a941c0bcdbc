"""The signed-in person of a request, read by a statement that is written out."""

from typing import Final

from allauth.account.auth_backends import AuthenticationBackend
from django.db import DEFAULT_DB_ALIAS

from tequio.records import prepared
from tequio.records.people import Person

FIELDS: Final = [field.attname for field in Person._meta.concrete_fields]
READ: Final = f"SELECT {', '.join(FIELDS)} FROM {Person._meta.db_table} WHERE id = %s"  # noqa: S608  (our own names)


class Backend(AuthenticationBackend):
    """Signs in as allauth does; who is signed in is read without building the query anew."""

    def get_user(self, user_id: int) -> Person | None:
        found = prepared.row(READ, [user_id])
        if found is None:
            return None
        person = Person.from_db(DEFAULT_DB_ALIAS, FIELDS, found)
        return person if self.user_can_authenticate(person) else None
