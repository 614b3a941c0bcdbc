"""`tequio rehearse`: a whole study on a made-up community whose truth is known."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from importlib import import_module
from typing import Any

import django

from tequio.commands.database import reachable_database
from tequio.commands.load_demo import draw
from tequio.domain.studies.report import decimals

HELP = "run a whole study on a made-up community, and compare what it concludes with the truth"
REHEARSING = "tequio.jobs.rehearsal.rehearsing"
PRESETS = "community_simulation.study.presets"
TIMEZONE = "django.utils.timezone"
MANAGEMENT = "django.core.management"


def add_arguments(parser: ArgumentParser) -> None:
    """Which community, which truth, and how precisely."""
    parser.add_argument("--preset", default="seed-2020", help="seed-2020, honest or biased")
    parser.add_argument(
        "--truth",
        type=float,
        default=0.5,
        metavar="K",
        help="of seed-2020: share mentored among the silent over that among those who answered "
        "(0.1, 0.25, 0.5, 1 ...)",
    )
    parser.add_argument("--seed", type=int, default=2020, help="of everything made up")
    parser.add_argument("--replicates", type=int, default=500, help="of the bootstrap")
    parser.add_argument("--keep", action="store_true", help="leave the study in the database")


def run(arguments: Namespace) -> int:
    """Rehearse with a progress bar, then print conclusions beside truths."""
    # More threads than cores make small matrices slower, many times over.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    presets = import_module(PRESETS)
    try:
        preset = presets.preset_named(arguments.preset, truth=arguments.truth)
    except presets.UnknownPreset as failure:
        sys.stderr.write(f"{failure}\n")
        return 2
    is_given = "DATABASE_URL" in os.environ
    with reachable_database():
        django.setup()
        if not is_given:
            import_module(MANAGEMENT).call_command("migrate", interactive=False, verbosity=0)
        found = import_module(REHEARSING).rehearse(  # reads models: only after setup
            preset,
            seed=arguments.seed,
            replicates=arguments.replicates,
            keep=arguments.keep,
            now=import_module(TIMEZONE).now(),
            report=draw,
        )
    sys.stdout.writelines(f"{line}\n" for line in table(found))
    return 0


def table(found: Any) -> Iterable[str]:
    """What was concluded, what is true, and where to read on."""
    yield f"{'':32}{'concluded':>10}{'95% interval':>20}{'true':>9}  holds the truth"
    for line in found.lines:
        interval = "" if line.low is None else f"{percent(line.low)} to {percent(line.high)}"
        holds = {True: "yes", False: "NO", None: ""}[line.covers]
        yield (
            f"{line.identifier:32}{percent(line.value):>10}{interval:>20}"
            f"{percent(line.truth):>9}  {holds}"
        )
    yield f"Published: {found.folder}"
    yield f"Check it: tequio verify-study {found.folder} --seal {found.seal}"


def percent(share: float | None) -> str:
    """A share in percent as reports write it; a dash where there is none."""
    return "-" if share is None else decimals.percent(share)
