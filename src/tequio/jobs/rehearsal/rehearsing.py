"""A rehearsal from beginning to end, kept in the database or only as its published folder."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from community_simulation.study.presets import Preset
from tequio.domain.studies import publication, runs
from tequio.jobs.rehearsal import comparison, finishing, planning, staging, team
from tequio.jobs.rehearsal.comparison import Line

Report = Callable[[float, str], None]


@dataclass(frozen=True)
class Rehearsed:
    """Where the folder lies, its seal, and what was concluded beside what is true."""

    folder: Path
    seal: str
    lines: tuple[Line, ...]


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

    Raises what the actions of a study raise.
    """
    with transaction.atomic():
        asked = staging.Staging(people or team.made_up(now=now), preset, seed, now, report)
        staged = staging.stage(asked, planning.content(preset, replicates=replicates))
        made = finishing.finish(staged, replicates=replicates, report=report)
        lines = comparison.compare(staged.community, runs.contents(made.run))
        found = Rehearsed(
            publication.place_of(staged.study), made.files["manifest.json"], tuple(lines)
        )
        if not keep:
            transaction.set_rollback(True)
    return found
