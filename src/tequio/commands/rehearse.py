"""`tequio rehearse`: a whole study on a made-up community whose truth is known."""

import fcntl
import os
import shlex
import shutil
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from importlib import import_module
from pathlib import Path
from typing import Any

import django

from tequio.commands.arguments import at_least
from tequio.commands.database import reachable_database
from tequio.domain.studies.report import decimals
from tequio.supervisor.surroundings import var_directory

HELP = "run a whole study on a made-up community, and compare what it concludes with the truth"
EXAMPLES = """examples:
  tequio rehearse                          4,000 asked, 900 answered, 238 of them mentored
  tequio rehearse --truth 0.1              the same counts, and far fewer mentored among the silent
  tequio rehearse --preset biased          the mentored answer more: the naive projection misleads
  tequio rehearse --output my-rehearsal    where the published folder goes
"""
REHEARSING = "tequio.jobs.rehearsal.rehearsing"
PRESETS = "community_simulation.study.presets"
TIMEZONE = "django.utils.timezone"
MANAGEMENT = "django.core.management"
FEWEST_REPLICATES = 10
INTERRUPTED = 130


def add_arguments(parser: ArgumentParser) -> None:
    """Which community, which truth, and how precisely."""
    parser.add_argument("--preset", default="seed-2020", help="seed-2020, honest or biased")
    parser.add_argument(
        "--truth",
        type=float,
        metavar="K",
        help="of seed-2020: share mentored among the silent over that among those who answered "
        "(0.1, 0.25, 0.5, 1 ...); 0.5 when left out",
    )
    parser.add_argument("--seed", type=at_least(0), default=2020, help="of everything made up")
    parser.add_argument(
        "--replicates", type=at_least(FEWEST_REPLICATES), default=500, help="of the bootstrap"
    )
    parser.add_argument("--output", type=Path, help="folder for the published study; not yet there")
    parser.add_argument("--keep", action="store_true", help="leave the study in the database")


def run(arguments: Namespace) -> int:
    """Rehearse with a progress bar, then print conclusions beside truths."""
    # More threads than cores make small matrices slower, many times over.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    presets = import_module(PRESETS)
    try:
        if arguments.truth is not None and arguments.preset != "seed-2020":
            raise presets.UnknownPreset(f"{arguments.preset} has one truth; leave --truth out.")
        truth = 0.5 if arguments.truth is None else arguments.truth
        preset = presets.preset_named(arguments.preset, truth=truth)
        check_output(arguments.output)
    except (presets.UnknownPreset, OutputRefused) as failure:
        sys.stderr.write(f"{failure}\n")
        return 2
    try:
        found = rehearsed(arguments, preset)
    except Busy as failure:
        sys.stderr.write(f"{failure}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("\nInterrupted: nothing was kept.\n")
        return INTERRUPTED
    folder = found.folder
    if arguments.output is not None:
        folder = Path(shutil.copytree(found.folder, arguments.output))
        if not arguments.keep:
            shutil.rmtree(found.folder)
            found.archive.unlink(missing_ok=True)
    sys.stdout.writelines(f"{line}\n" for line in table(found, folder))
    return 0


def rehearsed(arguments: Namespace, preset: Any) -> Any:
    """The rehearsal on the database that can be reached."""
    is_given = "DATABASE_URL" in os.environ
    with nullcontext() if is_given else alone(var_directory()), reachable_database():
        django.setup()
        if not is_given:
            import_module(MANAGEMENT).call_command("migrate", interactive=False, verbosity=0)
        rehearsing = import_module(REHEARSING)  # reads models: only after setup
        try:
            return rehearsing.rehearse(
                preset,
                seed=arguments.seed,
                replicates=arguments.replicates,
                keep=arguments.keep,
                now=import_module(TIMEZONE).now(),
                report=progress,
            )
        except rehearsing.AlreadyRehearsing:
            raise Busy from None


class Busy(Exception):
    """Another rehearsal works on the same database."""

    def __str__(self) -> str:
        return (
            "Another rehearsal is running on this database. Wait until it has ended, or give this "
            "one a database of its own in DATABASE_URL."
        )


@contextmanager
def alone(var: Path) -> Iterator[None]:
    """Holds the rehearsals of the site's own database: whoever ends first may stop the server.

    Raises Busy where somebody else holds them.
    """
    var.mkdir(parents=True, exist_ok=True)
    with (var / "rehearsal.lock").open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy from None
        yield


class OutputRefused(Exception):
    """A folder into which nothing can be written; found before anything is computed."""


def check_output(place: Path | None) -> None:
    """Raises OutputRefused for what is there already, and for where nothing may be made."""
    if place is None:
        return
    if place.exists() or place.is_symlink():
        raise OutputRefused(f"{place} is there already. Name a folder that is not.")
    parent = place.absolute().parent
    if not parent.is_dir():
        raise OutputRefused(f"{parent} is no folder. Make it first, or name another place.")
    if not os.access(parent, os.W_OK | os.X_OK):
        raise OutputRefused(f"Nothing may be written into {parent}. Name another place.")


def progress(share: float, words: str) -> None:
    """A bar that grows on one line of a terminal, elsewhere a line for each step; never in stdout.

    What is printed there is the result alone.
    """
    bar = ("#" * round(WIDTH * share)).ljust(WIDTH, ".")
    if sys.stderr.isatty():
        sys.stderr.write(f"\r[{bar}] {share:4.0%} {words:<40}" + ("\n" if share >= 1 else ""))
    else:
        sys.stderr.write(f"{share:4.0%} {words}\n")
    sys.stderr.flush()


WIDTH = 30


def table(found: Any, folder: Path) -> Iterable[str]:
    """What was concluded, what is true, which other truths fit, and where to read on."""
    yield f"{'':32}{'concluded':>10}{'95% interval':>20}{'true':>9}  holds the truth"
    for line in found.lines:
        holds = {True: "yes", False: "NO", None: ""}[line.covers]
        yield (
            f"{line.identifier:32}{percent(line.value):>10}{limits(line):>20}"
            f"{percent(line.truth):>9}  {holds}"
        )
    yield from NOTES
    if found.truths:
        yield ""
        yield "The same answers under other truths:"
        yield f"{'k':>6}{'mentored':>12}{'answered, mentored':>22}{'answered, others':>20}"
    for truth in found.truths:
        yield (
            f"{truth['k']:>6g}{percent(truth['value']):>12}"
            f"{percent(truth.get('response_with')):>22}{percent(truth.get('response_without')):>20}"
        )
    yield f"Published: {folder}"
    yield f"Check it: tequio verify-study {shlex.quote(str(folder))} --seal {found.seal}"


def limits(line: Any) -> str:
    """Between what the truth should lie; of a floor the lower limit alone, it has no upper one."""
    if line.low is None:
        return ""
    if line.at_least:
        return f"{percent(line.low)} or more"
    return f"{percent(line.low)} to {percent(line.high)}"


NOTES = (
    "naive and effort take the silent for people like those who answered, or answered last:",
    "NO there shows that they are not. weighted takes them for like only where the logs tell no",
    "difference. floor says at least, log_bounded and worst between; these assume nothing.",
)


def percent(share: float | None) -> str:
    """A share in percent as reports write it; a dash where there is none."""
    return "-" if share is None else decimals.percent(share)
