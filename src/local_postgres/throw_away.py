"""A server that is made for one run and leaves nothing behind."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from local_postgres.server import Server, ensure_running, stop


@contextmanager
def throw_away(*, durable: bool = False) -> Iterator[Server]:
    """A server in a fresh temporary folder; at the end it is stopped and the folder removed."""
    directory = Path(tempfile.mkdtemp(prefix="pg-"))
    directory.chmod(0o755)
    try:
        yield ensure_running(directory, durable=durable)
    finally:
        stop(directory)
        shutil.rmtree(directory, ignore_errors=True)
