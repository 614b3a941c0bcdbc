"""What every request carries: the person's language and clock, and what every template may show."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject

from tequio.domain.asks import queries as asks
from tequio.domain.conversations import queries as conversations
from tequio.records.people import Person


class SignedIn(AuthenticationMiddleware):
    """Every page asks who reads it: read at once, the person and not a proxy that reads later."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = get_user(request)


class PersonLanguage:
    """Signed-in people read the site in the language they chose, on any device."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and request.user.language != translation.get_language():
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)


class PersonTimeZone:
    """Signed-in people read days and hours by the clock of the place they named, as in mails."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        with timezone.override(request.user.time_zone):
            return self.get_response(request)


def site(request: HttpRequest) -> dict[str, object]:
    """Settings that templates may show."""
    return {"is_demo": settings.IS_DEMO, "site_url": settings.SITE_URL}


def token(request: HttpRequest) -> dict[str, object]:
    """The token against forged forms, made once for all forms of a page and only if one asks."""
    return {"csrf_token": SimpleLazyObject(lambda: get_token(request))}


def counts(request: HttpRequest) -> dict[str, object]:
    """What waits behind each place of the navigation; asked for only where it is shown."""
    return {"counts": SimpleLazyObject(lambda: _waiting(request.user))}


def own_context(request: HttpRequest) -> dict[str, object]:
    """What the frame of a page shows of its reader, for pages that are not drawn with a context."""
    return {
        "request": request,
        "user": request.user,
        "messages": get_messages(request),
        **counts(request),
        **token(request),
    }


def _waiting(person: Person | AnonymousUser) -> dict[str, int]:
    if not isinstance(person, Person):
        return {}
    waiting = {"conversations:list": conversations.unread(person)}
    if person.is_mentor:
        waiting["asks:waiting"] = asks.waiting_for(person).count()
    return waiting
