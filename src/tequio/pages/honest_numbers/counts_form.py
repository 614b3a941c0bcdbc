"""Three counts and a threshold, as people type them: 4000, 4,000, 4.000 or 4 000."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.pages.shared import dates

MOST = 10_000_000_000
GROUPED = re.compile(r"\d{1,3}([., '\u00a0\u202f’]\d{3})+")


class CountField(forms.Field):
    """A whole number from 0, with or without separators of thousands."""

    widget = forms.TextInput(
        attrs={
            "inputmode": "numeric",
            "autocomplete": "off",
            "maxlength": 20,
            "class": "count-field",
        }
    )

    def to_python(self, value: Any) -> int | None:
        text = str(value or "").strip()
        if not text:
            return None
        if GROUPED.fullmatch(text):
            text = re.sub(r"\D", "", text)
        if text.startswith(("-", "−")):
            raise ValidationError(_("This is below zero. Write how many people: 0 or more."))
        if not (text.isascii() and text.isdigit()):
            raise ValidationError(_("Write a whole number in digits, for example 900."))
        if len(text) > len(str(MOST)) or int(text) > MOST:
            raise ValidationError(_("This is more people than there are. Correct the number."))
        return int(text)


class ShareField(forms.Field):
    """A percentage from 0 to 100 as a share of 1."""

    widget = forms.TextInput(
        attrs={
            "inputmode": "decimal",
            "autocomplete": "off",
            "maxlength": 12,
            "class": "count-field",
        }
    )

    def to_python(self, value: Any) -> float | None:
        text = str(value or "").strip().removesuffix("%").strip().replace(",", ".")
        if not text:
            return None
        if not re.fullmatch(r"\d{1,3}(\.\d{1,6})?", text) or float(text) > 100:
            raise ValidationError(_("Write a percentage from 0 to 100, for example 10."))
        return float(text) / 100


class CountsForm(forms.Form):
    """How many were asked, answered and said yes; all in the address, so that it can be sent on."""

    sampled = CountField(
        label=gettext_lazy("How many people were asked?"),
        help_text=gettext_lazy(
            "Everybody who was drawn or invited, also those who never answered."
        ),
    )
    answered = CountField(label=gettext_lazy("How many answered?"))
    yes = CountField(
        label=gettext_lazy("How many said yes?"),
        help_text=gettext_lazy("For example: how many said that they had a mentor."),
    )
    threshold = ShareField(
        required=False,
        label=gettext_lazy("A percentage that would matter to you"),
        help_text=gettext_lazy("For example: the goal of the programme, or what was promised."),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        sampled, answered, yes = (values.get(name) for name in ("sampled", "answered", "yes"))
        if sampled == 0:
            self.add_error(
                "sampled", _("Nobody was asked: there is nothing to read. Write 1 or more.")
            )
        elif sampled is not None and answered is not None and answered > sampled:
            words = {"answered": dates.decimal(answered), "sampled": dates.decimal(sampled)}
            self.add_error(
                "answered",
                _(
                    "%(answered)s cannot have answered when %(sampled)s were asked. "
                    "Correct one of the two."
                )
                % words,
            )
        if answered is not None and yes is not None and yes > answered:
            words = {"yes": dates.decimal(yes), "answered": dates.decimal(answered)}
            self.add_error(
                "yes",
                _(
                    "%(yes)s cannot have said yes when %(answered)s answered. "
                    "Correct one of the two."
                )
                % words,
            )
        return values
