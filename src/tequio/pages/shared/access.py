"""Who may open what: the table in access.toml decides, and what it does not name is refused."""

from collections.abc import Callable

import structlog
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import urlencode

from tequio.pages.shared import errors, kept_form, refused, ways_back
from tequio.pages.shared.access_table import Rule, rule_for
from tequio.records.models import Person

KEYS = {"token", "key"}
"""How addresses call the secret part of a link: ours, and that of a password to be set."""
log = structlog.get_logger(__name__)


def roles_of(person: Person | AnonymousUser) -> frozenset[str]:
    """The roles that the table speaks of."""
    if not isinstance(person, Person):
        return frozenset({"anyone"})
    held = {"anyone", "member", person.staff_role}
    held |= {"entrepreneur"} if person.is_entrepreneur else set()
    held |= {"mentor"} if person.is_mentor else set()
    return frozenset(held - {""})


class Access:
    """Refuses, before the view runs, what the table does not allow."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if _holds_a_key(request):
            response["X-Robots-Tag"] = "noindex, nofollow"
            response.setdefault("Cache-Control", "private, no-store")
        if request.user.is_authenticated:
            response.setdefault("Cache-Control", "private, no-store")
            kept_form.note_who_is_here(request, response)
        return response

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        if "\x00" in request.path_info:  # no name of ours holds one, and PostgreSQL refuses it
            return errors.not_found(request)
        rule = rule_for(request.resolver_match.view_name) if request.resolver_match else None
        if rule is None:
            log.error("view_without_access_rule", path=request.path_info)
            return errors.forbidden(request)
        method = "GET" if request.method == "HEAD" else str(request.method)
        if method not in rule:
            return errors.wrong_method(request, sorted(rule))
        if request.user.is_authenticated:
            kept_form.drop_what_is_anothers(request)
        if rule[method] & roles_of(request.user):
            return None
        if request.user.is_authenticated:
            advice = refused.ADVICE.get(request.resolver_match.view_name, "")
            return errors.forbidden(request, roles=rule[method], advice=advice)
        return _to_sign_in(request, rule)


def _holds_a_key(request: HttpRequest) -> bool:
    """Whether who has this address needs nothing else to open it: a link of a mail."""
    found = request.resolver_match
    return found is not None and not KEYS.isdisjoint(found.kwargs)


def _to_sign_in(request: HttpRequest, rule: Rule) -> HttpResponse:
    """Asks for the sign-in; what was typed into a form waits in the session meanwhile."""
    if request.method == "POST":
        kept_form.keep(request)
    query = urlencode({"next": _where_to_go_on(request, rule)})
    return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?{query}")


def _where_to_go_on(request: HttpRequest, rule: Rule) -> str:
    """The same page; where it takes a POST only, the page of our own that the form stood on."""
    if "GET" in rule:
        return request.get_full_path()
    return ways_back.form_stood_on(request) or resolve_url(settings.LOGIN_REDIRECT_URL)
