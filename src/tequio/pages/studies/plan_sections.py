"""The parts of a plan that are there once: sample and power, field, analysis, windows."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.pages.studies import plan_words as words
from tequio.pages.studies.plan_fields import (
    NamedNumbers,
    Words,
    choice,
    number,
    several,
    text,
    whole,
)

SHARE = _("As a number from 0 to 1: 0.25 is one in four.")


class SampleForm(forms.Form):
    sample__size = whole(_("How many are drawn"), 1, 10_000_000)
    sample__design = choice(_("Design"), words.DESIGNS)
    sample__strata = several(_("Columns of the strata"), words.COLUMNS)
    sample__allocation = choice(_("How the sample is shared over the strata"), words.ALLOCATIONS)
    sample__exponent = number(
        _("Exponent"), 0, 1, required=False, help_text=_("For the power allocation; 0.5 is usual.")
    )
    sample__deviations = NamedNumbers(
        label=_("Standard deviation of each stratum"),
        help_text=_("For the Neyman allocation: one stratum a line, like GT | idea = 2.5"),
        required=False,
    )
    sample__size_of__column = forms.ChoiceField(
        label=_("Column that gives the size"),
        choices=(("", _("None: all are equal")), *words.COLUMNS),
        required=False,
        help_text=_("For draws by size."),
    )
    sample__size_of__values = NamedNumbers(
        label=_("Size of each value"),
        help_text=_("One value a line, like 1 = 3: those with 1 have three times the chance."),
        required=False,
    )
    sample__expected_response = number(_("Share that will answer"), 0.01, 1, help_text=SHARE)
    sample__design_effect = number(_("Design effect"), 0.1, 20)
    sample__wave_size = whole(_("Released at a time"), 1, 10_000_000)
    power__confidence = number(_("Confidence of the intervals"), 0.5, 0.999, help_text=SHARE)
    power__significance = number(_("Level of the tests"), 0.001, 0.5, help_text=SHARE)
    power__power = number(_("Power of the tests"), 0.5, 0.999, help_text=SHARE)
    power__mentored_share = number(
        _("Share of the answers from mentored people"), 0.01, 0.99, help_text=SHARE
    )
    power__sellers_share = number(_("Share of them with sales"), 0.01, 1, help_text=SHARE)
    power__log_standard_deviation = number(
        _("Standard deviation of the logarithm of sales"), 0.01, 10
    )
    power__autocorrelation = number(
        _("Correlation of sales with those before"), 0, 0.99, help_text=SHARE
    )


class FieldForm(forms.Form):
    public_value__what_es = text(
        _("Which public value will seed the draw, in Spanish"), 300, rows=2
    )
    public_value__what_en = text(
        _("Which public value will seed the draw, in English"), 300, rows=2
    )
    public_value__expected_on = forms.DateField(
        label=_("Day on which it will be announced"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    forms__rule = choice(_("Which form somebody gets"), words.FORM_RULES)
    forms__detailed_share = number(
        _("Share that gets the detailed form"), 0, 1, required=False, help_text=SHARE
    )
    follow_up__share = number(
        _("Share of the silent that is asked again"), 0, 1, required=False, help_text=SHARE
    )
    follow_up__modes = several(_("How they are asked again"), words.MODES)


class AnalysisForm(forms.Form):
    mentored = choice(_("Who counts as mentored"), words.TIERS)
    weights__nonresponse__method = choice(_("Adjustment for silence"), words.NONRESPONSE)
    weights__nonresponse__classes = whole(_("How many classes"), 1, 50)
    weights__nonresponse__variables = several(_("Adjusted by"), words.COLUMNS)
    weights__calibration__method = choice(_("Calibration"), words.CALIBRATION)
    weights__calibration__margins = several(_("Calibrated to"), words.COLUMNS)
    weights__trim__largest_factor = number(
        _("Largest weight over its design weight, in medians of that ratio"),
        1,
        1000,
        required=False,
    )
    estimates__replicates = whole(_("Replicates"), 0, 20_000)
    estimates__confidence = number(_("Confidence of the intervals"), 0.5, 0.999, help_text=SHARE)
    estimates__domains = Words(
        label=_("Each number also by"),
        required=False,
        max_length=300,
        help_text=_("Columns between commas, like country, stage"),
    )
    disclosure__threshold = whole(_("Groups smaller than this are not shown"), 3, 100)


class WindowsForm(forms.Form):
    windows__fact_check_days = whole(_("Days to point out errors of fact"), 1, 90)
    windows__response_days = whole(_("Days to answer the recommendations"), 1, 180)
    costs__total = number(_("What the programme cost in all"), 0, 1e12, required=False)
    costs__currency = text(_("Currency"), 3, required=False)
    registry__name = text(_("Registry of studies"), 120, required=False)
    registry__identifier = text(_("Number in the registry"), 120, required=False)


FORMS: Final[dict[str, type[forms.Form]]] = {
    "sample": SampleForm,
    "field": FieldForm,
    "analysis": AnalysisForm,
    "windows": WindowsForm,
}
PLACES: Final = {
    "sample": ("sample", "power"),
    "field": ("public_value", "forms", "follow_up"),
    "analysis": ("mentored", "weights", "estimates", "disclosure"),
    "windows": ("windows", "costs", "registry"),
}


def said(form: forms.Form) -> dict[str, Any]:
    """What a section says; what may be left out and was, is left out."""
    made = {
        name: value
        for name, value in form.cleaned_data.items()
        if value is not None or _needed(name)
    }
    if not made.get("follow_up__share") and "follow_up__modes" in made:
        made = {n: v for n, v in made.items() if not n.startswith("follow_up")}
        made["follow_up"] = None
    if "sample__size_of__column" in made and not made["sample__size_of__column"]:
        made = {n: v for n, v in made.items() if not n.startswith("sample__size_of")}
        made["sample__size_of"] = {}
    return made


def _needed(name: str) -> bool:
    return name in ("weights__trim__largest_factor", "public_value__expected_on")
