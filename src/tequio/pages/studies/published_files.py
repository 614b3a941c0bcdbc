"""The files of a published study in words: the report, the data, what verifies it, the tables."""

from collections.abc import Iterable
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tequio.domain.studies.publication import ARCHIVE

Shelf = tuple[Promise, Promise | str, list[tuple[str, Promise | str]], bool]
WORDS: Final[dict[str, Promise]] = {
    "report-es.pdf": _("The report in Spanish (PDF)"),
    "report-en.pdf": _("The report in English (PDF)"),
    "argidius.csv": _("The line for Argidius (CSV)"),
    "iris.jsonld": _("Indicators with IRIS+ codes (JSON-LD)"),
    "data/analysis.csv": _("Pseudonymised answers with weights (CSV)"),
    "data/analysis-es.sav": _("The same for SPSS, in Spanish"),
    "data/analysis-en.sav": _("The same for SPSS, in English"),
    "data/analysis-es.dta": _("The same for Stata, in Spanish"),
    "data/analysis-en.dta": _("The same for Stata, in English"),
    "data/cases.csv": _("Cases with how each ended before the follow-up (CSV)"),
    "README.txt": _("Read this first (text)"),
    "data/codebook.xml": _("Codebook (DDI 2.5)"),
    "tables/estimates.csv": _("All estimates in one table (CSV)"),
    ARCHIVE: _("Everything in one file (ZIP)"),
}
REPORT: Final = ("report-es.pdf", "report-en.pdf", "argidius.csv", "iris.jsonld")
DATA: Final = (
    *("data/analysis.csv", "data/analysis-es.sav", "data/analysis-en.sav"),
    *("data/analysis-es.dta", "data/analysis-en.dta", "data/codebook.xml"),
    *("data/cases.csv", "README.txt"),
    "tables/estimates.csv",
)
VERIFY: Final = _(
    "Whoever unpacks this and runs python3 verify.py . in it, on a machine of their own, sees "
    "whether frame, draw, ledger and every number are as they should be."
)


def shelves(files: Iterable[str]) -> list[Shelf]:
    """Title, note, names with words, and whether the shelf lies open; nothing without files."""
    names = sorted(files)
    if not names:
        return []
    tables = [name for name in names if name.startswith("tables/") and name not in DATA]
    known = {*REPORT, *DATA, *tables}
    parts = [name for name in names if name not in known]
    return [
        (_("The report"), "", _named(REPORT, names), True),
        (_("Data"), "", _named(DATA, names), True),
        (_("To compute it again"), VERIFY, [(ARCHIVE, WORDS[ARCHIVE])], True),
        (_("Tables and charts (CSV)"), "", _named(tables, names), False),
        (_("The parts of the folder"), "", _named(parts, names), False),
    ]


def _named(wanted: Iterable[str], names: list[str]) -> list[tuple[str, Promise | str]]:
    return [(name, WORDS.get(name, name)) for name in wanted if name in names]
