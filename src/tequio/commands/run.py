"""`tequio run`: the whole site without a demo, for a small organisation's own machine."""

from argparse import ArgumentParser, Namespace

from tequio.supervisor.start import start

HELP = "run the site; logs go to standard output and standard error"


def add_arguments(parser: ArgumentParser) -> None:
    """Nothing to choose; everything comes from the environment."""


def run(arguments: Namespace) -> int:
    """Prepare and start."""
    return start(kind=None, steps=(("prepare",),), logs_apart=False)
