"""Who may open which page of a study: study_access.toml decides, what it does not name is refused.

This guard runs after the site's own (`pages.shared.access`), which knows nothing of studies.
Whoever has nothing to do with a study gets 404, as if it were not there.
"""

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import structlog
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from tequio.domain.studies import members
from tequio.pages.shared import errors
from tequio.survey_records.models import Study

TABLE_FILE: Final = Path(__file__).with_name("study_access.toml")
NAMESPACE: Final = "studies"
Rule = Mapping[str, frozenset[str]]
log = structlog.get_logger(__name__)


@cache
def table() -> dict[str, Rule]:
    """View name -> method -> roles in the study, as written in study_access.toml."""
    written = tomllib.loads(TABLE_FILE.read_text("utf-8"))
    return {
        name: {method: frozenset(roles.split()) for method, roles in rule.items()}
        for name, rule in written.items()
    }


class StudyAccess:
    """Finds the study of the address and refuses whom the table does not name."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: Mapping[str, Any]
    ) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        is_of_a_study = name in table() or (
            name.partition(":")[0] == NAMESPACE and "public_id" in kwargs
        )
        if not is_of_a_study:
            return None
        study = Study.objects.filter(public_id=kwargs.get("public_id", "")).first()
        if study is None:
            return errors.not_found(request)
        person = request.user if request.user.is_authenticated else None
        request.study, request.study_roles = study, members.roles_of(study, person)
        return _refusal(request, name)


def _refusal(request: HttpRequest, name: str) -> HttpResponse | None:
    rule = table().get(name)
    if rule is None:
        log.error("study_page_without_access_rule", page=name)
        return errors.not_found(request)
    method = "GET" if request.method == "HEAD" else str(request.method)
    if request.study_roles & rule.get(method, frozenset()):
        return None
    if request.study_roles <= {members.PUBLIC}:
        return errors.not_found(request)
    return errors.forbidden(
        request,
        roles=rule.get(method, ()),
        advice=_advice(request.study_roles),
    )


def _advice(roles: frozenset[str]) -> str:
    """What somebody who has something to do with the study, but not this page, can do."""
    if members.PLATFORM in roles:
        return _(
            "Whoever works for the programme keeps outside of this part, so that nobody can doubt "
            "the result."
        )
    if members.PROPOSED in roles:
        return _("Declare your interests first; then the study opens to you.")
    return _("If the study needs you there, ask its lead evaluator.")


def may(request: HttpRequest, name: str, method: str = "GET") -> bool:
    """Whether the person of this request may open another page of the same study."""
    return bool(request.study_roles & table().get(name, {}).get(method, frozenset()))
