"""The queue: procrastinate, with every task of the house registered under a stable name."""

from typing import Final

from procrastinate import App
from procrastinate.contrib.django import app

TASK_MODULES: Final = ("tequio.jobs.notify", "tequio.jobs.mail", "tequio.jobs.upkeep")


def register(queue: App) -> None:
    """Called by procrastinate when Django is ready."""
    queue.import_paths = [*TASK_MODULES]
    queue.perform_import_paths()


__all__ = ["app", "register"]
