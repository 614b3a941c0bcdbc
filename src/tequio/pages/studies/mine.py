"""The studies that somebody works on; for staff all of them, by name and stage only."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tequio.domain.studies import members
from tequio.pages.studies.scope import title
from tequio.records.studies import StudyMember, StudyRole
from tequio.survey_records.models import Study

MOST = 200


@dataclass(frozen=True)
class Line:
    """One study in the list."""

    study: Study
    title: str
    roles: list[str]
    is_proposed: bool


def mine(request: HttpRequest) -> HttpResponse:
    is_staff = members.is_of_the_platform(request.user)
    roles = {} if is_staff else _roles(request)
    proposed = set() if is_staff else _proposed(request)
    paid = {study for study, held in roles.items() if StudyRole.FUNDER in held}
    studies = Study.objects.order_by("-made_at")
    if not is_staff:
        studies = studies.filter(public_id__in=roles)
    lines = [
        Line(
            study,
            title(study),
            [StudyRole(role).label for role in roles.get(study.public_id, [])],
            study.public_id in proposed - paid,
        )
        for study in studies[:MOST]
    ]
    may_commission = request.user.staff_role in members.COMMISSIONERS
    context = {"lines": lines, "is_staff": is_staff, "may_commission": may_commission}
    return render(request, "studies/mine.html", context)


def _proposed(request: HttpRequest) -> set[str]:
    """The studies that somebody is to lead, and has not declared interests for."""
    asked = StudyMember.objects.filter(
        person=request.user,
        role=StudyRole.LEAD_EVALUATOR,
        declared_at__isnull=True,
        ended_at__isnull=True,
    )
    return set(asked.values_list("study", flat=True))


def _roles(request: HttpRequest) -> dict[str, list[str]]:
    held: dict[str, list[str]] = {}
    mine = StudyMember.objects.filter(person=request.user, ended_at__isnull=True)
    for study, role in mine.order_by("role").values_list("study", "role"):
        held.setdefault(study, []).append(role)
    return {study: members.walled(roles) for study, roles in held.items()}
