"""A sample smaller than the locked plan says, written down as a deviation before the draw."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.domain.studies import deviations, draw, frame, plan
from tequio.domain.studies.errors import StudyRefused, WrongStage
from tequio.domain.studies.plan.document import Sample
from tequio.pages.shared import kept_form
from tequio.pages.shared.idempotency import creates
from tequio.pages.studies import plan_words, refusals, scope
from tequio.pages.studies.plan_fields import several
from tequio.survey_records.models import Plan, Study


class SampleForm(forms.Form):
    size = forms.IntegerField(label=gettext_lazy("How many are drawn"), min_value=1)
    strata = several(gettext_lazy("Columns of the strata that stay"), ())
    why = forms.CharField(
        label=gettext_lazy("Why"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, sample: Sample, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        names = dict(plan_words.COLUMNS)
        self.fields["strata"].choices = [(one, names.get(one, one)) for one in sample.strata]
        self.fields["strata"].help_text = _("Without any, everybody has the same chance.")
        if not sample.strata:
            del self.fields["strata"]


@creates
def smaller_sample(request: HttpRequest, public_id: str) -> HttpResponse:
    study = request.study
    stored = Plan.objects.filter(study=study).first()
    if study.plan_locked_at is None or stored is None:
        return refusals.answer(request, WrongStage("not_locked"))
    if study.drawn_at is not None:
        return refusals.answer(request, WrongStage("drawn"))
    sample = draw.sample_of(study, plan.read(stored.content))
    form = SampleForm(sample, kept_form.posted(request), initial=_fitting(study, sample))
    if request.method == "POST" and form.is_valid():
        said = {"strata": [], **form.cleaned_data}
        try:
            deviations.change_sample(study=study, by=request.user, now=timezone.now(), **said)
        except StudyRefused as refused:
            form.add_error("size", refusals.words(refused))
        else:
            messages.success(request, _("Written down."))
            return redirect("studies:deviations", public_id)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "sample": sample, "frame": frame.current(study)}
    return scope.page(request, "studies/smaller_sample.html", "studies:deviations", context, status)


def _fitting(study: Study, sample: Sample) -> dict[str, Any]:
    """What the frozen frame could give."""
    listed = frame.current(study)
    if listed is None:
        return {"size": sample.size, "strata": list(sample.strata)}
    held = [name for name in sample.strata if name in listed.columns]
    return {"size": min(sample.size, listed.rows), "strata": held}
