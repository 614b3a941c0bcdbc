"""Waves: the sample is released part by part; what waits is in no denominator."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib import messages
from django.db.models import Count, Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.domain.studies import release as actions
from tequio.domain.studies.errors import StudyRefused
from tequio.pages.shared.idempotency import creates
from tequio.pages.studies import refusals, scope
from tequio.survey_records.models import Case, Plan, Study


class ReleaseForm(forms.Form):
    count = forms.IntegerField(
        label=gettext_lazy("How many people to release now"), min_value=1, max_value=10_000_000
    )


@dataclass(frozen=True)
class Wave:
    """One wave that was released."""

    number: int
    cases: int
    released_at: datetime


@creates
def release(request: HttpRequest, public_id: str) -> HttpResponse:
    study = request.study
    form = ReleaseForm(
        request.POST if request.method == "POST" else None, initial={"count": _usual(study)}
    )
    if request.method == "POST" and form.is_valid():
        try:
            wave = actions.release(
                study=study,
                by=request.user,
                count=form.cleaned_data["count"],
                now=timezone.now(),
            )
        except StudyRefused as refused:
            form.add_error("count", refusals.words(refused))
        else:
            messages.success(request, _("Wave %(wave)d is released.") % {"wave": wave})
            return redirect("studies:release", public_id)
    status = 422 if request.method == "POST" else 200
    cases = Case.objects.filter(study=study)
    context = {
        "form": form,
        "waves": _waves(study),
        "drawn": cases.count(),
        "released": cases.filter(wave__isnull=False).count(),
        "may_release": study.drawn_at is not None and study.data_locked_at is None,
    }
    return scope.page(request, "studies/release.html", "studies:release", context, status)


def _waves(study: Study) -> list[Wave]:
    found = (
        Case.objects.filter(study=study, wave__isnull=False)
        .values("wave")
        .annotate(cases=Count("pk"), moment=Min("released_at"))
        .order_by("wave")
    )
    return [Wave(row["wave"], row["cases"], row["moment"]) for row in found]


def _usual(study: Study) -> int | None:
    """The size of a wave in the plan, or what is left if that is less."""
    plan = Plan.objects.filter(study=study).first()
    sample = (plan.content.get("sample") if plan else None) or {}
    left = Case.objects.filter(study=study, wave__isnull=True).count()
    return min(int(sample.get("wave_size") or left), left) or None
