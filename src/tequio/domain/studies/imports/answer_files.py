"""Checks a file of answers: every bad cell is named by row and column."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from tequio.domain.studies.answers import CONSENTS, ENOUGH
from tequio.domain.studies.attempts import MODES
from tequio.domain.studies.errors import CellFault
from tequio.domain.studies.imports.checked import Checked, missing_columns, moment_of
from tequio.domain.studies.imports.sheets import FIRST_ROW, Sheet
from tequio.domain.studies.questionnaires.checking import complete, faults_of, share_of_core
from tequio.domain.studies.questionnaires.model import CONSENT, Questionnaire, from_content
from tequio.domain.studies.questionnaires.versions import in_force
from tequio.survey_records.models import Answer, Case, Study
from tequio.survey_records.models import Questionnaire as Stored

NEEDED: Final = ("key", "form", "mode", "language", "answered_at", CONSENT)
OWN: Final = frozenset(
    {"key", "form", "version", "mode", "language", "answered_at", "partial"}
    | {f"consent_{name}" for name in CONSENTS}
)
LANGUAGES: Final = ("es", "en", "other")
FLAGS: Final = {"1": True, "0": False, "": False}


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


class _Check:
    """One pass over a sheet, with the cases and forms of the study at hand."""

    def __init__(self, study: Study, sheet: Sheet, now: datetime, values_are_right: bool) -> None:
        self.sheet, self.now, self.values_are_right = sheet, now, values_are_right
        cases = Case.objects.filter(study=study, released_at__isnull=False)
        self.cases = {case.key: case for case in cases.only("key", "form")}
        self.waiting = set(
            Case.objects.filter(study=study, released_at__isnull=True).values_list("key", flat=True)
        )
        sent = Answer.objects.filter(case__study=study, sent_at__isnull=False)
        self.answered = set(sent.values_list("case__key", flat=True))
        self.forms = self._forms(study, now)
        self.variables = [name for name in sheet.columns if name not in OWN]
        self.seen: set[str] = set()
        self.faults: list[CellFault] = []

    def _forms(
        self, study: Study, now: datetime
    ) -> dict[tuple[str, str], tuple[int, Questionnaire]]:
        forms: dict[tuple[str, str], tuple[int, Questionnaire]] = {}
        for form in {row["form"] for row in self.sheet.rows} & {"detailed", "short", "mentor"}:
            latest = in_force(study=study, form=form, now=now)
            forms[form, ""] = (latest.pk, from_content(latest.content))
        for stored in Stored.objects.filter(study=study):
            forms[stored.form, stored.version] = (stored.pk, from_content(stored.content))
        return forms

    def run(self) -> Checked:
        self._check_columns()
        rows = []
        for at, row in enumerate(self.sheet.rows, start=FIRST_ROW):
            before = len(self.faults)
            ready = self._row(at, row)
            if ready is not None and len(self.faults) == before:
                rows.append(ready)
        return Checked(tuple(rows) if not self.faults else (), tuple(self.faults))

    def _check_columns(self) -> None:
        known = {name for _pk, form in self.forms.values() for name in form.by_name}
        self.faults += [
            CellFault(1, name, "unknown_column") for name in self.variables if name not in known
        ]

    def _fault(self, row: int, column: str, code: str, value: str = "") -> None:
        self.faults.append(CellFault(row, column, code, value[:80]))

    def _row(self, at: int, row: Mapping[str, str]) -> Mapping[str, object] | None:
        case = self._case(at, row["key"])
        found = self.forms.get((row["form"], row.get("version", "")))
        if found is None:
            column = "version" if (row["form"], "") in self.forms else "form"
            self._fault(at, column, "unknown_form", row.get(column, ""))
        elif case is not None and case.form and case.form != row["form"]:
            self._fault(at, "form", "another_form", row["form"])
        answered_at = self._moment(at, row)
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
        if key in self.seen:
            self._fault(at, "key", "twice_in_file", key)
            return None
        self.seen.add(key)
        if key not in self.cases:
            self._fault(at, "key", "not_released" if key in self.waiting else "unknown_case", key)
            return None
        if key in self.answered:
            self._fault(at, "key", "answered_already", key)
        return self.cases[key]

    def _moment(self, at: int, row: Mapping[str, str]) -> datetime | None:
        if row["mode"] not in MODES:
            self._fault(at, "mode", "unknown_mode", row["mode"])
        if row["language"] not in LANGUAGES:
            self._fault(at, "language", "unknown_language", row["language"])
        moment = moment_of(row["answered_at"])
        if moment is None:
            self._fault(at, "answered_at", "not_a_date", row["answered_at"])
        elif moment > self.now:
            self._fault(at, "answered_at", "in_the_future", row["answered_at"])
        return moment

    def _consents(self, at: int, row: Mapping[str, str]) -> dict[str, bool]:
        return {name: self._flag(at, row, f"consent_{name}") for name in CONSENTS}

    def _flag(self, at: int, row: Mapping[str, str], column: str) -> bool:
        value = row.get(column, "")
        if value not in FLAGS:
            self._fault(at, column, "not_in_codebook", value)
        return FLAGS.get(value, False)

    def _values(self, at: int, row: Mapping[str, str], form: Questionnaire) -> dict[str, str]:
        if row[CONSENT] != "1":
            self._fault(at, CONSENT, "no_consent", row[CONSENT])
            return {}
        given = {name: row[name] for name in self.variables if row[name]}
        year = self.now.year
        values: dict[str, Any] = {**complete(form, given, year=year), **given}
        if self.values_are_right:
            return values
        for fault in faults_of(form, values, year=year):
            self._fault(at, fault.name, fault.code, fault.value)
        if share_of_core(form, values) < ENOUGH:
            self._fault(at, "partial", "too_few_core_answers")
        return values
