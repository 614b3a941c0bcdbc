"""Pages for when something is wrong: they say what happened and what to do."""

import sys
from collections.abc import Iterable, Sequence
from http import HTTPStatus
from typing import Final

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tequio.pages.shared import frame, kept_form, refused, typed, waits
from tequio.pages.shared.ways_back import form_stood_on

MOST_READ_FOR_AN_ANSWER: Final = 20_000_000


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer for a request that no page of ours would send, or that is too large to take."""
    if isinstance(exception, RequestDataTooBig):
        _read_to_the_end(request)
        status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        return render(request, "shared/errors/413.html", status=status)
    return render(request, "shared/errors/400.html", status=HTTPStatus.BAD_REQUEST)


def _read_to_the_end(request: HttpRequest) -> None:
    """A browser that is cut off while it sends shows no answer at all."""
    left = MOST_READ_FOR_AN_ANSWER
    while left > 0 and (piece := request.read(65_536)):
        left -= len(piece)


def forbidden(
    request: HttpRequest,
    exception: Exception | None = None,
    *,
    roles: Iterable[str] = (),
    advice: object = "",
) -> HttpResponse:
    """Answer for a page that this person's role does not open: whom it is for, and what to do."""
    known = [words for role, words in refused.ROLES.items() if role in set(roles)]
    context = {"roles": known, "advice": advice}
    return render(request, "shared/errors/403.html", context, status=HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer for a page that is not there, or is not this person's to see."""
    return _drawn_once(request, "404", HTTPStatus.NOT_FOUND)


def wrong_method(request: HttpRequest, methods: Sequence[str]) -> HttpResponse:
    """Answer for a method that the page does not take."""
    response = _drawn_once(request, "405", HTTPStatus.METHOD_NOT_ALLOWED)
    response["Allow"] = ", ".join(methods)
    return response


def _drawn_once(request: HttpRequest, name: str, status: HTTPStatus) -> HttpResponse:
    """A page that says the same to everybody: whoever tries many addresses costs little."""
    page = f"shared/errors/{name}.html"
    if not hasattr(request, "user"):  # refused before anybody asked who it is
        return render(request, page, status=status)
    response = frame.show(request, page, {})
    response.status_code = status
    return response


def conflict(
    request: HttpRequest, reason: str, *, back: str = "", back_label: object = ""
) -> HttpResponse:
    """Answer for a change that came too late; `reason` says what happened meanwhile.

    What was typed is shown; `back` is where to go on (the page the form stood on by default).
    """
    context = {
        "reason": reason,
        "typed": typed.texts(request),
        "back": back or form_stood_on(request),
        "back_label": back_label,
    }
    return render(request, "shared/errors/409.html", context, status=HTTPStatus.CONFLICT)


def too_many(
    request: HttpRequest,
    *,
    retry_after: int,
    page: str = "shared/errors/429.html",
    back: str = "",
    is_kept: bool = False,
) -> HttpResponse:
    """Answer for someone who is too fast; `retry_after` in seconds.

    What was typed is shown; `back` is the page of the form, which holds it if `is_kept`.
    """
    context = {
        "minutes": -(-retry_after // 60),
        "wait": waits.in_words(retry_after),
        "typed": typed.texts(request),
        "back": back,
        "is_kept": is_kept,
    }
    response = render(request, page, context, status=HTTPStatus.TOO_MANY_REQUESTS)
    response["Retry-After"] = str(retry_after)
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer for a form whose protection code is missing or old.

    Whoever signs in again in another window makes it old: what was typed on a page of ours is kept.
    """
    context = {}
    is_ours = request.headers.get("Origin", "") == f"{request.scheme}://{request.get_host()}"
    if is_ours and kept_form.keep(request):
        context["again"] = form_stood_on(request) or request.path
    return render(request, "shared/errors/csrf.html", context, status=HTTPStatus.FORBIDDEN)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer for a fault of ours; a database that is away is no fault but a wait."""
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        return unavailable(request)
    return _alone(request, "500", HTTPStatus.INTERNAL_SERVER_ERROR)


def unavailable(request: HttpRequest, *, retry_after: int = 30) -> HttpResponse:
    """Answer while the database is away; `retry_after` in seconds."""
    response = _alone(request, "503", HTTPStatus.SERVICE_UNAVAILABLE)
    response["Retry-After"] = str(retry_after)
    return response


def _alone(request: HttpRequest, page: str, status: HTTPStatus) -> HttpResponse:
    """Render without the request, so that nothing asks the database who this is."""
    return render(None, f"shared/errors/{page}.html", {"path": request.path}, status=status)
