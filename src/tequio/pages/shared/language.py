"""The language switch of every page."""

from django.http import HttpRequest, HttpResponse
from django.views.i18n import set_language

from tequio.domain.people import actions


def choose(request: HttpRequest) -> HttpResponse:
    """Keeps the language in a cookie and, for those signed in, in their settings."""
    if request.user.is_authenticated:
        actions.choose_language(by=request.user, language=request.POST.get("language", ""))
    return set_language(request)
