"""A form sent twice changes things once: every creating form carries a key of its own."""

import hashlib
import uuid
from collections.abc import Callable
from functools import wraps

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from tequio.domain.submissions import actions
from tequio.pages.shared import errors

View = Callable[..., HttpResponse]
FIELD = "idempotency_key"


def creates(view: View) -> View:
    """For views whose POST creates something: the second POST with a key gets the first's answer.

    The same key with other contents answers 409; a POST without a key answers 400.
    """

    @wraps(view)
    def once(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        key = _key_of(request)
        if key is None:
            return errors.bad_request(request)
        with transaction.atomic():
            submission, is_first = actions.remember(
                key=key,
                owner=_owner_of(request),
                path=request.path,
                body_hash=_body_hash(request),
                now=timezone.now(),
            )
            if is_first:
                return _answer_and_note(view(request, *args, **kwargs), submission)
        if bytes(submission.body_hash) != _body_hash(request):
            return errors.conflict(request, _("This form was already sent with other contents."))
        return HttpResponseRedirect(submission.location or request.path)

    return once


def _answer_and_note(response: HttpResponse, submission: actions.Submission) -> HttpResponse:
    if isinstance(response, HttpResponseRedirect):
        actions.note_location(submission=submission, location=response.url)
    else:
        actions.forget(submission=submission)
    return response


def _key_of(request: HttpRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get(FIELD, ""))
    except ValueError:
        return None


def _owner_of(request: HttpRequest) -> str:
    if request.user.is_authenticated:
        return f"person:{request.user.public_id}"
    if not request.session.session_key:
        request.session.create()
    return f"session:{hashlib.sha256(str(request.session.session_key).encode()).hexdigest()[:40]}"


def _body_hash(request: HttpRequest) -> bytes:
    fields = sorted(
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    )
    return hashlib.sha256(repr((request.path, fields)).encode("utf-8", "surrogatepass")).digest()
