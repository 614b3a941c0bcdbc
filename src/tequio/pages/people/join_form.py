"""What joining asks for beside the e-mail and the password."""

from typing import Final

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tequio.domain.people import actions
from tequio.pages.people.name_field import name_field
from tequio.pages.shared.forms import CardLabel, ChipChoice, ChoiceCards
from tequio.records.people import Person

ROLES: Final = (
    ("entrepreneur", CardLabel(_("I have a business or an idea"), _("I want to ask for advice."))),
    ("mentor", CardLabel(_("I want to be a mentor"), _("I give some of my time and experience."))),
    ("both", CardLabel(_("Both"), _("I ask and I also help."))),
)


class JoinForm(forms.Form):
    """Fields added to allauth's sign-up form, in the order in which they are asked."""

    name = name_field(help_text=_("As you want others to see it."))
    role = forms.ChoiceField(label=_("Why are you here?"), choices=ROLES, widget=ChoiceCards)
    language = forms.ChoiceField(
        label=_("Language of the site"), choices=settings.LANGUAGES[:2], widget=ChipChoice
    )
    is_adult = forms.BooleanField(
        label=_("I am 18 or older"),
        error_messages={"required": _("Tequio is for people who are 18 or older.")},
    )
    accepts_rules = forms.BooleanField(
        label=_("I accept the rules: nobody asks for money, nobody charges, everybody is kind"),
        error_messages={"required": _("To join you need to accept the rules.")},
    )
    time_zone = forms.CharField(
        required=False,
        max_length=40,
        widget=forms.HiddenInput(attrs={"data-time-zone": ""}),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = get_language()

    def signup(self, request: HttpRequest, person: Person) -> None:
        """Called by allauth in its own transaction once the account is stored."""
        role = self.cleaned_data["role"]
        person.name, person.language = self.cleaned_data["name"], self.cleaned_data["language"]
        actions.join(
            person=person,
            as_entrepreneur=role in ("entrepreneur", "both"),
            as_mentor=role in ("mentor", "both"),
            is_adult=self.cleaned_data["is_adult"],
            accepts_rules=self.cleaned_data["accepts_rules"],
            rules_version=settings.RULES_VERSION,
            time_zone=self.cleaned_data["time_zone"],
            now=timezone.now(),
        )
