"""A study at each of its stages, somebody of every role, and the arguments of every page."""

from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.urls import get_resolver, reverse

from tequio.domain.studies import members
from tequio.pages.studies import access
from tequio.records.people import Person
from tequio.records.studies import StudyMember
from tequio.survey_records.models import ImportedFile
from tests import cast as people
from tests import studies
from tests.pages.world import wanted_arguments
from tests.repository.test_access_table import names
from tests.studies import Team

ROLES = (
    "funder",
    "lead_evaluator",
    "supervisor",
    "interviewer",
    "coder",
    "platform_administrator",
    "proposed_lead_evaluator",
    "stranger",
)


NOT_YET = frozenset(
    {
        *("studies:chapter", "studies:report-table", "studies:file"),
        *("studies:recommendation", "studies:recommendation-remove"),
        *("studies:lesson", "studies:lesson-remove", "studies:theme-remove"),
    }
)
"""Pages of things that come with results: before, nobody finds them, whoever may and may not."""


def pages() -> list[str]:
    """Every page of one study, from the table of addresses and from the table of roles."""
    known = set(names(get_resolver(settings.ROOT_URLCONF)))
    of_studies = {
        name
        for name in known
        if name.startswith("studies:") and "public_id" in wanted_arguments(name)
    }
    return sorted(of_studies | (set(access.table()) & known))


def address(name: str, study: str, arguments: dict[str, dict[str, object]]) -> str:
    """Where this page of this study is."""
    known = {**arguments["*"], **arguments.get(name, {}), "public_id": study}
    return reverse(name, kwargs={key: known[key] for key in wanted_arguments(name)})


def arguments(team: Team) -> dict[str, dict[str, object]]:
    """A value for every parameter that an address may have, and others for single pages."""
    member = StudyMember.objects.get(study=team.study.public_id, role="coder")
    file, _is_first = ImportedFile.objects.get_or_create(
        study=team.study,
        kind="answers",
        sha256="a" * 64,
        defaults={"name": "a.csv", "state": "faulty", "made_at": team.study.made_at},
    )
    return {
        "*": {
            "number": 0,
            "section": "sample",
            "part": "indicators",
            "form": "short",
            "chapter": "funnel",
            "identifier": "T13",
            "name": "manifest.json",
        },
        "studies:end-role": {"number": member.pk},
        "studies:imported": {"number": file.pk},
        "studies:import-apply": {"number": file.pk},
        "studies:import-aside": {"number": file.pk},
    }


def planning(now: datetime) -> Team:
    """Commissioned and nothing more."""
    return with_a_proposed_lead(studies.gather(now=now), now)


def with_a_proposed_lead(team: Team, now: datetime) -> Team:
    """The same with somebody who is to lead it and has not declared interests."""
    name = f"Petra Propuesta {team.study.public_id}"
    somebody = people.person(name, country="GT", language="es", now=now)
    members.grant(study=team.study, by=team.funder, person=somebody, role="lead_evaluator", now=now)
    return replace(team, proposed=somebody)


def in_field(now: datetime) -> Team:
    """Forty people, ten drawn, five released."""
    team = studies.gather(now=now)
    studies.crowd(40, now=now)
    studies.in_field(team, now=now)
    return with_a_proposed_lead(team, now)


def person(team: Team, role: str) -> Person:
    """Somebody of this role."""
    return team.role(role)
