"""The ledger: what became of every released case, and why a reported number differs."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.domain.studies import ledger as book
from tequio.domain.studies import lock, wishes
from tequio.domain.studies.errors import StudyRefused
from tequio.pages.fieldwork import words
from tequio.pages.shared import kept_form
from tequio.pages.studies import access, scope


class GapForm(forms.Form):
    reported = forms.IntegerField(
        label=gettext_lazy("Respondents that the study reports"),
        min_value=0,
        max_value=lock.MOST_REPORTED,
        required=False,
    )
    explanation_es = forms.CharField(
        label=gettext_lazy("Why it differs, in Spanish"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    explanation_en = forms.CharField(
        label=gettext_lazy("Why it differs, in English"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def ledger(request: HttpRequest, public_id: str) -> HttpResponse:
    study = request.study
    is_post = request.method == "POST"
    known = {
        "reported": study.respondents_reported,
        "explanation_es": study.gap_explanation_es,
        "explanation_en": study.gap_explanation_en,
    }
    form = GapForm(kept_form.posted(request), initial=known)
    if is_post and form.is_valid():
        try:
            lock.explain_gap(study=study, by=request.user, now=timezone.now(), **form.cleaned_data)
        except StudyRefused as refused:
            return words.answer(request, refused)
        messages.success(request, _("Kept. It is printed beside the number."))
        return redirect("studies:ledger", public_id)
    found = book.of(study)
    rows = [[str(words.CATEGORIES.get(name, name)), count] for name, count in found.identity]
    context = {
        "ledger": found,
        "taken_back": wishes.taken_back(study),
        "rows": [*rows, [_("Sum"), sum(count for _name, count in found.identity)]],
        "head": [_("Ended as"), _("Cases")],
        "imbalances": [words.imbalance(line) for line in found.imbalances],
        "reasons": book.why_not_publishable(found),
        "form": form,
        "may_explain": access.may(request, "studies:ledger", "POST"),
    }
    page = "fieldwork/ledger.html"
    return scope.page(request, page, "studies:ledger", context, 422 if is_post else 200)
