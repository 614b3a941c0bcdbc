"""Words for what a frame leaves out, blanks, and finds wrong in a file."""

from typing import Final

from django.utils.translation import gettext_lazy as _

REASONS: Final = {
    "account_closed": _("the account is closed or suspended"),
    "not_entrepreneur": _("not an entrepreneur"),
    "staff": _("works for the programme"),
    "test_account": _("an account for tests"),
    "not_confirmed": _("never confirmed the e-mail address"),
    "works_on_study": _("works on this study"),
    "not_adult": _("did not confirm being of age"),
    "do_not_contact": _("wants no contact"),
    "other_country": _("another country"),
    "joined_outside": _("joined before or after the period"),
    "asked_recently": _("asked by a study in the last 365 days"),
}
FAULTS: Final = {
    "missing_column": _("This column is missing."),
    "unknown_column": _("A frame has no such column; take it out."),
    "repeated_column": _("This column is there twice."),
    "number_of_cells": _("The row has another number of cells than the head."),
    "no_rows": _("There is nobody in this frame."),
    "too_many_rows": _("The file has too many rows."),
    "repeated_key": _("This key is there twice; the earlier row stands in brackets."),
    "bad_value": _("This value is not one of those allowed."),
    "unknown_country": _("No country has this code; write the two letters of ISO 3166, like GT."),
    "without_the_step_before": _(
        "Whoever reached this step reached the one before, too: one of the two is wrong. Where "
        "mentors write first, whoever got such a message has log_m0 = 1: a contact, whoever began."
    ),
    "formula": _("This looks like a formula of a spreadsheet; write a plain value."),
    "not_utf8": _("The file is not UTF-8. Save it as CSV UTF-8."),
    "workbook": _("This is a workbook of a spreadsheet. Save it as CSV UTF-8."),
    "not_csv": _("From this row on it is no CSV: look for a quotation mark that is not closed."),
    "zero_byte": _("There is a sign here that no text holds. Save it as CSV UTF-8."),
}
