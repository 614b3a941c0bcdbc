"""Three questions, one tap each, and a sentence of thanks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.pages.shared.forms import ChipChoice
from tequio.records.conversations import CheckIn

YES, NO = CheckIn.Answer.YES, CheckIn.Answer.NO


class CheckInForm(forms.Form):
    """Who did not talk has nothing to say about the rest."""

    talked = forms.ChoiceField(
        label=_("Did you talk?"),
        help_text=_("In writing counts too."),
        choices=[(YES, YES.label), (NO, NO.label)],
        widget=ChipChoice,
    )
    useful = forms.ChoiceField(
        label=_("Was it useful?"), choices=CheckIn.Answer, required=False, widget=ChipChoice
    )
    goal_reached = forms.ChoiceField(
        label=_("Was the goal of the ask reached?"),
        choices=CheckIn.Answer,
        required=False,
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
        if said.get("talked") == YES:
            for name in ("useful", "goal_reached"):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, _("Choose one of the answers."))
        return said


def filled(said: CheckIn | None) -> CheckInForm:
    """The form with what this person said before."""
    names = ("talked", "useful", "goal_reached", "thanks")
    return CheckInForm(initial={name: getattr(said, name) for name in names} if said else None)
