"""One page of the form at a time: it keeps what was typed, says what is missing, and goes back."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from tequio.domain.studies import answers
from tequio.domain.studies.answers import AnswerRefused
from tequio.domain.studies.personal_links import Standing
from tequio.pages.surveys import closed, fields, sheet
from tequio.pages.surveys.sheet import Sheet


def questions(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """Shows a page with what was said before; a POST keeps it and goes on."""
    now = timezone.now()
    found = _sheet(request, token, now)
    if not isinstance(found, Sheet):
        return found
    pages = found.pages()
    if not 1 <= number <= len(pages):
        return closed.quiet(status=404)
    asked = found.asked(pages[number - 1])
    if not asked:
        return HttpResponseRedirect(_next(found, number))
    with translation.override(found.language):
        if request.method == "POST":
            read = fields.read(request.POST, asked, found)
            if not read.errors:
                return _keep(found, number, read.values, now)
            shown, status = fields.shown(asked, found, read.raw, read.errors), 422
        else:
            shown, status = fields.shown(asked, found, found.values, {}), 200
        return HttpResponse(_page(found, number, shown, len(pages)), status=status)


def send(request: HttpRequest, token: str) -> HttpResponse:
    """The last page: everything is answered; a POST sends it once."""
    now = timezone.now()
    found = _sheet(request, token, now)
    if not isinstance(found, Sheet):
        return found
    first_open = found.first_open()
    if first_open is not None:
        return HttpResponseRedirect(reverse("questions", args=(token, first_open)))
    if request.method == "POST":
        try:
            answers.send(answer_id=found.answer_id, now=now)
        except AnswerRefused:
            return HttpResponseRedirect(reverse("consent", args=(token,)))
        response = HttpResponseRedirect(reverse("consent", args=(token,)))
        response.delete_cookie(sheet.cookie_name(found.link.case_id), path="/r/", samesite="Lax")
        return response
    with translation.override(found.language):
        context = {"token": token, "language": found.language, "back": _last(found)}
        return HttpResponse(render_to_string("surveys/send.html", context))


def _sheet(request: HttpRequest, token: str, now: datetime) -> Sheet | HttpResponse:
    link = sheet.looked_at(token, now)
    if link is None:
        return closed.quiet(status=404)
    is_open = link.standing is Standing.OPEN
    found = sheet.of_device(request, token, link, now) if is_open else None
    if found is None:
        return HttpResponseRedirect(reverse("consent", args=(token,)))
    return found


def _keep(found: Sheet, number: int, values: dict[str, str], now: datetime) -> HttpResponse:
    try:
        kept = answers.keep(answer_id=found.answer_id, values=values, year=now.year)
    except AnswerRefused:
        return HttpResponseRedirect(reverse("consent", args=(found.token,)))
    said = Sheet(**{**vars(found), "values": kept})
    return HttpResponseRedirect(_next(said, number))


def _next(found: Sheet, number: int) -> str:
    after = found.after(number)
    if after is None:
        return reverse("send", args=(found.token,))
    return reverse("questions", args=(found.token, after))


def _last(found: Sheet) -> str:
    before = found.before(len(found.pages()) + 1)
    return reverse("questions", args=(found.token, before or 1))


def _page(found: Sheet, number: int, shown: list[fields.Field], total: int) -> str:
    before = found.before(number)
    context = {
        "token": found.token,
        "language": found.language,
        "fields": shown,
        "errors": [field for field in shown if field.error],
        "number": number,
        "total": total,
        "back": reverse("questions", args=(found.token, before)) if before else "",
    }
    return render_to_string("surveys/questions.html", context)
