"""Whoever works on one study reaches nothing of another, nor of the same one once it is over."""

from datetime import datetime
from itertools import chain

import pytest
from django.core import serializers
from django.test import Client
from django.urls import reverse

from tequio.domain.studies import members
from tequio.pages.shared import access as site_access
from tequio.records.studies import StudyMember
from tequio.survey_records import models
from tests import studies
from tests.pages.studies import world
from tests.pages.studies.world import ROLES
from tests.studies import Team

pytestmark = pytest.mark.django_db
KINDS = (
    *(models.Case, models.Attempt, models.Answer, models.ImportedFile, models.Recommendation),
    *(models.Lesson, models.Theme),
    *(models.FactCheckNote, models.Questionnaire, models.Plan, models.Deviation, StudyMember),
)
OTHER_METHODS = ("OPTIONS", "TRACE", "CONNECT", "PROPFIND")


def rows_of(team: Team) -> str:
    """Everything that the study of this team holds."""
    rows = chain.from_iterable(
        kind.objects.filter(study=team.study.public_id)
        if kind is StudyMember
        else kind.objects.filter(
            **{"study" if hasattr(kind, "study") else "case__study": team.study}
        )
        for kind in KINDS
    )
    return str(serializers.serialize("json", rows))


@pytest.fixture
def teams(now: datetime) -> tuple[Team, Team]:
    """Two studies in the field, each with what people write in it."""
    first = studies.gather(now=now)
    studies.crowd(40, now=now)
    studies.in_field(first, now=now)
    second = studies.gather(now=now, tag="Dos")
    models.Study.objects.filter(pk=second.study.pk).update(fact_check_from=now)
    models.Recommendation.objects.create(study=second.study, number=7, text_en="SECRET")
    models.FactCheckNote.objects.create(
        study=second.study, about="SECRET", note="SECRET", made_by="x", made_at=now
    )
    models.Lesson.objects.create(study=second.study, number=7, text_en="SECRET")
    models.Theme.objects.create(
        study=second.study, code="SECRET", name_en="SECRET", cases=1, negative_cases=0,
        interviews=1,
    )  # fmt: skip
    return world.with_a_proposed_lead(first, now), second


def numbers_of(team: Team) -> dict[str, int]:
    """The numbers that name a row of this study in an address."""
    file = models.ImportedFile.objects.create(
        study=team.study,
        kind="answers",
        sha256="b" * 64,
        name="SECRET.csv",
        state="faulty",
        faults=[{"row": 2, "column": "i_nps", "code": "not_in_codebook", "value": "SECRET"}],
        made_at=team.study.made_at,
    )
    of_files = dict.fromkeys(("imported", "import-apply", "import-aside"), file.pk)
    member = StudyMember.objects.get(study=team.study.public_id, role="coder")
    note = models.FactCheckNote.objects.get(study=team.study)
    numbered = ("recommendation", "recommendation-remove", "respond", "lesson", "lesson-remove")
    of_advice = dict.fromkeys(numbered, 7)
    theme = models.Theme.objects.get(study=team.study)
    of_themes = dict.fromkeys(("theme", "theme-remove"), theme.pk)
    return {
        **of_files,
        **of_advice,
        **of_themes,
        "end-role": member.pk,
        "fact-check-answer": note.pk,
    }


def test_numbers_of_another_study_lead_nowhere(teams: tuple[Team, Team], client: Client) -> None:
    first, second = teams
    numbers, before = numbers_of(second), rows_of(second)
    known = world.arguments(first)
    for role in ROLES:
        client.force_login(first.role(role))
        for name, number in numbers.items():
            page = world.address(
                f"studies:{name}",
                first.study.public_id,
                {**known, f"studies:{name}": {"number": number}},
            )
            for method in site_access.rule_for(f"studies:{name}") or {}:
                said = client.generic(method, page, "text=x&answer=x&response=accepted")
                assert said.status_code in (302, 403, 404, 409, 422), (role, method, page)
                assert b"SECRET" not in said.content
    assert rows_of(second) == before


def test_methods_that_no_page_has_show_nothing(teams: tuple[Team, Team], client: Client) -> None:
    first, _second = teams
    known = world.arguments(first)
    keys = list(models.Case.objects.values_list("key", flat=True))
    client.force_login(first.role("platform_administrator"))
    for name in world.pages():
        page = world.address(name, first.study.public_id, known)
        for method in OTHER_METHODS:
            said = client.generic(method, page)
            assert said.status_code in (403, 404, 405), (method, page)
            assert not any(key.encode() in said.content for key in keys)


def test_a_role_that_ended_or_a_suspended_person_opens_nothing_from_the_next_request(
    teams: tuple[Team, Team], client: Client, now: datetime
) -> None:
    first, _second = teams
    public_id = first.study.public_id
    pages = [reverse(f"studies:{name}", args=[public_id]) for name in ("show", "cases", "imports")]
    client.force_login(first.supervisor)
    assert client.get(pages[1]).status_code == 200
    held = StudyMember.objects.get(study=first.study.public_id, person=first.supervisor)
    members.end(study=first.study, by=first.lead, member=held, now=now)
    assert {client.get(page).status_code for page in pages} == {404}
    client.force_login(first.lead)
    first.lead.is_active = False
    first.lead.save(update_fields=["is_active"])
    assert client.get(pages[1]).status_code in (302, 404)


def test_whoever_joins_the_staff_leaves_the_study(teams: tuple[Team, Team], client: Client) -> None:
    first, _second = teams
    client.force_login(first.lead)
    first.lead.staff_role = "administrator"
    first.lead.save(update_fields=["staff_role"])
    assert client.get(reverse("studies:cases", args=[first.study.public_id])).status_code == 403


@pytest.mark.parametrize("asked", ["?format=csv", "?format=json", "?all=1", "?role=lead_evaluator"])
def test_what_stands_after_the_address_opens_nothing_more(
    teams: tuple[Team, Team], client: Client, asked: str
) -> None:
    first, _second = teams
    client.force_login(first.role("platform_administrator"))
    for name in ("cases", "field", "imports", "ledger", "lock", "results", "draw"):
        page = reverse(f"studies:{name}", args=[first.study.public_id])
        assert client.get(page + asked, headers={"Accept": "application/json"}).status_code == 403
