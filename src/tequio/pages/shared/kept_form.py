"""Keeps what was typed when the session had ended: shown again after signing in."""

from typing import Final

from django.http import HttpRequest, QueryDict

SESSION_KEY: Final = "kept_form"
NEVER_KEPT: Final = frozenset({"csrfmiddlewaretoken", "code", "idempotency_key"})
MOST_CHARACTERS: Final = 20_000


def keep(request: HttpRequest) -> None:
    """Stores the posted fields for the same path, if they are of a reasonable size."""
    fields = {
        name: values
        for name, values in request.POST.lists()
        if name not in NEVER_KEPT and "password" not in name
    }
    if sum(len(value) for values in fields.values() for value in values) <= MOST_CHARACTERS:
        request.session[SESSION_KEY] = {"path": request.path, "fields": fields}


def posted(request: HttpRequest) -> QueryDict | None:
    """What the form was sent; to a reader, what was typed before the session had ended.

    The caller acts on a POST alone: what was kept is only shown again.
    """
    return request.POST if request.method == "POST" else take(request)


def take(request: HttpRequest, path: str = "") -> QueryDict | None:
    """What was kept for this path (the page's own unless another is named), once."""
    kept = request.session.get(SESSION_KEY)
    if not kept or kept["path"] != (path or request.path):
        return None
    del request.session[SESSION_KEY]
    fields = QueryDict(mutable=True)
    for name, values in kept["fields"].items():
        fields.setlist(name, values)
    return fields
