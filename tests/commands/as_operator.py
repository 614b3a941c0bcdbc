"""Commands as an operator runs them: in a process of their own, under given settings alone."""

import os
import subprocess
import sys
from pathlib import Path

ERASE_MARIA = """
from django.utils import timezone
from tequio.domain.privacy import actions
from tequio.records.people import Person
maria = Person.objects.get(email="maria@example.org")
actions.erase(person=maria, by=maria, now=timezone.now())
"""


def command(
    *words: str, seconds: float | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """What one command said, and how it ended."""
    return subprocess.run(
        [sys.executable, "-m", "tequio.command_line", *words],
        env={"PATH": os.defpath, **environment},
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )


def tequio(environment: dict[str, str], *words: str) -> str:
    """What a command said that has to succeed."""
    done = command(*words, **environment)
    assert done.returncode == 0, done.stderr
    return done.stdout


def shell(environment: dict[str, str], statement: str) -> str:
    """What a piece of Python prints inside the site."""
    return tequio(environment, "manage", "shell", "--no-imports", "-c", statement)


def files_below(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    places = sorted(place for place in folder.rglob("*") if place.is_file())
    return {place.relative_to(folder).as_posix(): place.read_bytes() for place in places}
