"""Themes of the interviews, as the coders keep them: counts, and quotes that may be used."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.forms import BaseFormSet, formset_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.domain.studies import themes as actions
from tequio.domain.studies.errors import StudyRefused
from tequio.pages.shared import kept_form
from tequio.pages.shared.forms import ChipChoice
from tequio.pages.studies import report_words, scope
from tequio.survey_records.models import Theme

CONSENTS: Final = {
    "paper": gettext_lazy("signed on paper"),
    "recording": gettext_lazy("said in the recording"),
    "message": gettext_lazy("written in a message"),
    "survey": gettext_lazy("marked in the questionnaire"),
}


class ThemeForm(forms.Form):
    code = forms.SlugField(
        label=gettext_lazy("Code"), max_length=40,
        help_text=gettext_lazy("A short word, like ACCESS. It stays as it is."),
    )  # fmt: skip
    name_es = forms.CharField(label=gettext_lazy("Name in Spanish"), max_length=160)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=160)
    who = forms.CharField(label=gettext_lazy("Who was heard"), max_length=40)
    cases = forms.IntegerField(
        label=gettext_lazy("Interviews that say so"), min_value=0, max_value=actions.MOST_INTERVIEWS
    )
    negative_cases = forms.IntegerField(
        label=gettext_lazy("Interviews that say the contrary"),
        min_value=0,
        max_value=actions.MOST_INTERVIEWS,
    )
    interviews = forms.IntegerField(
        label=gettext_lazy("Interviews in all"), min_value=1, max_value=actions.MOST_INTERVIEWS
    )


class QuoteForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("In the person's own words"), max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    translation = forms.CharField(
        label=gettext_lazy("The quote in English"), max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    who = forms.CharField(
        label=gettext_lazy("Whose it is, without a name"), max_length=120, required=False,
        help_text=gettext_lazy("For example: woman, Guatemala, idea stage."),
    )  # fmt: skip
    consent = forms.ChoiceField(
        label=gettext_lazy("How you know that the person agreed to be quoted"), required=False,
        choices=tuple(CONSENTS.items()), widget=ChipChoice,
        help_text=gettext_lazy("Without it the quote is not kept. The report prints it."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A quote needs to be agreed to; a row without a text is no quote."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("text") and not said.get("consent"):
            self.add_error("consent", report_words.MISSING["no_consent"])
        return said


QUOTED: Final = ("text", "translation", "who", "consent")
QuoteForms: Final = formset_factory(
    QuoteForm, extra=1, max_num=actions.MOST_QUOTES, validate_max=True
)


def themes(request: HttpRequest, public_id: str) -> HttpResponse:
    """The themes, each with its quotes."""
    study = request.study
    context = {
        "themes": [(one, scope.named(one), _quotes(one)) for one in study.themes.order_by("code")],
        "may_write": _is_open(request),
    }
    return scope.page(request, "studies/themes.html", "studies:themes", context)


def theme(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """One of them with its quotes; 0 writes one more, `step=another` gives room for a quote.

    Sent twice it is kept once: a theme stands under its code.
    """
    one = get_object_or_404(request.study.themes, pk=number) if number else None
    is_post = request.method == "POST"
    posted = kept_form.posted(request)
    form = ThemeForm(posted, initial=_initial(one))
    form.fields["code"].disabled = one is not None
    if is_post and request.POST.get("step") == "another":
        form = ThemeForm(initial={**_initial(one), **request.POST.dict()})
        form.fields["code"].disabled = one is not None
        return _page(request, form, _room(request.POST), one, 200)
    quotes = QuoteForms(posted, initial=one.quotes if one else [], prefix="q")
    if is_post and form.is_valid() and quotes.is_valid() and _write(request, form, quotes):
        messages.success(request, _("The theme is kept."))
        return redirect("studies:themes", public_id)
    return _page(request, form, quotes, one, 422 if is_post else 200)


def remove(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """Takes one out before the fact-check."""
    one = get_object_or_404(request.study.themes, pk=number)
    try:
        actions.remove(study=request.study, by=request.user, code=one.code, now=timezone.now())
    except StudyRefused as refused:
        messages.error(request, report_words.refusal(refused))
    else:
        messages.success(request, _("The theme is removed."))
    return redirect("studies:themes", public_id)


def _room(posted: Any) -> "BaseFormSet[QuoteForm]":
    """What was typed so far, with one more empty row; nothing is held against it yet."""
    total = posted.get("q-TOTAL_FORMS", "")
    rows = range(min(int(total) if total.isdigit() else 0, actions.MOST_QUOTES))
    typed = [{name: posted.get(f"q-{row}-{name}", "") for name in QUOTED} for row in rows]
    return QuoteForms(initial=typed, prefix="q")


def _write(request: HttpRequest, form: ThemeForm, quotes: "BaseFormSet[QuoteForm]") -> bool:
    said = [row.cleaned_data for row in quotes if row.cleaned_data.get("text")]
    try:
        actions.write(
            study=request.study, by=request.user, now=timezone.now(), **form.cleaned_data,
            quotes=[{**quote, "consented": True} for quote in said],
        )  # fmt: skip
    except StudyRefused as refused:
        form.add_error(None, report_words.refusal(refused))
        return False
    return True


def _page(
    request: HttpRequest,
    form: ThemeForm,
    quotes: "BaseFormSet[QuoteForm]",
    one: Theme | None,
    status: int,
) -> HttpResponse:
    context = {
        "form": form,
        "quotes": quotes,
        "one": one,
        "may_write": _is_open(request),
        "may_add": quotes.total_form_count() < actions.MOST_QUOTES,
    }
    return scope.page(request, "studies/theme.html", "studies:themes", context, status)


def _is_open(request: HttpRequest) -> bool:
    return request.study.fact_check_from is None and request.study.published_at is None


def _initial(one: Theme | None) -> dict[str, Any]:
    names = ("code", "name_es", "name_en", "who", "cases", "negative_cases", "interviews")
    return {name: getattr(one, name) for name in names} if one else {}


def _quotes(one: Theme) -> list[tuple[str, str, str]]:
    """Text, whose it is, and how it is known that the person agreed."""
    unknown = _("not noted")
    return [
        (quote["text"], quote["who"], str(CONSENTS.get(quote.get("consent", ""), unknown)))
        for quote in one.quotes
    ]
