"""What refusals and codes of field work say to the person, and what to do about it."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from survey_statistics.dispositions.ledger import Imbalance
from tequio.domain.studies.errors import NotAllowed, StudyRefused
from tequio.pages.shared import errors

REFUSALS: Final = {
    "locked": _("The data of this study are locked. Nothing about cases and answers changes."),
    "not_in_field": _("This study is not in the field yet. Release the first wave."),
    "unknown_case": _("No case of this study has this key."),
    "not_released": _("This case is not released yet."),
    "unknown_mode": _("Choose one of the ways of contact."),
    "unknown_code": _("AAPOR has no such code. Codes run from 1.1 to 4.90."),
    "in_the_future": _("This moment is still to come."),
    "no_reason": _("Write the reason. It is published with the case."),
    "reason_too_long": _("Write the reason in at most 60 letters."),
    "unknown_form": _("There is no such form."),
    "answered": _("This case has answered or begun to answer, so its form stays."),
    "no_surface": _("No letters can be sent: this site has no address for its surveys."),
    "unknown_kind": _("Choose an invitation or a reminder."),
    "nobody": _("There is nobody to write to now."),
    "drawn": _("The follow-up is drawn already. It is drawn once."),
    "share": _("Give a share above 0 and up to 1."),
    "modes": _("Choose at least one way of contact."),
    "not_the_plan": _(
        "The plan names another share or other ways of contact. Write why this follow-up is "
        "different: it is kept and published as a numbered deviation."
    ),
    "few_answers": _(
        "Fewer than ten people answered. Say that you know what this means before you lock."
    ),
    "follow_up_untried": _(
        "Nobody of the follow-up was asked again. Say that you know what this means before you "
        "lock."
    ),
    "out_of_range": _("This number is too large."),
    "no_own_keys": _("This frame is of this platform's people; there are no other keys."),
    "nobody_silent": _("Nobody is silent: every case has ended."),
    "open": _("Some things are still open. They are listed on this page."),
    "no_consent": _("The form has no item a_consent. Without consent nobody may be asked."),
    "version_taken": _("There is a version with this name already. Give the form another one."),
    "unusable": _("These items cannot be used here. The form was not kept."),
    "faulty": _("This file has faults. Mend it and upload it again."),
    "set_aside": _("This file was set aside. Upload it again to import it."),
    "applied": _("This file is imported already."),
    "file": _("What was checked has changed meanwhile. Check the file again."),
    "published": _("This study is published, and stays as it is."),
}
FAULTS: Final = {
    "unknown_case": _("no case has this key"),
    "not_released": _("this case is not released"),
    "twice_in_file": _("this case stands in the file twice"),
    "answered_already": _("this case has answered already"),
    "locked": _("the data are locked"),
    "unknown_form": _("there is no such form or version"),
    "another_form": _("this case was given another form"),
    "not_in_codebook": _("this code is not in the codebook"),
    "out_of_range": _("this value is out of range"),
    "skip_violated": _("this was not to be asked, given the other answers"),
    "exclusive": _("one of these answers excludes the others"),
    "no_consent": _("consent is missing: it must be 1"),
    "formula": _("this is a formula of a spreadsheet; save its value instead"),
    "number_format": _("write the number with digits and, if need be, one point"),
    "not_utf8": _("the file is not in UTF-8; save it as CSV UTF-8"),
    "workbook": _("this is a workbook of a spreadsheet; save it as CSV UTF-8"),
    "not_csv": _("from this row on it is no CSV: look for a quotation mark that is not closed"),
    "not_spss": _("this is no whole SPSS file; save it again and upload all of it"),
    "unknown_kind": _("send a .csv or a .sav file"),
    "zero_byte": _("there is a sign that no text holds; save it as CSV UTF-8"),
    "empty": _("there are no rows"),
    "too_large": _("the file is larger than 60 MB"),
    "too_many_rows": _("the file has too many rows or columns; part it into several"),
    "cells_missing": _("this row has another number of cells than the head"),
    "missing_column": _("this column is missing"),
    "column_case": _("write the name of this column exactly so, in small letters"),
    "unknown_column": _("no questionnaire has this variable"),
    "not_in_short": _("the short form does not ask this, another one does; leave it out here"),
    "not_in_detailed": _(
        "the detailed form does not ask this, another one does; leave it out here"
    ),
    "not_in_mentor": _(
        "the form for mentors does not ask this, another one does; leave it out here"
    ),
    "not_in_two": _("the forms in this file do not ask this, another one does; leave it out here"),
    "before_release": _("this is before the case was released: nobody had been asked yet"),
    "refused_and_answered": _(
        "this case has a whole answer on file, which counts; look whether the refusal is another's"
    ),
    "column_twice": _("this column stands there twice"),
    "column_without_name": _("a column has no name"),
    "unknown_mode": _("write web, mail, phone or whatsapp"),
    "unknown_language": _("write es, en or other"),
    "unknown_code": _("AAPOR has no such code"),
    "not_a_date": _("write the day as 2026-11-29, with the time if known"),
    "in_the_future": _("this moment is still to come"),
    "not_a_key": _("a key is 32 signs from 0-9 and a-f, and means nothing outside this study"),
    "asked_already": _("this mentor is on file already"),
    "no_moment": _("there is an answer without answered_at"),
    "fourth_in_a_week": _("this is the fourth contact within a week; three are the most"),
    "at_night": _("this contact was not between 9 and 20 h, local time"),
    "attempt_twice": _("the same attempt stands there twice"),
    "too_few_core_answers": _("fewer than 80% of the core questions are answered"),
    "too_long": _("this text is too long"),
    "unknown": _("no questionnaire has this variable"),
}
CONTACTS: Final = {
    "after_the_end": _(
        "This person had already answered, said no or proved not to belong here. Stop contacting "
        "this case; if the code was a slip, tell the lead evaluator."
    ),
    "fourth_in_a_week": _(
        "This was the fourth contact with this case within a week; three are the most. Wait "
        "before the next one."
    ),
    "at_night": _(
        "It is not between 9 and 20 h. People are contacted by day, where they live; if it is "
        "day there, all is well."
    ),
}
CATEGORIES: Final = {
    "I": _("Complete interviews"),
    "I_detailed": _("Complete, detailed form"),
    "I_short": _("Complete, short form"),
    "I_mentor": _("Complete, form for mentors"),
    "P": _("Partial interviews"),
    "R": _("Refusals and break-offs"),
    "NC": _("Not reached"),
    "O": _("Eligible, other reasons"),
    "U": _("Eligibility not known"),
    "NE": _("Not eligible"),
}
UNUSABLE: Final = {
    "kind": _("our pages have no field of this kind"),
    "repeat": _("it stands in a repeated group"),
    "cascade": _("its choices depend on another answer"),
    "condition": _("its condition or check cannot be computed here"),
    "calculated": _("its condition speaks of a calculated value"),
}
OPEN: Final = {
    "begun_answers": _("answers that were begun and not sent"),
    "wishes": _("wishes of respondents that a job has not carried out yet"),
    "letters": _("letters that wait or are held"),
    "files": _("files that were checked and neither imported nor set aside"),
    "cases_without_form": _("released cases without a form"),
    "follow_up": _("the follow-up of the plan, which is not drawn yet"),
    "imbalances": _("lines of the ledger that do not balance"),
}
WHERE_OPEN: Final = {
    "wishes": "studies:field",
    "letters": "studies:field",
    "files": "studies:imports",
    "cases_without_form": "studies:cases",
    "imbalances": "studies:ledger",
}
IDENTITIES: Final = {
    "released = cases": _("Released cases: %(expected)s; cases in the lines: %(found)s."),
    "respondents = I + P": _("Answers on file: %(expected)s; interviews by code: %(found)s."),
    "interviews without an answer on file": _("Interviews without an answer on file: %(found)s."),
    "answers of cases that are no interviews": _(
        "Answers of cases whose attempts do not end as an interview: %(found)s."
    ),
}
MODES: Final = (
    ("phone", _("Telephone")),
    ("whatsapp", _("WhatsApp")),
    ("mail", _("E-mail")),
    ("web", _("Web")),
)
FORMS: Final = (
    ("detailed", _("Detailed")),
    ("short", _("Short")),
    ("mentor", _("Mentors")),
)
FORMS_OF_CASES: Final = FORMS[:2]


def imbalance(line: Imbalance) -> str:
    """What does not balance, in the person's language."""
    words = IDENTITIES.get(line.identity)
    if words is None:
        return str(line)
    return str(words) % {"expected": f"{line.expected:g}", "found": f"{line.found:g}"}


def refusal(refused: StudyRefused) -> str:
    """The reason in the person's language."""
    return str(REFUSALS.get(refused.code, gettext("This step is not possible now.")))


def answer(request: HttpRequest, refused: StudyRefused) -> HttpResponse:
    """A page for a step that came too late or is not this person's."""
    if isinstance(refused, NotAllowed):
        return errors.forbidden(request)
    return errors.conflict(request, refusal(refused))
