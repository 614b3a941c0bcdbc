"""Django's PostgreSQL, with a cheaper look at the connection before each request.

Django asks the server `SELECT 1`. A server that ended the connection, or told us anything since,
has left something to read: only then is it asked.
"""

import selectors

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """The wrapper that Django looks for under this name."""

    def close_if_health_check_failed(self) -> None:
        if self.connection is None or self.connection.closed or self._has_news():
            super().close_if_health_check_failed()
        else:
            self.health_check_done = True

    def _has_news(self) -> bool:
        with selectors.DefaultSelector() as selector:
            selector.register(self.connection.fileno(), selectors.EVENT_READ)
            return bool(selector.select(timeout=0))
