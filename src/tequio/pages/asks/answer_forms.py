"""What a mentor answers beside yes, and what the asker answers to a question back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.domain.safety import texts
from tequio.pages.safety import text_words
from tequio.pages.shared.forms import ChipChoice
from tequio.records.asks import DeclineReason


class DeclineForm(forms.Form):
    """A private reason and, if wanted, a sentence that the asker reads."""

    reason = forms.ChoiceField(
        label=_("Reason"),
        help_text=_("Only we see it: it helps us to suggest better next time."),
        choices=DeclineReason,
        widget=ChipChoice,
    )
    sentence = forms.CharField(
        label=_("A sentence for the one who asks"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        """The asker reads the sentence, and there was no yes."""
        return text_words.refuse(self, texts.OF_A_MENTOR, "sentence")


class AskBackForm(forms.Form):
    """One question; the clock stands still until it is answered."""

    question = forms.CharField(
        label=_("Your question"), max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean(self) -> dict[str, Any]:
        """The asker reads it before any yes."""
        return text_words.refuse(self, texts.OF_A_MENTOR, "question")


class AnswerBackForm(forms.Form):
    """The asker's answer; the clock goes on."""

    answer = forms.CharField(
        label=_("Your answer"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self) -> dict[str, Any]:
        """The mentor reads it before any yes."""
        return text_words.refuse(self, texts.OF_AN_ASKER, "answer")
