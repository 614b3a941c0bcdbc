"""`tequio worker`: does the queued jobs until it is asked to stop."""

from argparse import ArgumentParser, Namespace

import django
from django.core.management import call_command

from tequio.commands.arguments import at_least
from tequio.commands.database import reachable_database

HELP = "do the queued jobs"
MOST = 100


def add_arguments(parser: ArgumentParser) -> None:
    """How many jobs at the same time."""
    parser.add_argument("--concurrency", type=at_least(1, MOST), default=3)


def run(arguments: Namespace) -> int:
    """Procrastinate's worker, with the settings of the site."""
    with reachable_database():
        django.setup()
        call_command("procrastinate", "worker", "--concurrency", str(arguments.concurrency))
    return 0
