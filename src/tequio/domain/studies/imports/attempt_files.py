"""Checks a file of attempts: key, number, mode, code, moment, who."""

import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from tequio.domain.studies import contact_rules
from tequio.domain.studies.attempts import MODES
from tequio.domain.studies.dispositions import is_code, letters_of
from tequio.domain.studies.errors import CellFault
from tequio.domain.studies.imports.checked import Checked, missing_columns, moment_of
from tequio.domain.studies.imports.sheets import Sheet
from tequio.survey_records.models import Answer, Attempt, Case, FollowUp, Study

NEEDED: Final = ("key", "mode", "code", "made_at")
KNOWN: Final = frozenset({*NEEDED, "number", "interviewer"})
LONGEST_NAME: Final = 40
OFFSET: Final = re.compile(r"T\d\d.*[+-]\d\d:?\d\d$")  # a time with its place is a local time


def check_attempts(*, study: Study, sheet: Sheet, now: datetime) -> Checked:
    """The rows of a sheet of attempts, or everything that is wrong with it."""
    if study.data_locked_at is not None:
        return Checked((), (CellFault(0, "", "locked"),))
    head = missing_columns(sheet, NEEDED)
    head += [CellFault(1, name, "unknown_column") for name in sheet.columns if name not in KNOWN]
    if head:
        return Checked((), tuple(head))
    cases = {case.key: case for case in Case.objects.filter(study=study)}
    on_file: set[tuple[str, str, datetime | None]] = set(
        Attempt.objects.filter(case__study=study).values_list("case__key", "mode", "made_at")
    )
    drawn = FollowUp.objects.filter(study=study).values_list("drawn_at", flat=True).first()
    followed_from = drawn or now
    faults: list[CellFault] = []
    rows = []
    for at, row in zip(sheet.numbers, sheet.rows, strict=True):
        made_at = moment_of(row["made_at"])
        found = _faults(at, row, made_at, cases.get(row["key"]), now)
        same = (row["key"], row["mode"], made_at)
        if not found and same in on_file:
            found = [CellFault(at, "made_at", "attempt_twice", row["made_at"])]
        on_file.add(same)
        faults += found
        if not found:
            rows.append(
                {
                    "case_id": cases[row["key"]].pk,
                    "is_follow_up": cases[row["key"]].followed_up
                    and made_at is not None
                    and made_at >= followed_from,
                    "mode": row["mode"],
                    "code": row["code"],
                    "made_at": made_at,
                    "interviewer": row.get("interviewer", ""),
                }
            )
    if faults:
        return Checked((), tuple(faults))
    return Checked(tuple(rows), (), tuple(_warnings(study, sheet)))


def _warnings(study: Study, sheet: Sheet) -> list[CellFault]:
    """Contacts at night, by the local time that is written, and a fourth one within a week."""
    made: dict[str, list[datetime]] = defaultdict(list)
    on_file = Attempt.objects.filter(case__study=study)
    for key, mode, code, before in on_file.values_list("case__key", "mode", "code", "made_at"):
        if contact_rules.is_contact(mode, code):
            made[key].append(before)
    told = [
        (number, row, at)
        for number, row in zip(sheet.numbers, sheet.rows, strict=True)
        if contact_rules.is_contact(row["mode"], row["code"])
        and (at := moment_of(row["made_at"])) is not None
    ]
    for _number, row, at in told:
        made[row["key"]].append(at)
    too_many = {key: contact_rules.too_many(moments) for key, moments in made.items()}
    found = _contradictions(study, sheet)
    for number, row, at in told:
        if at in too_many[row["key"]]:
            found.append(CellFault(number, "made_at", "fourth_in_a_week", row["made_at"]))
        if OFFSET.search(row["made_at"]) and not contact_rules.is_by_day(at):
            found.append(CellFault(number, "made_at", "at_night", row["made_at"]))
    return found


def _contradictions(study: Study, sheet: Sheet) -> list[CellFault]:
    """Refusals of cases whose whole answer is on file: the answer counts, so somebody must look."""
    whole = Answer.objects.filter(case__study=study, sent_at__isnull=False, is_partial=False)
    answered = set(whole.values_list("case__key", flat=True))
    return [
        CellFault(number, "code", "refused_and_answered", row["code"])
        for number, row in zip(sheet.numbers, sheet.rows, strict=True)
        if row["key"] in answered and letters_of(row["code"]) == "R"
    ]


def _faults(
    at: int, row: Mapping[str, str], made_at: datetime | None, case: Case | None, now: datetime
) -> list[CellFault]:
    found = []
    if case is None:
        found.append(CellFault(at, "key", "unknown_case", row["key"]))
    elif case.released_at is None:
        found.append(CellFault(at, "key", "not_released", row["key"]))
    if row["mode"] not in MODES:
        found.append(CellFault(at, "mode", "unknown_mode", row["mode"]))
    if not is_code(row["code"]):
        found.append(CellFault(at, "code", "unknown_code", row["code"]))
    if made_at is None:
        found.append(CellFault(at, "made_at", "not_a_date", row["made_at"]))
    elif made_at > now:
        found.append(CellFault(at, "made_at", "in_the_future", row["made_at"]))
    if len(row.get("interviewer", "")) > LONGEST_NAME:
        found.append(CellFault(at, "interviewer", "too_long", row["interviewer"][:40]))
    return found
