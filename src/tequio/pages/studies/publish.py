"""Publication: what still stands in its way, and the moment itself; what is published, for all."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tequio.domain.studies import publication as actions
from tequio.domain.studies.errors import StudyRefused
from tequio.pages.studies import report_words, scope


def publish(request: HttpRequest, public_id: str) -> HttpResponse:
    """The reasons why not, or the button."""
    study = request.study
    if request.method == "POST":
        try:
            actions.publish(study=study, by=request.user, now=timezone.now())
        except actions.NotPublishable:
            messages.error(request, _("The study is not published. Look at what is missing."))
            return redirect("studies:publish", public_id)
        except StudyRefused as refused:
            messages.error(request, report_words.refusal(refused))
            return redirect("studies:publish", public_id)
        messages.success(request, _("The report is open to everybody."))
        return redirect("studies:report", public_id)
    missing = [report_words.MISSING[code] for code in actions.why_not(study, timezone.now())]
    context = {"missing": missing, "files": len(actions.files_of(study))}
    return scope.page(request, "studies/publish.html", "studies:publish", context)


def published(request: HttpRequest) -> HttpResponse:
    """Every published study, for everybody."""
    studies = [(study, scope.title(study)) for study in actions.published()]
    return render(request, "studies/published.html", {"studies": studies})


def file(request: HttpRequest, public_id: str, name: str) -> HttpResponseBase:
    """One file of a published folder."""
    path = actions.file_of(request.study, name)
    if path is None or not path.is_file():
        if request.study.published_at is None:
            return redirect("studies:publish", public_id)
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename=path.name)
