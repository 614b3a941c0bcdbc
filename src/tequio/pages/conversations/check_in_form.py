"""Three questions, one tap each, and a sentence of thanks."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.pages.shared.forms import ChipChoice
from tequio.records.conversations import CheckIn, Conversation
from tequio.records.people import Person

YES, NO = CheckIn.Answer.YES, CheckIn.Answer.NO
ONE_OF_THEM = {
    "required": _("Choose one of the answers."),
    "invalid_choice": _("Choose one of the answers."),
}


class CheckInForm(forms.Form):
    """Who did not talk has nothing to say about the rest, and is told so where it was said."""

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

    def __init__(self, *given: Any, about: Conversation, by: Person, **more: Any) -> None:
        super().__init__(*given, **more)
        if by.pk == about.mentor_id:
            self.fields["goal_reached"].label = gettext(
                "Do you think that %(name)s got what the question was about?"
            ) % {"name": about.entrepreneur.given_name}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("talked") == NO:
            for name in ("useful", "goal_reached"):
                self._clear(name, said)
        return said

    def _clear(self, name: str, said: dict[str, Any]) -> None:
        """Nothing is left of a question that does not arise, unless it was answered by a yes."""
        if said.get(name) in (YES, CheckIn.Answer.PARTLY):
            self.add_error(
                name,
                gettext(
                    "Above you chose that you did not talk, here “%(answer)s”. Change one of the "
                    "two: in writing counts as talking, and where there was no talk, choose “No”."
                )
                % {"answer": CheckIn.Answer(said[name]).label},
            )
            return
        self.errors.pop(name, None)
        said[name] = ""


def filled(said: CheckIn | None, *, about: Conversation, by: Person) -> CheckInForm:
    """The form with what this person said before."""
    names = ("talked", "useful", "goal_reached", "thanks")
    initial = {name: getattr(said, name) for name in names} if said else None
    return CheckInForm(initial=initial, about=about, by=by)
