"""Form fields of a plan: lists of words and tables of numbers typed as plain text."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from tequio.domain.studies.plan import document
from tequio.pages.shared.forms import ChipChoice, Chips


class Words(forms.CharField):
    """Words between commas or on lines of their own."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> list[str]:
        text = super().clean(value).replace("\n", ",")
        return [word.strip() for word in text.split(",") if word.strip()]


class NamedNumbers(forms.CharField):
    """Lines like `GT | idea = 2.5`."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, dict):
            return "\n".join(f"{name} = {number:g}" for name, number in value.items())
        return value

    def clean(self, value: Any) -> dict[str, float]:
        made = {}
        for line in super().clean(value).splitlines():
            if not line.strip():
                continue
            name, _equals, number = line.rpartition("=")
            try:
                made[name.strip()] = float(number)
            except ValueError:
                raise forms.ValidationError(
                    _("Write a name, = and a number on each line; this line is different: %(line)s")
                    % {"line": line}
                ) from None
        return made


def text(label: Any, most: int = 200, *, rows: int = 0, **more: Any) -> forms.CharField:
    """A text; with `rows` a box of several lines."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows else None
    return forms.CharField(
        label=label, max_length=most, **({"widget": widget} if rows else {}), **more
    )


def choice(label: Any, choices: Any, **more: Any) -> forms.ChoiceField:
    """One of a few."""
    return forms.ChoiceField(label=label, choices=choices, widget=ChipChoice, **more)


def several(label: Any, choices: Any, **more: Any) -> forms.MultipleChoiceField:
    """Any of a few."""
    return forms.MultipleChoiceField(
        label=label, choices=choices, widget=Chips, required=False, **more
    )


def number(label: Any, low: float, high: float, **more: Any) -> forms.FloatField:
    """A number between limits."""
    widget = forms.NumberInput(attrs={"step": "any"})
    return forms.FloatField(label=label, min_value=low, max_value=high, widget=widget, **more)


def whole(label: Any, low: int, high: int, **more: Any) -> forms.IntegerField:
    """A whole number between limits."""
    return forms.IntegerField(label=label, min_value=low, max_value=high, **more)


def initial_of(form: type[forms.Form], content: dict[str, Any]) -> dict[str, Any]:
    """What a plan holds for the fields of a form; `sample__size` is the field size in sample."""
    made = {}
    for name in form.base_fields:
        place: Any = content
        for step in name.split("__"):
            place = place.get(step) if isinstance(place, dict) else None
        if place is not None:
            made[name] = place
    return made


def laid_over(content: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    """The plan with what a form says put in its places."""
    made = dict(content)
    for name, value in said.items():
        *way, last = name.split("__")
        place = made
        for step in way:
            inner = place.get(step)
            place[step] = dict(inner) if isinstance(inner, dict) else {}
            place = place[step]
        place[last] = value.isoformat() if hasattr(value, "isoformat") else value
    return made


VERSION = document.VERSION
