"""Keeps a server for as long as one process lives, for a supervisor that watches processes."""

import signal
import time
from pathlib import Path
from types import FrameType

from local_postgres.processes import is_postmaster
from local_postgres.server import ensure_running, stop

LOOK_EVERY_SECONDS = 0.1


class Asked(Exception):
    """A signal asked for the end."""


def hold(directory: Path, *, name: str = "tequio") -> int:
    """Start (or adopt) the server and wait: 0 after a signal, the server stopped; 1 if it died."""
    for asked in (signal.SIGTERM, signal.SIGINT):
        signal.signal(asked, raise_asked)
    try:
        server = ensure_running(directory, name=name)
        while is_postmaster(server.pid, server.places.data):
            time.sleep(LOOK_EVERY_SECONDS)
    except Asked:
        for asked in (signal.SIGTERM, signal.SIGINT):
            signal.signal(asked, signal.SIG_IGN)
        stop(directory)
        return 0
    return 1


def raise_asked(_number: int, _frame: FrameType | None) -> None:
    """Leave whatever is being waited for."""
    raise Asked
