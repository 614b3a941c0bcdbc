"""`tequio worker`: does the queued jobs until it is asked to stop."""

import asyncio
from argparse import ArgumentParser, Namespace

import django
import structlog
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import ProcrastinateException

from tequio.commands.arguments import at_least
from tequio.commands.database import reachable_database

HELP = "do the queued jobs"
MOST = 100
log = structlog.get_logger(__name__)


def add_arguments(parser: ArgumentParser) -> None:
    """How many jobs at the same time."""
    parser.add_argument(
        "--concurrency",
        type=at_least(1, MOST),
        default=3,
        help=f"how many jobs at the same time, from 1 to {MOST} (default: %(default)s)",
    )


def run(arguments: Namespace) -> int:
    """Procrastinate's worker, with the settings of the site; 1 where the database goes away."""
    with reachable_database():
        django.setup()
        try:
            asyncio.run(work(arguments.concurrency))
        except ProcrastinateException:
            log.exception("worker_ended")
            return 1
    return 0


async def work(concurrency: int) -> None:
    """Take jobs of every queue until a signal; procrastinate's own command prints undated lines."""
    connector = app.connector
    if not isinstance(connector, DjangoConnector):
        raise TypeError(f"no connector of Django: {type(connector).__name__}")
    with app.replace_connector(connector.get_worker_connector()) as ours:
        async with ours.open_async():
            log.info("worker_started", concurrency=concurrency)
            await ours.run_worker_async(concurrency=concurrency)
