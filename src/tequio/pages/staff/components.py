"""Every component of the site on one page, in each theme, direction and language."""

from collections.abc import Mapping
from datetime import timedelta
from types import SimpleNamespace
from typing import Final

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tequio.pages.shared.forms import CardLabel, ChipChoice, Chips, ChoiceCards

THEMES: Final = {"light": _("Light"), "dark": _("Dark"), "contrast": _("High contrast")}
DIRECTIONS: Final = {"ltr": _("Left to right"), "rtl": _("Right to left")}
LANGUAGES: Final = {"es": "Español", "en": "English"}


class SampleForm(forms.Form):
    """One field of each kind."""

    question = forms.CharField(
        label=_("Your question"),
        help_text=_("One question, the one that keeps you awake."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    town = forms.CharField(label=_("Town"), required=False)
    stage = forms.ChoiceField(
        label=_("Where is your business today?"),
        widget=ChoiceCards,
        initial="operational",
        choices=[
            ("idea", CardLabel(_("An idea"), _("I have not sold anything yet."))),
            ("operational", CardLabel(_("It runs"), _("I sell, but it does not pay me yet."))),
        ],
    )
    topics = forms.MultipleChoiceField(
        label=_("What is it about?"),
        widget=Chips,
        choices=[("p", _("Prices")), ("s", _("Sales")), ("d", _("Debts and credit"))],
        initial=["p"],
    )
    minutes = forms.ChoiceField(
        label=_("How long will it take?"),
        widget=ChipChoice,
        choices=[("15", _("15 minutes")), ("30", _("30 minutes"))],
        initial="15",
    )
    country = forms.ChoiceField(
        label=_("Country"), choices=[("gt", "Guatemala"), ("mx", "México")], initial="mx"
    )
    agree = forms.BooleanField(label=_("I have read the rules and agree"))


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Show the components as the query string asks: theme, direction, language."""
    chosen = {
        "theme": _known(request, "theme", THEMES),
        "direction": _known(request, "direction", DIRECTIONS),
        "language": _known(request, "language", LANGUAGES) or translation.get_language(),
    }
    with translation.override(chosen["language"]):
        return render(request, "staff/components.html", chosen | _switches() | _samples(request))


def _known(request: HttpRequest, name: str, choices: Mapping[str, object]) -> str:
    value = request.GET.get(name, "")
    return value if value in choices else ""


def _switches() -> dict[str, object]:
    return {"themes": THEMES, "directions": DIRECTIONS, "languages": LANGUAGES}


def _samples(request: HttpRequest) -> dict[str, object]:
    now = timezone.now()
    return {
        "person": SimpleNamespace(name="María Xicará Tzoc", portrait_seed=417),
        "other": SimpleNamespace(name="Luis Ángel Ñancupil", portrait_seed=23),
        "form": SampleForm(),
        "wrong_form": SampleForm({"stage": "idea", "minutes": "15", "country": "gt"}, prefix="x"),
        "reasons": [
            _("She has run a bakery for 11 years and set prices for wholesale."),
            _("She speaks Spanish and K'iche'."),
        ],
        "missing": [_("What you have already tried, in one sentence.")],
        "stops": [_("Please leave out telephone numbers: the conversation opens here.")],
        "steps": [_("Your story"), _("Your question"), _("Preview"), _("Sent")],
        "now": now,
        "since": now - timedelta(days=3),
        "until": now + timedelta(days=4),
        "before": now - timedelta(days=1),
        "head": [_("Step"), _("People"), _("Of")],
        "rows": [[_("Asked"), 1030, 2500], [_("Got an answer"), 412, 1030]],
        "shares": [
            (_("Asked"), 1030, 2500),
            (_("Got an answer"), 412, 1030),
            (_("Talked"), 305, 412),
            (_("Found it useful"), 268, 305),
        ],
        "page": Paginator(range(95), 20).get_page(request.GET.get("page", 2)),
    }
