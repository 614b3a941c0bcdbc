"""`tequio reset`: remove everything the site wrote, to start over."""

import shutil
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

import local_postgres
from tequio.supervisor.site import NotStarted
from tequio.supervisor.start import only_site
from tequio.supervisor.surroundings import var_directory

HELP = "remove the site's own database and files; without a terminal only with --yes"


def add_arguments(parser: ArgumentParser) -> None:
    """Whether a person is asked first; without a terminal only `--yes` removes."""
    parser.add_argument(
        "--yes", action="store_true", help="remove without asking, also where there is no terminal"
    )


def run(arguments: Namespace) -> int:
    """Stop the database and empty the folder; refused while the site runs."""
    var = var_directory()
    if not arguments.yes and not sys.stdin.isatty():
        sys.stderr.write(
            f"This removes {shown(var)}, with its database and the files of published studies. "
            "Nobody can be asked here: say so with `tequio reset --yes` or `make reset YES=1`. "
            "Nothing was removed.\n"
        )
        return 1
    if not arguments.yes and not is_sure(var):
        sys.stdout.write("Nothing was removed.\n")
        return 1
    try:
        with only_site(var):
            local_postgres.stop(var)
            remove_data(var)
    except NotStarted as running:
        sys.stderr.write(f"{running}\n")
        return 1
    shutil.rmtree(var)
    sys.stdout.write(f"Removed {shown(var)}.\n")
    return 0


def is_sure(var: Path) -> bool:
    """Whether whoever sits there says so."""
    question = f"Remove {shown(var)}, with its database and the files of published studies? [y/N] "
    try:
        return input(question).strip().lower() in ("y", "yes")
    except (EOFError, KeyboardInterrupt):  # Ctrl-D and Ctrl-C are answers too
        sys.stdout.write("\n")
        return False


def remove_data(var: Path) -> None:
    """Remove the clusters, also those that a link leads to."""
    for data in (var / "pg").glob("*"):
        kept = data.resolve()
        shutil.rmtree(kept.parent if data.is_symlink() else kept, ignore_errors=True)


def shown(folder: Path) -> str:
    """A folder as a person would name it."""
    here = Path.cwd()
    return str(folder.relative_to(here) if folder.is_relative_to(here) else folder)
