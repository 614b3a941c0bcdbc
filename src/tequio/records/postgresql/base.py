"""Django's PostgreSQL, with a cheaper look at the connection before each request.

Django asks the server `SELECT 1`. A server that ended the connection, or told us anything since,
has left something to read: only then is it asked.
"""

import itertools
import selectors
from typing import Any

from django.conf import settings
from django.db.backends.postgresql import base
from psycopg.abc import Transformer as Adapters
from psycopg.adapt import Transformer

# Needs no file descriptor of its own; not on Windows.
SELECTOR = getattr(selectors, "PollSelector", selectors.DefaultSelector)
NUMBERS = itertools.count(1)


class DatabaseWrapper(base.DatabaseWrapper):
    """The wrapper that Django looks for under this name."""

    health_check_done: bool
    health_check_enabled: bool
    adapters: Adapters
    """How this connection writes values and reads rows: it learns each type of the server once."""
    prepared: dict[str, bytes]
    """Statement -> the name under which this connection's server knows it; see `prepared`."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        self.forget_prepared()
        return super().get_new_connection(conn_params)

    def init_connection_state(self) -> None:
        """A statement is prepared here only if one plan serves whatever the values are."""
        super().init_connection_state()
        if settings.PREPARE_AFTER is not None:
            with self.cursor() as cursor:
                cursor.execute("SET plan_cache_mode TO force_generic_plan")
        self.adapters = Transformer(self.connection)

    def forget_prepared(self) -> None:
        self.prepared = {}

    def next_prepared(self) -> int:
        """A number that no statement of this process has: a forgotten one may still be there."""
        return next(NUMBERS)

    def close_if_health_check_failed(self) -> None:
        if self.connection is None or not self.health_check_enabled or self.health_check_done:
            return
        if self.connection.closed or self._has_news():
            super().close_if_health_check_failed()
        else:
            self.health_check_done = True

    def _has_news(self) -> bool:
        with SELECTOR() as selector:
            selector.register(self.connection.fileno(), selectors.EVENT_READ)
            return bool(selector.select(timeout=0))
