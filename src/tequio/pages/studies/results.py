"""Runs of the analysis: ask for one, see what became of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from tequio.domain.studies import runs
from tequio.domain.studies.errors import StudyRefused
from tequio.pages.shared.idempotency import creates
from tequio.pages.studies import report_words, scope
from tequio.records.studies import StudyRole


@creates
def results(request: HttpRequest, public_id: str) -> HttpResponse:
    """The runs of a study; a POST asks for one more."""
    study = request.study
    refusal = ""
    if request.method == "POST":
        try:
            runs.ask(study=study, by=request.user, now=timezone.now())
        except StudyRefused as refused:
            refusal = report_words.refusal(refused)
        else:
            messages.success(request, _("The analysis is waiting for its turn."))
            return redirect("studies:results", public_id)
    latest, asked = runs.latest(study), list(study.runs.order_by("-pk")[:20])
    for run in asked:
        run.error = report_words.failure(run.error)
    is_running = any(run.state in runs.OPEN for run in asked)
    context = {
        "runs": asked,
        "is_running": is_running,
        "latest": latest,
        "refusal": refusal,
        "may_ask": StudyRole.LEAD_EVALUATOR in request.study_roles
        and study.data_locked_at is not None
        and not is_running
        and study.published_at is None,
    }
    status = 422 if refusal else 200
    return scope.page(request, "studies/results.html", "studies:results", context, status)
