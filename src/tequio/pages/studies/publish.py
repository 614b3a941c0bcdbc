"""Publication: what still stands in its way, and the moment itself; what is published, for all."""

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.domain.studies import fact_check
from tequio.domain.studies import publication as actions
from tequio.domain.studies.errors import StudyRefused
from tequio.pages.studies import access, published_files, report_words, scope


class PublishForm(forms.Form):
    understood = forms.BooleanField(
        label=gettext_lazy("I understand that what is published stays public and stays as it is.")
    )


def publish(request: HttpRequest, public_id: str) -> HttpResponse:
    """What is missing and where it is mended; or the button; or what was published."""
    study, now = request.study, timezone.now()
    form = PublishForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _publish(request, public_id)
    codes = actions.why_not(study, now)
    if "no_fact_check" in codes:  # its opening signs the report
        codes = [code for code in codes if code != "report_unsigned"]
    context = {
        "form": form,
        "missing": [_missing(request, code) for code in codes],
        "errors_until": study.fact_check_until,
        "answers_until": fact_check.responses_until(study),
        "shelves": published_files.shelves(actions.files_of(study)),
        "seal": actions.seal_of(study),
    }
    status = 422 if request.method == "POST" else 200
    return scope.page(request, "studies/publish.html", "studies:publish", context, status)


def _publish(request: HttpRequest, public_id: str) -> HttpResponse:
    try:
        actions.publish(study=request.study, by=request.user, now=timezone.now())
    except actions.NotPublishable:
        messages.error(request, _("The study is not published. Look at what is missing."))
        return redirect("studies:publish", public_id)
    except StudyRefused as refused:
        messages.error(request, report_words.refusal(refused))
        return redirect("studies:publish", public_id)
    messages.success(request, _("The report is open to everybody."))
    return redirect("studies:report", public_id)


def _missing(request: HttpRequest, code: str) -> tuple[Promise, str]:
    """What is missing, and the address where it is mended, if this person may go there."""
    page = report_words.WHERE.get(code, "")
    href = (
        reverse(page, args=[request.study.public_id]) if page and access.may(request, page) else ""
    )
    return report_words.MISSING[code], href


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
