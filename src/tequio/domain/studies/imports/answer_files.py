"""Checks a file of answers: every bad cell is named by row and column."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from tequio.domain.studies.errors import CellFault
from tequio.domain.studies.imports.checked import Checked, missing_columns
from tequio.domain.studies.imports.checked_rows import RowCheck, forms_of
from tequio.domain.studies.imports.sheets import Sheet
from tequio.domain.studies.questionnaires.model import CONSENT
from tequio.survey_records.models import Answer, Case, Study

NEEDED: Final = ("key", "form", "mode", "language", "answered_at", CONSENT)
FORMS: Final = frozenset({"detailed", "short"})


def check_answers(
    *, study: Study, sheet: Sheet, now: datetime, values_are_right: bool = False
) -> Checked:
    """The rows of a sheet of answers, or everything that is wrong with it.

    Values that were right once stay right while the same forms are in force: then only what may
    have changed since is looked at, that is the cases and the study.
    """
    if study.data_locked_at is not None:
        return Checked((), (CellFault(0, "", "locked"),))
    head = missing_columns(sheet, NEEDED)
    if head:
        return Checked((), tuple(head))
    return _Check(study, sheet, now, values_are_right).run()


class _Check(RowCheck):
    """One pass over a sheet, with the cases and forms of the study at hand."""

    def __init__(self, study: Study, sheet: Sheet, now: datetime, values_are_right: bool) -> None:
        forms = forms_of(study, {row["form"] for row in sheet.rows} & FORMS, now)
        super().__init__(sheet, forms, now, values_are_right=values_are_right)
        cases = Case.objects.filter(study=study, released_at__isnull=False)
        self.cases = {case.key: case for case in cases.only("key", "form", "released_at")}
        self.waiting = set(
            Case.objects.filter(study=study, released_at__isnull=True).values_list("key", flat=True)
        )
        sent = Answer.objects.filter(case__study=study, sent_at__isnull=False)
        self.answered = set(sent.values_list("case__key", flat=True))

    def _row(self, at: int, row: Mapping[str, str]) -> Mapping[str, object] | None:
        case = self._case(at, row["key"])
        found = self.forms.get((row["form"], row.get("version", "")))
        if found is None:
            column = "version" if (row["form"], "") in self.forms else "form"
            self._fault(at, column, "unknown_form", row.get(column, ""))
        elif case is not None and case.form and case.form != row["form"]:
            self._fault(at, "form", "another_form", row["form"])
        answered_at = self._moment(at, row)
        if case is not None and is_before(answered_at, row["answered_at"], case.released_at):
            self._fault(at, "answered_at", "before_release", row["answered_at"])
        if case is None or found is None:
            return None
        pk, form = found
        values = self._values(at, row, form)
        return {
            "case_id": case.pk,
            "questionnaire_id": pk,
            "mode": row["mode"],
            "language": row["language"],
            "answered_at": answered_at,
            "consents": self._consents(at, row),
            "values": values,
            "is_partial": self._flag(at, row, "partial"),
        }

    def _case(self, at: int, key: str) -> Case | None:
        if not self._is_first(at, key):
            return None
        if key not in self.cases:
            self._fault(at, "key", "not_released" if key in self.waiting else "unknown_case", key)
            return None
        if key in self.answered:
            self._fault(at, "key", "answered_already", key)
        return self.cases[key]


def is_before(answered: datetime | None, written: str, released: datetime | None) -> bool:
    """Whether an answer is older than the release of its case.

    A day without a time lasts, somewhere on earth, twelve hours longer than in the time of London.
    """
    if answered is None or released is None:
        return False
    if "T" in written or " " in written:
        return answered < released
    return answered.replace(tzinfo=UTC) + timedelta(hours=36) < released
