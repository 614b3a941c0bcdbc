"""Themes of the interviews, as the coders keep them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.domain.studies import themes as actions
from tequio.domain.studies.errors import StudyRefused
from tequio.pages.shared.idempotency import creates
from tequio.pages.studies import report_words, scope


class ThemeForm(forms.Form):
    code = forms.SlugField(label=gettext_lazy("Code"), max_length=40)
    name_es = forms.CharField(label=gettext_lazy("Name in Spanish"), max_length=160)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=160)
    who = forms.CharField(label=gettext_lazy("Who was heard"), max_length=40)
    cases = forms.IntegerField(label=gettext_lazy("Interviews that say so"), min_value=0)
    negative_cases = forms.IntegerField(
        label=gettext_lazy("Interviews that say the contrary"), min_value=0
    )
    interviews = forms.IntegerField(label=gettext_lazy("Interviews in all"), min_value=1)
    quote = forms.CharField(
        label=gettext_lazy("A quote"), max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    translation = forms.CharField(
        label=gettext_lazy("The quote in English"), max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    speaker = forms.CharField(
        label=gettext_lazy("Whose it is, without a name"), max_length=120, required=False,
        help_text=gettext_lazy("For example: woman, Guatemala, idea stage."),
    )  # fmt: skip
    consented = forms.BooleanField(
        label=gettext_lazy("The person agreed to be quoted without a name"), required=False
    )


@creates
def themes(request: HttpRequest, public_id: str) -> HttpResponse:
    """The themes, and the form for one; the same code again replaces it."""
    study = request.study
    form = ThemeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.write(
                study=study, by=request.user, now=timezone.now(), **_values(form.cleaned_data)
            )
        except StudyRefused as refused:
            form.add_error(None, report_words.refusal(refused))
        else:
            messages.success(request, _("The theme is kept."))
            return redirect("studies:themes", public_id)
    context = {"form": form, "themes": study.themes.order_by("code")}
    status = 422 if request.method == "POST" else 200
    return scope.page(request, "studies/themes.html", "studies:themes", context, status)


def _values(cleaned: dict[str, Any]) -> dict[str, Any]:
    own = {"quote", "translation", "speaker", "consented"}
    quotes = []
    if cleaned["quote"].strip():
        quotes = [
            {
                "text": cleaned["quote"].strip(),
                "translation": cleaned["translation"].strip(),
                "who": cleaned["speaker"].strip(),
                "consented": cleaned["consented"],
            }
        ]
    return {**{name: cleaned[name] for name in cleaned if name not in own}, "quotes": quotes}
