"""The parts of a plan that are lists: questions, matrix, results chain and indicators."""

from typing import Any, Final

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tequio.domain.studies.plan import checks, iris
from tequio.pages.studies import plan_words as words
from tequio.pages.studies.plan_fields import Words, choice, number, several, text

WHERE: Final = _("Letters, digits and underscores; other parts name it by this.")


class PlanPartForm(forms.Form):
    """Knows the plan, so that a part can name other parts."""

    def __init__(self, *args: Any, content: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, part in (("question", "questions"), ("indicator", "indicators")):
            for field in (name, part):
                if hasattr(self.fields.get(field), "choices"):
                    self.fields[field].choices = _named(content.get(part))


class QuestionForm(PlanPartForm):
    id = forms.SlugField(label=_("Short name"), max_length=20, help_text=WHERE)
    text_es = text(_("In Spanish"), 500, rows=2)
    text_en = text(_("In English"), 500, rows=2)


class MatrixForm(PlanPartForm):
    criterion = choice(_("Criterion"), words.CRITERIA)
    question = forms.ChoiceField(label=_("Question"))
    indicator = forms.ChoiceField(label=_("Indicator"))
    source = text(_("Source"), 120)
    rule_es = text(_("Rule of judgement in Spanish"), 500, rows=2)
    rule_en = text(_("Rule of judgement in English"), 500, rows=2)


class BoxForm(PlanPartForm):
    id = forms.SlugField(label=_("Short name"), max_length=20, help_text=WHERE)
    level = choice(_("Level"), words.LEVELS)
    name_es = text(_("Name in Spanish"), 200)
    name_en = text(_("Name in English"), 200)
    indicators = several(_("Indicators that would show it"), ())
    assumption_es = text(_("What must hold, in Spanish"), 500, rows=2)
    assumption_en = text(_("What must hold, in English"), 500, rows=2)


class IndicatorForm(PlanPartForm):
    id = forms.SlugField(label=_("Short name"), max_length=20, help_text=WHERE)
    name_es = text(_("Name in Spanish"), 200)
    name_en = text(_("Name in English"), 200)
    kind = choice(_("Kind of number"), words.KINDS)
    formula = text(
        _("Formula"),
        500,
        required=False,
        rows=2,
        help_text=_(
            "For a share: which answers count, like e_goal_met >= 3. For other kinds: which "
            "answers are taken in, or nothing for all."
        ),
    )
    variable = text(
        _("Variable"),
        40,
        required=False,
        help_text=_("Of which the mean, median or total is taken."),
    )
    denominator = choice(_("Out of whom"), words.DENOMINATORS)
    form = choice(_("Asked in"), words.FORMS)
    period_es = text(_("Period in Spanish"), 200)
    period_en = text(_("Period in English"), 200)
    attribution_es = text(
        _("How it is ascribed, in Spanish"),
        500,
        rows=2,
        help_text=_("How the study tells the programme's part from what would have happened."),
    )
    attribution_en = text(_("How it is ascribed, in English"), 500, rows=2)
    iris = forms.ChoiceField(
        label=_("Code of IRIS+"),
        required=False,
        choices=[("", "–"), *((code, f"{code} {name}") for code, name in iris.CODES.items())],
    )
    missing = text(_("What is done with missing answers"), 200, required=False)
    winsorise = number(
        _("Cut at this quantile"), 0.5, 1, required=False, help_text=_("0.99 is usual for money.")
    )
    currency = text(_("Currency"), 3, required=False)
    domains = Words(
        label=_("Also by"),
        required=False,
        max_length=300,
        help_text=_("Columns between commas, like country, stage"),
    )
    is_outcome = forms.BooleanField(label=_("This is an outcome"), required=False)

    def clean(self) -> dict[str, Any]:
        """What the plan would find wrong in formula, variable and columns, told here at once."""
        said = super().clean() or {}
        language = "en" if get_language() == "en" else "es"
        for fault in checks.indicator_faults(said):
            self.add_error(fault.field, getattr(fault, language))
        return said


FORMS: Final[dict[str, type[PlanPartForm]]] = {
    "questions": QuestionForm,
    "matrix": MatrixForm,
    "results_chain": BoxForm,
    "indicators": IndicatorForm,
}


def _named(part: object) -> list[tuple[str, str]]:
    """Identifier of each item of a part, with its text or name in the person's language."""
    language = "en" if get_language() == "en" else "es"
    items = [one for one in part if isinstance(one, dict)] if isinstance(part, list) else []
    return [
        (
            str(one.get("id", "")),
            str(one.get(f"text_{language}") or one.get(f"name_{language}") or one.get("id", "")),
        )
        for one in items
    ]
