"""A PostgreSQL of one's own: found, made, started, stopped, copied and upgraded.

Standard library only; for one machine, reached by a socket that only its owner can open.
"""

from local_postgres.errors import LocalPostgresError
from local_postgres.server import Server, ensure_running, running, stop
from local_postgres.throw_away import throw_away

__all__ = ["LocalPostgresError", "Server", "ensure_running", "running", "stop", "throw_away"]
