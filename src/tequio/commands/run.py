"""`tequio run`: the whole site without a demo, for a small organisation's own machine."""

import os
import sys
from argparse import ArgumentParser, Namespace

from tequio.commands import faults
from tequio.supervisor.start import start

HELP = "run the site; logs go to standard output and standard error"


def add_arguments(parser: ArgumentParser) -> None:
    """Nothing to choose; everything comes from the environment."""


def run(arguments: Namespace) -> int:
    """Prepare and start; what production cannot do without or with is named, all of it at once."""
    kind = os.environ.get("TEQUIO_ENVIRONMENT", "production")
    is_production = kind == "production"
    found = faults.of_production(os.environ) if is_production else faults.everywhere(os.environ)
    if found:
        sys.stderr.write("The site cannot run with these settings. Please mend each:\n")
        sys.stderr.writelines(f"  {line}\n" for line in found)
        sys.stderr.write("To try the site without any of them: make demo\n")
        return 1
    return start(command="run", kind=kind, steps=(("prepare",),), logs_apart=False)
