"""Collects the static files, compressed and under names that change with their content."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command

STAMP = ".collected-from"


def collect(say: Callable[[str], None] = lambda words: None) -> bool:
    """Collect if a source changed since the last time (it takes seconds); true if it was done."""
    stamp = Path(settings.STATIC_ROOT) / STAMP
    present = fingerprint()
    if stamp.exists() and stamp.read_text() == present:
        return False
    say("Collecting styles, scripts and pictures.")
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(present)
    return True


def fingerprint() -> str:
    """A sum over the names, sizes and times of all sources and over how they are stored."""
    total = hashlib.sha256(str(settings.STORAGES["staticfiles"]).encode())
    for finder in finders.get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: str(found[0])):
            state = Path(storage.path(name)).stat()
            total.update(f"{name} {state.st_size} {state.st_mtime_ns}\n".encode())
    return total.hexdigest()
