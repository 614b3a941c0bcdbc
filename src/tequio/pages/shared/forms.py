"""How forms come out: every `{{ form }}` and every field in our field component."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates
from django.forms.utils import flatatt
from django.template.loader import get_template
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe


class Renderer(DjangoTemplates):
    """The site's FORM_RENDERER: our components, Django's own widgets beneath them."""

    form_template_name = "shared/components/form.html"
    field_template_name = "shared/components/field.html"

    def get_template(self, template_name: str) -> Any:
        if template_name.startswith("shared/"):
            return get_template(template_name)
        return super().get_template(template_name)


@dataclass(frozen=True)
class CardLabel:
    """The label of a choice card: a title and one quiet sentence below it."""

    title: str | Promise
    detail: str | Promise = ""

    def __str__(self) -> str:
        return str(self.title)


class Chips(forms.CheckboxSelectMultiple):
    """Several short choices as chips: check boxes that work without JavaScript."""

    template_name = "shared/components/chips.html"


class ChipChoice(forms.RadioSelect):
    """One of a few short choices as chips."""

    template_name = "shared/components/chips.html"


class LongSelect(forms.Select):
    """A drop-down of many choices: one template an option takes 15 ms for all countries."""

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,
    ) -> SafeString:
        chosen = "" if value is None else str(value)
        marks = {True: mark_safe(" selected"), False: ""}
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((key, marks[str(key) == chosen], label) for key, label in self.choices),
        )
        on_it = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        return format_html("<select{}>{}</select>", flatatt(on_it), options)


class ChoiceCards(forms.RadioSelect):
    """One of a few choices that need a sentence each; labels may be `CardLabel`."""

    template_name = "shared/components/choice_cards.html"


class ManyChoiceCards(forms.CheckboxSelectMultiple):
    """Any of a few choices that need a sentence each; labels may be `CardLabel`."""

    template_name = "shared/components/choice_cards.html"
