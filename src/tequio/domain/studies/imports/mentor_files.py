"""Checks a file of mentors who were asked: one row each, with answers where they gave some.

A mentor is no case: the frame is of entrepreneurs. So the file says itself who was asked, under
keys that mean nothing outside this study.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from tequio.domain.studies.errors import CellFault
from tequio.domain.studies.imports.checked import Checked, missing_columns
from tequio.domain.studies.imports.checked_rows import RowCheck, forms_of
from tequio.domain.studies.imports.sheets import Sheet
from tequio.domain.studies.questionnaires.model import CONSENT
from tequio.survey_records.models import AskedMentor, Study

FORM: Final = "mentor"
NEEDED: Final = ("key", "mode", "language", "answered_at", CONSENT)
KEY: Final = re.compile(r"[0-9a-f]{32}")


def check_mentors(
    *, study: Study, sheet: Sheet, now: datetime, values_are_right: bool = False
) -> Checked:
    """The rows of a sheet of mentors, or everything that is wrong with it."""
    if study.data_locked_at is not None:
        return Checked((), (CellFault(0, "", "locked"),))
    head = missing_columns(sheet, NEEDED)
    if head:
        return Checked((), tuple(head))
    return _Check(study, sheet, now, values_are_right).run()


class _Check(RowCheck):
    """One pass over a sheet, with the mentors on file."""

    def __init__(self, study: Study, sheet: Sheet, now: datetime, values_are_right: bool) -> None:
        forms = forms_of(study, {FORM}, now)
        super().__init__(sheet, forms, now, values_are_right=values_are_right)
        self.study = study
        self.on_file = set(AskedMentor.objects.filter(study=study).values_list("key", flat=True))

    def _row(self, at: int, row: Mapping[str, str]) -> Mapping[str, object] | None:
        self._check_key(at, row["key"])
        asked = {"study_id": self.study.pk, "key": row["key"]}
        if not row["answered_at"]:
            self._check_silence(at, row)
            return asked
        found = self.forms.get((FORM, row.get("version", "")))
        answered_at = self._moment(at, row)
        if row.get("form", FORM) != FORM:
            self._fault(at, "form", "unknown_form", row["form"])
        if found is None:
            self._fault(at, "version", "unknown_form", row["version"])
            return None
        pk, form = found
        return {
            **asked,
            "questionnaire_id": pk,
            "mode": row["mode"],
            "language": row["language"],
            "answered_at": answered_at,
            "consents": self._consents(at, row),
            "values": self._values(at, row, form),
            "is_partial": self._flag(at, row, "partial"),
        }

    def _check_key(self, at: int, key: str) -> None:
        if not KEY.fullmatch(key):
            # Not repeated here: what is no key may be a name or an address.
            self._fault(at, "key", "not_a_key")
        if self._is_first(at, key) and key in self.on_file:
            self._fault(at, "key", "asked_already", key)

    def _check_silence(self, at: int, row: Mapping[str, str]) -> None:
        """Whoever did not answer has nothing but a key."""
        for name in (CONSENT, *self.variables):
            if row.get(name):
                self._fault(at, name, "no_moment", row[name])
