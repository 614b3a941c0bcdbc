"""Words for what is refused or still missing on the way from the numbers to publication."""

import re
from typing import Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.domain.studies.errors import FieldsRefused, StudyRefused
from tequio.pages.studies import refusals

MISSING: Final[dict[str, Promise]] = {
    "nothing_released": gettext_lazy("Nobody was asked yet."),
    "unbalanced": gettext_lazy("The ledger does not balance: some cases stand nowhere or twice."),
    "gap_unexplained": gettext_lazy(
        "The number of answers reported differs from the ledger. Explain it in both languages."
    ),
    "data_not_locked": gettext_lazy("The data are not locked yet."),
    "no_results": gettext_lazy("The numbers are not computed yet."),
    "plan_unsigned": gettext_lazy("Lead evaluator and funder must both have signed the plan."),
    "data_unsigned": gettext_lazy("The lead evaluator has not signed the data."),
    "report_unsigned": gettext_lazy(
        "The numbers changed after they were signed. The lead evaluator signs again."
    ),
    "no_fact_check": gettext_lazy("The fact-check is not open yet. The lead evaluator opens it."),
    "fact_check_open": gettext_lazy("The window of the fact-check is still open."),
    "notes_unanswered": gettext_lazy("Some notes of the fact-check are not answered yet."),
    "responses_open": gettext_lazy("The programme may still answer the recommendations."),
    "published": gettext_lazy("This study is published."),
    "fact_check": gettext_lazy("The report is with the programme and stays as it is."),
    "running": gettext_lazy("A run of the analysis is under way. Wait until it ends."),
    "empty": gettext_lazy("Write a text first."),
    "too_long": gettext_lazy("The text is too long. Shorten it."),
    "window_over": gettext_lazy("The window of the fact-check is over."),
    "name": gettext_lazy("Give the theme a code and a name in both languages."),
    "counts": gettext_lazy("The counts cannot be: for and against must fit into the interviews."),
    "quote": gettext_lazy("A quote needs a text, and a theme holds at most ten."),
    "cited": gettext_lazy(
        "A recommendation or a lesson rests on this theme. Take it out there first."
    ),
    "no_consent": gettext_lazy(
        "A quote is kept only when the person agreed to be quoted. Say how you know."
    ),
}
WHERE: Final[dict[str, str]] = {
    "nothing_released": "studies:release",
    "unbalanced": "studies:ledger",
    "gap_unexplained": "studies:ledger",
    "data_not_locked": "studies:lock",
    "no_results": "studies:results",
    "plan_unsigned": "studies:plan",
    "data_unsigned": "studies:lock",
    "report_unsigned": "studies:fact-check",
    "no_fact_check": "studies:fact-check",
    "fact_check_open": "studies:fact-check",
    "notes_unanswered": "studies:fact-check",
    "responses_open": "studies:response",
}
FAILURES: Final[dict[str, Promise]] = {
    "DataChanged": gettext_lazy("The data are not those that were locked."),
    "EndedOutside": gettext_lazy(
        "The process that computed it was ended from outside. Ask for another run."
    ),
    "NeverEnded": gettext_lazy("This run never ended. Ask for another one."),
}
FAULTS: Final[dict[str, Promise]] = {
    "missing": gettext_lazy("Fill this in."),
    "orphan": gettext_lazy("This needs evidence: mark at least one number or theme of the report."),
    "one_source": gettext_lazy("Strength A needs evidence from at least two sources."),
    "unknown": gettext_lazy("Choose one of those that are offered."),
}


def refusal(refused: StudyRefused) -> str:
    """The reason in the person's language."""
    return str(MISSING[refused.code]) if refused.code in MISSING else refusals.words(refused)


def failure(error: str) -> str:
    """Why a run ended without numbers, in the person's language where it is a known reason."""
    kind = error.partition(":")[0]
    if kind in FAILURES:
        return f"{FAILURES[kind]} ({kind})"
    parts = (re.match(r"\w+(?=:)", error), re.search(r"(?<=\()[\w.]+:\d+(?=\)$)", error))
    code = " ".join(part[0] for part in parts if part)
    return _(
        "The numbers could not be computed; the data are unharmed. Ask for another run, and if it "
        "ends like this one, tell whoever runs this site this code: %(code)s."
    ) % {"code": code or error[:80]}


def blame(form: forms.Form, refused: StudyRefused) -> None:
    """Puts a refusal where it belongs: beside each field it names, else above the form."""
    if not isinstance(refused, FieldsRefused):
        form.add_error(None, refusal(refused))
        return
    for name, code in refused.faults.items():
        form.add_error(name, fault(code))


def fault(code: str) -> str:
    """What is wrong with one field."""
    kind, _space, what = code.partition(" ")
    if kind == "unknown" and what:
        return _("The report has no %(name)s.") % {"name": what}
    return str(FAULTS.get(kind, FAULTS["missing"]))
