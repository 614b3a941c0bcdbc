"""`tequio demo`: the whole site with its made-up community, until Ctrl-C."""

import os
from argparse import ArgumentParser, Namespace

from tequio.commands import faults
from tequio.supervisor.start import start

HELP = "run the site with a made-up community, on a database of its own"


def add_arguments(parser: ArgumentParser) -> None:
    """Nothing to choose; PORT and DATABASE_URL come from the environment."""


def run(arguments: Namespace) -> int:
    """Prepare, load, start; each part's words go to a file below var/log."""
    faults.refuse(os.environ)
    return start(command="demo", kind="demo", steps=(("prepare", "--demo"),), logs_apart=True)
