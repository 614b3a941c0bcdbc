"""A rehearsal from beginning to end, kept in the database or only as its published folder."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shutil import rmtree
from typing import Any

from django.db import connection, transaction

from community_simulation.study.presets import Preset
from tequio.domain.studies import publication, runs
from tequio.jobs.rehearsal import comparison, finishing, planning, staging, team
from tequio.jobs.rehearsal.comparison import Line

Report = Callable[[float, str], None]


@dataclass(frozen=True)
class Rehearsed:
    """Where the folder lies and its archive, its seal, and what was concluded beside what is true.

    `truths` are the shares of mentored that fit the same answers, over k of the silent.
    """

    folder: Path
    archive: Path
    seal: str
    lines: tuple[Line, ...]
    truths: tuple[Mapping[str, Any], ...]


class AlreadyRehearsing(Exception):
    """Another rehearsal works on this database, with the same made-up people."""


def rehearse(
    preset: Preset,
    *,
    seed: int,
    replicates: int,
    now: datetime,
    report: Report,
    keep: bool = False,
    people: team.Team | None = None,
) -> Rehearsed:
    """The whole study in one transaction, taken back at the end unless it is to be kept.

    Raises AlreadyRehearsing where another one runs on this database, and what the actions of a
    study raise.
    """
    with transaction.atomic():
        if people is None:
            _alone()
        asked = staging.Staging(people or team.made_up(now=now), preset, seed, now, report)
        staged = staging.stage(asked, planning.content(preset, replicates=replicates))
        folder = publication.place_of(staged.study)
        try:
            made = finishing.finish(staged, replicates=replicates, report=report)
        except BaseException:
            # The database takes its rows back; a disk does not.
            rmtree(folder, ignore_errors=True)
            publication.archive_of(staged.study).unlink(missing_ok=True)
            raise
        results = runs.contents(made.run)
        lines = comparison.compare(staged.community, results)
        truths = results.get("F10.M2", {}).get("rows", ())
        found = Rehearsed(
            folder,
            publication.archive_of(staged.study),
            made.files["manifest.json"],
            tuple(lines),
            tuple(truths),
        )
        if not keep:
            transaction.set_rollback(True)
    return found


def _alone() -> None:
    """One rehearsal at a time on a database; the lock ends with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext('tequio rehearsal'))")
        if not cursor.fetchone()[0]:
            raise AlreadyRehearsing
