"""What is written in a conversation."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tequio.domain.conversations import rules
from tequio.pages.conversations import words


class FreshKey(forms.HiddenInput):
    """A key that is another one each time a form is shown: what was refused was not sent."""

    def format_value(self, value: object) -> str:
        return str(uuid.uuid4())


class MessageForm(forms.Form):
    """The text and the key that makes sending it twice harmless.

    No `maxlength`: a browser would cut a long text off without a word.
    """

    use_required_attribute = False
    text = forms.CharField(
        label=_("Your message"),
        error_messages={"required": _("Write something first.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    idempotency_key = forms.UUIDField(widget=FreshKey)

    def clean_text(self) -> str:
        text = self.cleaned_data["text"].replace("\r\n", "\n")
        reason = rules.why_not_writable(text=text)
        if reason:
            raise ValidationError(words.refusal_sentence(reason))
        return text

    def refuse(self, reason: str) -> None:
        """Notes beside the box why the message was not sent."""
        self.add_error("text", words.refusal_sentence(reason))


def empty_form(text: str = "") -> MessageForm:
    """A box with nothing in it, or with a beginning."""
    return MessageForm(initial={"text": text})
