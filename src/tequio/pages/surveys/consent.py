"""The first page: who asks, who pays, what happens with it; in both languages, without a name."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from tequio.domain.studies import answers
from tequio.domain.studies.answers import CONSENTS, AnswerRefused
from tequio.domain.studies.personal_links import OpenLink, Standing
from tequio.pages.surveys import closed, sheet
from tequio.pages.surveys.wish import POSSIBLE
from tequio.survey_records.models import Questionnaire as Stored

LANGUAGES = ("es", "en")


def consent(request: HttpRequest, token: str) -> HttpResponse:
    """Shows the notice, or the receipt once answered; a POST with a language is the consent."""
    now = timezone.now()
    link = sheet.looked_at(token, now)
    if link is None:
        return closed.quiet(status=404)
    if link.standing is not Standing.OPEN:
        context = {"token": token, "study": link.study, "standing": link.standing.value}
        context["possible"] = POSSIBLE[link.standing]
        return HttpResponse(render_to_string("surveys/receipt.html", context))
    if request.method == "POST":
        return _begin(request, token, link, now)
    begun = sheet.of_device(request, token, link, now)
    going_on = begun.first_open() if begun else None
    context = {
        "token": token,
        "study": link.study,
        "go_on": _page(token, going_on) if begun else "",
        "is_begun_elsewhere": sheet.is_begun_elsewhere(link, begun),
    }
    return HttpResponse(render_to_string("surveys/consent.html", context))


def _begin(request: HttpRequest, token: str, link: OpenLink, now: datetime) -> HttpResponse:
    language = request.POST.get("language", "")
    stored = (
        Stored.objects.filter(study_id=link.study_id, form=link.form)
        .order_by("-made_at", "-pk")
        .first()
    )
    if language not in LANGUAGES or stored is None:
        return closed.quiet(status=404)
    secret = sheet.new_secret()
    try:
        answers.begin(
            case_id=link.case_id,
            questionnaire_id=stored.pk,
            language=language,
            consents={name: name in request.POST for name in CONSENTS},
            device_hash=sheet.device_hash(secret),
            now=now,
        )
    except AnswerRefused:  # sent in another tab just now
        return HttpResponseRedirect(reverse("consent", args=(token,)))
    response = HttpResponseRedirect(_page(token, 1))
    sheet.remember(response, link.case_id, secret)
    return response


def _page(token: str, number: int | None) -> str:
    if number is None:
        return reverse("send", args=(token,))
    return reverse("questions", args=(token, number))
