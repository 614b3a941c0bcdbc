"""The form of an ask."""

from typing import Final

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tequio.domain.asks import quality
from tequio.domain.vocabulary.words import areas
from tequio.pages.asks import words
from tequio.pages.shared.forms import ChipChoice
from tequio.records.people import Mentor, Person

MINUTES: Final = ((15, _("15 minutes")), (30, _("30 minutes")), (60, _("1 hour")))
TEXTS: Final = ("context", "question", "tried")
MOST_READ: Final = 4000
"""Characters of a text that are looked through, also where it is longer than allowed."""


class AskForm(forms.Form):
    """Context, one question, what was tried, and the time wished for.

    `said_live` are the codes of errors that the check tells while somebody writes.
    """

    said_live = words.SAID_LIVE

    area = forms.ChoiceField(label=_("What is it about?"), widget=ChipChoice)
    context = forms.CharField(
        label=_("About my business"),
        help_text=_("What you sell, to whom, and the figures that matter."),
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    question = forms.CharField(
        label=_("My question"),
        help_text=_("One question. A concrete one is answered more often."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    tried = forms.CharField(
        label=_("What I have tried"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    minutes = forms.TypedChoiceField(
        label=_("How much time do you need?"),
        choices=MINUTES,
        coerce=int,
        initial=30,
        widget=ChipChoice,
    )

    def __init__(self, *args: object, mentor: Mentor, asker: Person, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = area_choices(mentor, asker)

    def clean(self) -> dict[str, object]:
        """Says everything that should change, at its field."""
        cleaned = super().clean() or {}
        refused = set(self.errors)
        for said in words.said_of(quality.problems(**self._typed(cleaned))):
            if not (said.is_hint and said.field in refused):
                self.add_error(said.field, forms.ValidationError(said.sentence, code=said.code))
        return cleaned

    @property
    def advice(self) -> list[str]:
        """What could be better in an ask without errors; it can be sent all the same."""
        found = quality.advice(**self._typed(self.cleaned_data))
        return [said.sentence for said in words.said_of(found)]

    def _typed(self, cleaned: dict[str, object]) -> dict[str, str]:
        """The texts, also where a field was refused for its length or a sign in it."""
        return {
            name: str(cleaned.get(name, self.data.get(self.add_prefix(name), "")))[:MOST_READ]
            for name in TEXTS
        }


def area_choices(mentor: Mentor, asker: Person) -> list[tuple[str, str]]:
    """The mentor's areas, those that the asker needs first."""
    language = str(get_language() or "es")[:2]
    needed = list(asker.needs.values_list("area", flat=True))
    offered = [area for area in areas() if area.id in mentor.areas]
    offered.sort(key=lambda area: (area.id not in needed, area.label(language)))
    return [(area.id, area.label(language)) for area in offered]
