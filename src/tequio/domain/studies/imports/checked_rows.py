"""What answers in a sheet have in common, whoever gave them: moments, consents, values."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Final

from tequio.domain.studies.answers import CONSENTS, ENOUGH
from tequio.domain.studies.attempts import MODES
from tequio.domain.studies.errors import CellFault
from tequio.domain.studies.imports.checked import Checked, moment_of
from tequio.domain.studies.imports.sheets import Sheet
from tequio.domain.studies.questionnaires.checking import complete, faults_of, share_of_core
from tequio.domain.studies.questionnaires.model import CONSENT, Questionnaire, from_content
from tequio.domain.studies.questionnaires.standard import standard
from tequio.domain.studies.questionnaires.versions import in_force
from tequio.survey_records.models import Questionnaire as Stored
from tequio.survey_records.models import Study

OWN: Final = frozenset(
    {"key", "form", "version", "mode", "language", "answered_at", "partial"}
    | {f"consent_{name}" for name in CONSENTS}
)
LANGUAGES: Final = ("es", "en", "other")
STANDARD: Final = ("detailed", "short", "mentor")
FLAGS: Final = {"1": True, "0": False, "": False}
Forms = dict[tuple[str, str], tuple[int, Questionnaire]]


class RowCheck(ABC):
    """One pass over a sheet; what a row stands for, a further class says in `_row`."""

    def __init__(
        self, sheet: Sheet, forms: Forms, now: datetime, *, values_are_right: bool
    ) -> None:
        self.sheet, self.forms, self.now = sheet, forms, now
        self.values_are_right = values_are_right
        self.variables = [name for name in sheet.columns if name not in OWN]
        self.seen: set[str] = set()
        self.faults: list[CellFault] = []

    def run(self) -> Checked:
        self._check_columns()
        rows = []
        for at, row in zip(self.sheet.numbers, self.sheet.rows, strict=True):
            before = len(self.faults)
            ready = self._row(at, row)
            if ready is not None and len(self.faults) == before:
                rows.append(ready)
        return Checked(tuple(rows) if not self.faults else (), tuple(self.faults))

    def _check_columns(self) -> None:
        known = {name for _pk, form in self.forms.values() for name in form.by_name}
        self.faults += [
            CellFault(1, name, asked_elsewhere(name, {form for form, _version in self.forms}))
            for name in self.variables
            if name not in known
        ]

    def _fault(self, row: int, column: str, code: str, value: str = "") -> None:
        is_formula = value.startswith("=")  # what a spreadsheet computes is not in the file
        self.faults.append(CellFault(row, column, "formula" if is_formula else code, value[:80]))

    @abstractmethod
    def _row(self, at: int, row: Mapping[str, str]) -> Mapping[str, object] | None:
        """What is stored of a row; nothing where it has a fault."""

    def _is_first(self, at: int, key: str) -> bool:
        """Whether a key stands in the file for the first time; a fault where it does not."""
        if key in self.seen:
            self._fault(at, "key", "twice_in_file", key)
            return False
        self.seen.add(key)
        return True

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
            code = fault.code
            if code == "unknown":
                code = asked_elsewhere(fault.name, {form.form}, code)
            self._fault(at, fault.name, code, fault.value)
        if share_of_core(form, values) < ENOUGH:
            self._fault(at, "partial", "too_few_core_answers")
        return values


def asked_elsewhere(name: str, forms: Collection[str], otherwise: str = "unknown_column") -> str:
    """The fault of a variable that these forms do not ask: another one may ask it."""
    others = [form for form in STANDARD if form not in forms and name in standard(form).by_name]
    if not others or not forms:
        return otherwise
    return f"not_in_{'two' if len(forms) > 1 else next(iter(forms))}"


def forms_of(study: Study, names: set[str], now: datetime) -> Forms:
    """The forms of these names by name and version; without a version the one in force."""
    forms: Forms = {}
    for name in names:
        latest = in_force(study=study, form=name, now=now)
        forms[name, ""] = (latest.pk, from_content(latest.content))
    for stored in Stored.objects.filter(study=study, form__in=names):
        forms[stored.form, stored.version] = (stored.pk, from_content(stored.content))
    return forms
