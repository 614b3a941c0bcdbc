"""Django's sessions in the database, read by a statement that is written out.

Every page of every signed-in person reads one: putting the statement together anew each time
costs more than the database takes for it.
"""

from typing import Any, Final

from django.contrib.sessions.backends import db
from django.utils import timezone

from tequio.records import prepared

READ: Final = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(db.SessionStore):
    """The store that Django looks for under this name."""

    def load(self) -> dict[str, Any]:
        found = prepared.row(READ, [self.session_key, timezone.now()])
        if found is None:
            self._session_key = None
            return {}
        held: dict[str, Any] = self.decode(found[0])
        return held
