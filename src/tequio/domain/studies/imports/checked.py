"""What a check of a file found: rows ready to be taken, or every bad cell."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Final

from django.utils import timezone

from tequio.domain.studies.errors import CellFault, StudyRefused
from tequio.domain.studies.imports.sheets import Sheet

MOST_FAULTS: Final = 1000


@dataclass(frozen=True)
class Checked:
    """Rows as they will be written, and faults; one fault is enough to take nothing.

    `warnings` keep nothing out: what was done is written down, also where it broke a rule.
    """

    rows: tuple[Mapping[str, object], ...]
    faults: tuple[CellFault, ...]
    warnings: tuple[CellFault, ...] = ()


class ImportRefused(StudyRefused):
    """A file of which nothing was taken, with every bad cell."""

    def __init__(self, faults: tuple[CellFault, ...]) -> None:
        super().__init__("file", len(faults))
        self.faults = faults


def missing_columns(sheet: Sheet, needed: tuple[str, ...]) -> list[CellFault]:
    """Columns that the file lacks, or writes with other capitals."""
    written = {name.casefold(): name for name in sheet.columns}
    return [
        CellFault(1, name, "column_case", written[name.casefold()])
        if name.casefold() in written
        else CellFault(1, name, "missing_column")
        for name in needed
        if name not in sheet.columns
    ]


def moment_of(text: str) -> datetime | None:
    """A moment from ISO text; a bare day is its midnight in the zone of the site; else nothing."""
    try:
        if len(text) == len("2026-11-29"):
            midnight = time(tzinfo=timezone.get_default_timezone())
            return datetime.combine(date.fromisoformat(text), midnight)
        moment = datetime.fromisoformat(text)
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
