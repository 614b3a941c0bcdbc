"""The field for a person's name, wherever it is asked for."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.domain.people import rules

LONGEST_NAME = 120


def a_persons_name(name: str) -> None:
    """Raises ValidationError, saying what to change; of NUL every text field says it itself."""
    if "\x00" in name:
        return
    reason = rules.why_not_a_name(name)
    if reason:
        raise forms.ValidationError(_sentences()[reason])


def _sentences() -> dict[str, str]:
    return {
        "no_letters": _("Write your name with letters."),
        "invisible_signs": _("There is an invisible sign in the name. Please type it again."),
        "many_marks": _("One letter of the name carries too many marks. Please type it again."),
        "address": _("A name holds no web or mail address. Write only your name."),
        "telephone": _("A name holds no telephone number. Write only your name."),
        "of_the_house": _(
            "This name reads as if the site itself or its staff spoke. Write only your own name; "
            "what you do has its place in your business or in what you offer."
        ),
    }


def name_field(help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Your name"),
        help_text=help_text,
        max_length=LONGEST_NAME,
        validators=[a_persons_name],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
