"""Three questions, one tap each, and a sentence of thanks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.pages.shared.forms import ChipChoice
from tequio.records.conversations import CheckIn

YES, NO = CheckIn.Answer.YES, CheckIn.Answer.NO
ONE_OF_THEM = {
    "required": _("Choose one of the answers."),
    "invalid_choice": _("Choose one of the answers."),
}


class CheckInForm(forms.Form):
    """Who did not talk has nothing to say about the rest."""

    use_required_attribute = False
    talked = forms.ChoiceField(
        label=_("Did you talk?"),
        help_text=_("In writing counts too."),
        choices=[(YES, YES.label), (NO, NO.label)],
        error_messages=ONE_OF_THEM,
        widget=ChipChoice,
    )
    useful = forms.ChoiceField(
        label=_("Was it useful?"),
        choices=CheckIn.Answer,
        error_messages=ONE_OF_THEM,
        widget=ChipChoice,
    )
    goal_reached = forms.ChoiceField(
        label=_("Did you get what the question was about?"),
        choices=CheckIn.Answer,
        error_messages=ONE_OF_THEM,
        widget=ChipChoice,
    )
    thanks = forms.CharField(
        label=_("A sentence of thanks"),
        help_text=_("The other reads it when both have answered."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("talked") == NO:
            for name in ("useful", "goal_reached"):
                self.errors.pop(name, None)
                said[name] = ""
        return said


def filled(said: CheckIn | None) -> CheckInForm:
    """The form with what this person said before."""
    names = ("talked", "useful", "goal_reached", "thanks")
    return CheckInForm(initial={name: getattr(said, name) for name in names} if said else None)
