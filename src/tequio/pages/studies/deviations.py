"""What was done otherwise than the locked plan says: numbered, dated, printed in the report."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tequio.domain.studies import deviations as actions
from tequio.domain.studies.errors import StudyRefused
from tequio.domain.studies.plan import changes
from tequio.pages.shared import kept_form
from tequio.pages.shared.idempotency import creates
from tequio.pages.studies import refusals, scope
from tequio.records.studies import StudyRole
from tequio.survey_records.models import Deviation


class DeviationForm(forms.Form):
    what = forms.CharField(
        label=gettext_lazy("What is done otherwise"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    why = forms.CharField(
        label=gettext_lazy("Why"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


@creates
def deviations(request: HttpRequest, public_id: str) -> HttpResponse:
    study = request.study
    form = DeviationForm(kept_form.posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.record(study=study, by=request.user, now=timezone.now(), **form.cleaned_data)
        except StudyRefused as refused:
            form.add_error(None, refusals.words(refused))
        else:
            messages.success(request, _("Written down."))
            return redirect("studies:deviations", public_id)
    is_open = study.plan_locked_at is not None and study.published_at is None
    context = {
        "form": form,
        "deviations": [(one, _what(one)) for one in study.deviations.order_by("number")],
        "may_write": is_open and StudyRole.LEAD_EVALUATOR in request.study_roles,
        "may_change": study.drawn_at is None,
    }
    status = 422 if request.method == "POST" else 200
    return scope.page(request, "studies/deviations.html", "studies:deviations", context, status)


def _what(deviation: Deviation) -> str:
    """What it says, in the reader's language where it is a change of the sample."""
    if not deviation.changes:
        return deviation.what
    return changes.in_words(deviation.changes, "en" if get_language() == "en" else "es")
