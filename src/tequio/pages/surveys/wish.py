"""One tap to say no to this study, or to every study."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from tequio.domain.studies import wishes
from tequio.pages.surveys import closed, sheet
from tequio.survey_records.models import RespondentWish


def wish(request: HttpRequest, token: str) -> HttpResponse:
    """Writes the wish down; a job carries it out, for this surface knows no person."""
    now = timezone.now()
    link = sheet.opened(request, token, now)
    kind = request.POST.get("wish", "")
    if link is None or request.method != "POST" or kind not in RespondentWish.Kind.values:
        return closed.quiet(status=404)
    wishes.ask(case_id=link.case_id, kind=kind, now=now)
    response = HttpResponseRedirect(f"{reverse('thanks')}?no")
    response.delete_cookie(sheet.cookie_name(link.case_id), path="/r/", samesite="Lax")
    return response
