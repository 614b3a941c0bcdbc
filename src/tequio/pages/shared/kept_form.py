"""Keeps what was typed when the session had ended: shown again to who typed it, and only so.

A telephone may pass from hand to hand. Whose session ended says a signed cookie that opens nothing;
where it says nobody, nothing is kept.
"""

from typing import Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict

SESSION_KEY: Final = "kept_form"
NEVER_KEPT: Final = frozenset({"csrfmiddlewaretoken", "code", "idempotency_key"})
MOST_CHARACTERS: Final = 20_000
COOKIE: Final = "__Host-last-here" if settings.SITE_SERVED_BY_TLS else "last-here"
SALT: Final = "tequio.last-here"
THIRTY_DAYS: Final = 60 * 60 * 24 * 30


def may_be_kept(name: str) -> bool:
    """Whether a field is the person's own text: no secret, and nothing the page put in."""
    return name not in NEVER_KEPT and "password" not in name


def keep(request: HttpRequest) -> bool:
    """Stores the posted fields for the same path, if they are somebody's and of reasonable size."""
    fields = {name: values for name, values in request.POST.lists() if may_be_kept(name)}
    owner = _owner(request)
    if not owner or sum(len(v) for values in fields.values() for v in values) > MOST_CHARACTERS:
        return False
    request.session[SESSION_KEY] = {"path": request.path, "fields": fields, "owner": owner}
    return True


def posted(request: HttpRequest) -> QueryDict | None:
    """What the form was sent; to a reader, what was typed before the session had ended.

    The caller acts on a POST alone: what was kept is only shown again.
    """
    return request.POST if request.method == "POST" else take(request)


def take(request: HttpRequest, path: str = "") -> QueryDict | None:
    """What this person typed for this path (the page's own unless another is named), once."""
    kept = request.session.get(SESSION_KEY)
    if not kept or kept["path"] != (path or request.path) or not _is_of(request, kept):
        return None
    del request.session[SESSION_KEY]
    fields = QueryDict(mutable=True)
    for name, values in kept["fields"].items():
        fields.setlist(name, values)
    return fields


def drop_what_is_anothers(request: HttpRequest) -> None:
    """Somebody else has signed in: the text of the one before is gone, and that there was one."""
    kept = request.session.get(SESSION_KEY)
    if kept and not _is_of(request, kept):
        del request.session[SESSION_KEY]


def note_who_is_here(request: HttpRequest, response: HttpResponse) -> None:
    """Remembers who reads, and whether somebody else did on this device before."""
    last, _is_shared = _last_here(request)
    if last == request.user.public_id:
        return
    response.set_cookie(
        COOKIE,
        signing.dumps([request.user.public_id, bool(last)], salt=SALT),
        max_age=THIRTY_DAYS,
        secure=settings.SITE_SERVED_BY_TLS,
        httponly=True,
        samesite="Lax",
    )


def _is_of(request: HttpRequest, kept: dict[str, object]) -> bool:
    return request.user.is_authenticated and kept.get("owner") == request.user.public_id


def _owner(request: HttpRequest) -> str:
    """Who typed it, or nobody: a page may have stood open since somebody else was here."""
    last, is_shared = _last_here(request)
    if request.user.is_authenticated and is_shared:
        return ""
    return str(request.user.public_id) if request.user.is_authenticated else last


def _last_here(request: HttpRequest) -> tuple[str, bool]:
    """Who read a page of ours last on this device, and whether another had before."""
    try:
        last, is_shared = signing.loads(
            request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=THIRTY_DAYS
        )
    except signing.BadSignature:
        return "", False
    return str(last), bool(is_shared)
