"""What Django says of a wrong field, in our words: for every form, its fields and validators.

A field takes its sentences when it is made, so they are put in place before any form is read
(`tequio.pages.apps`). What a form says by itself (`error_messages`) stands above these.
"""

from typing import Final

from django import forms
from django.core import validators
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

ONE_OF_THESE: Final = _("Choose one of the answers shown here.")
SOME_OF_THESE: Final = _("Choose only among the answers shown here.")
WHOLE_NUMBER: Final = _("Write a whole number, with digits only.")
NUMBER: Final = _("Write a number, with digits only.")
DAY: Final = _("Write a day that exists, for example 2026-11-30.")
HOUR: Final = _("Write a time of day, for example 14:30.")
FILE: Final = _("The file did not arrive. Please choose it again.")
WEB_ADDRESS: Final = _("Write a whole web address, for example https://example.org.")

OF_FIELDS: Final[dict[type[forms.Field], dict[str, str | Promise]]] = {
    forms.ChoiceField: {"invalid_choice": ONE_OF_THESE},
    forms.MultipleChoiceField: {"invalid_choice": SOME_OF_THESE, "invalid_list": SOME_OF_THESE},
    forms.ModelChoiceField: {"invalid_choice": ONE_OF_THESE},
    forms.ModelMultipleChoiceField: {
        "invalid_choice": SOME_OF_THESE,
        "invalid_list": SOME_OF_THESE,
        "invalid_pk_value": SOME_OF_THESE,
    },
    forms.IntegerField: {"invalid": WHOLE_NUMBER},
    forms.FloatField: {"invalid": NUMBER},
    forms.DecimalField: {"invalid": NUMBER},
    forms.DateField: {"invalid": DAY},
    forms.TimeField: {"invalid": HOUR},
    forms.DateTimeField: {"invalid": _("Write a day and a time, for example 2026-11-30 14:30.")},
    forms.URLField: {"invalid": WEB_ADDRESS},
    forms.FileField: {
        "invalid": FILE,
        "missing": FILE,
        "empty": _("This file is empty. Please choose another."),
    },
}
OF_VALIDATORS: Final[dict[type, str | Promise]] = {
    validators.MaxLengthValidator: ngettext_lazy(
        "At most %(limit_value)d character fits here, and there are %(show_value)d. "
        "Please shorten the text.",
        "At most %(limit_value)d characters fit here, and there are %(show_value)d. "
        "Please shorten the text.",
        "limit_value",
    ),
    validators.MinLengthValidator: ngettext_lazy(
        "Write at least %(limit_value)d character.",
        "Write at least %(limit_value)d characters.",
        "limit_value",
    ),
    validators.MinValueValidator: _("Write %(limit_value)s or more."),
    validators.MaxValueValidator: _("Write %(limit_value)s or less."),
    validators.EmailValidator: _("Write a whole e-mail address, for example maria@example.org."),
    validators.URLValidator: WEB_ADDRESS,
    validators.ProhibitNullCharactersValidator: _(
        "There is an invisible sign in the text. Please type it again."
    ),
}


def put_in_place() -> None:
    """Give our sentences to Django's own fields and validators."""
    for field, sentences in OF_FIELDS.items():
        field.default_error_messages = {**field.default_error_messages, **sentences}
    for validator, sentence in OF_VALIDATORS.items():
        setattr(validator, "message", sentence)  # noqa: B010  (a type of many has no such field)
