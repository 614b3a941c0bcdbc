"""One tap to say no to this study or to every study, or to take one's answers back."""

from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from tequio.domain.studies import personal_links, wishes
from tequio.domain.studies.personal_links import OpenLink, Standing
from tequio.pages.surveys import closed, sheet
from tequio.survey_records.models import RespondentWish

REFUSE, NEVER, REMOVE = "refuse", "never", "remove"
# Nobody is kept from saying "never again", however old the letter is.
POSSIBLE: Final = {
    Standing.OPEN: (REFUSE, NEVER),
    Standing.ANSWERED: (REMOVE, NEVER),
    Standing.FINAL: (NEVER,),
    Standing.REMOVED: (NEVER,),
    Standing.CLOSED: (NEVER,),
}


def wish(request: HttpRequest, token: str) -> HttpResponse:
    """Shows what can be asked for; a POST writes it down and a job carries it out.

    Opening changes nothing, because programs of mail servers open every link of a letter.
    """
    link = personal_links.look(token=token, now=timezone.now())
    if link is None:
        return closed.quiet(status=404)
    if request.method == "POST":
        return _asked(request, token, link)
    context = {"token": token, "study": link.study, "possible": POSSIBLE[link.standing]}
    return HttpResponse(render_to_string("surveys/no.html", context))


def _asked(request: HttpRequest, token: str, link: OpenLink) -> HttpResponse:
    kind = request.POST.get("wish", "")
    if request.POST.get("List-Unsubscribe") == "One-Click":  # RFC 8058, by the mail program
        kind = REFUSE if link.standing is Standing.OPEN else ""
    if kind not in POSSIBLE[link.standing] or kind not in RespondentWish.Kind.values:
        return closed.quiet(status=404)
    receipt = reverse("consent", args=(token,))
    try:
        wishes.ask(case_id=link.case_id, kind=kind, now=timezone.now())
    except wishes.WishRefused:
        return HttpResponseRedirect(receipt)
    response = HttpResponseRedirect(receipt if kind == REMOVE else f"{reverse('thanks')}?no")
    response.delete_cookie(sheet.cookie_name(link.case_id), path="/r/", samesite="Lax")
    return response
