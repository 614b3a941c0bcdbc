"""Who may do what in a study: the programme commissions, the funder grants, staff stay outside."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from tequio.domain.studies import members, plan
from tequio.domain.studies.errors import CannotHoldRole, NotAllowed, WrongStage
from tequio.records.audit import AuditEvent
from tequio.records.notifications import Mail
from tequio.records.people import Person, StaffRole
from tequio.records.studies import StudyMember
from tequio.survey_records.models import Study
from tests import cast as people
from tests import studies
from tests.cast import Cast


def commission(by: Person, funder: Person, now: datetime) -> Study:
    return members.commission(
        by=by,
        funder=funder,
        title_es="a",
        title_en="a",
        programme="Tequio",
        evaluator="Clara",
        contact="x@example.org",
        now=now,
    )


@pytest.mark.parametrize("who", ["maria", "luis", "coordinator"])
def test_only_managers_and_administrators_commission(cast: Cast, now: datetime, who: str) -> None:
    with pytest.raises(NotAllowed):
        commission(getattr(cast, who), cast.pedro, now)
    assert not Study.objects.exists()


@pytest.mark.parametrize("who", ["manager", "coordinator", "administrator"])
def test_nobody_of_the_staff_pays_for_a_study(cast: Cast, now: datetime, who: str) -> None:
    with pytest.raises(CannotHoldRole, match="staff"):
        commission(cast.manager, getattr(cast, who), now)


def test_the_programme_does_not_choose_the_evaluator(cast: Cast, now: datetime) -> None:
    study = commission(cast.administrator, cast.pedro, now)
    for by in (cast.administrator, cast.manager, cast.maria):
        with pytest.raises(NotAllowed):
            members.grant(
                study=study,
                by=by,
                person=cast.luis,
                role="lead_evaluator",
                now=now,
            )


@pytest.mark.parametrize(
    ("who", "code"), [("manager", "staff"), ("coordinator", "staff"), ("pedro", "funder")]
)
def test_who_cannot_lead(cast: Cast, now: datetime, who: str, code: str) -> None:
    study = commission(cast.manager, cast.pedro, now)
    person = getattr(cast, who)
    with pytest.raises(CannotHoldRole, match=code):
        members.grant(study=study, by=cast.pedro, person=person, role="lead_evaluator", now=now)


@pytest.mark.parametrize("role", ["supervisor", "interviewer", "coder"])
def test_the_funder_gets_no_role_in_the_field(db: None, now: datetime, role: str) -> None:
    team = studies.gather(now=now)
    with pytest.raises(CannotHoldRole, match="funder_in_field"):
        members.grant(study=team.study, by=team.lead, person=team.funder, role=role, now=now)
    assert members.roles_of(team.study, team.funder) == {"funder"}


@pytest.mark.parametrize("role", ["lead_evaluator", "supervisor", "interviewer", "coder"])
def test_whoever_has_a_role_does_not_become_the_funder(db: None, now: datetime, role: str) -> None:
    team = studies.gather(now=now)
    with pytest.raises(CannotHoldRole, match="has_a_role"):
        members.give(team.study, team.manager, team.role(role), "funder", now)


def test_rows_from_elsewhere_do_not_let_the_funder_past_the_wall(db: None, now: datetime) -> None:
    team = studies.gather(now=now)
    for role in ("lead_evaluator", "supervisor", "interviewer", "coder"):
        StudyMember.objects.create(
            study=team.study.public_id, person=team.funder, role=role, given_at=now
        )
        assert members.roles_of(team.study, team.funder) == {"funder"}
        with pytest.raises(NotAllowed):
            members.require(team.study, team.funder, role)


def test_the_lead_may_code_and_is_one_person_as_a_coder(db: None, now: datetime) -> None:
    team = studies.gather(now=now)
    members.grant(study=team.study, by=team.lead, person=team.lead, role="coder", now=now)
    assert members.roles_of(team.study, team.lead) == {"lead_evaluator", "coder"}
    with pytest.raises(CannotHoldRole, match="held"):
        members.grant(study=team.study, by=team.lead, person=team.lead, role="coder", now=now)
    coders = StudyMember.objects.filter(study=team.study.public_id, role="coder")
    assert {one.person for one in coders} == {team.lead, team.coder}


@pytest.fixture
def proposed(cast: Cast, now: datetime) -> Study:
    """A study that Pedro pays for and proposes Luis to lead."""
    study = commission(cast.manager, cast.pedro, now)
    members.grant(study=study, by=cast.pedro, person=cast.luis, role="lead_evaluator", now=now)
    return study


def test_nobody_declares_for_the_lead(cast: Cast, now: datetime, proposed: Study) -> None:
    for by in (cast.pedro, cast.manager, cast.maria):
        with pytest.raises(NotAllowed):
            members.declare(study=proposed, by=by, text="None.", now=now)
        with pytest.raises(NotAllowed):
            members.decline(study=proposed, by=by, now=now)


def test_before_the_declaration_the_lead_can_do_nothing(
    cast: Cast, now: datetime, proposed: Study
) -> None:
    assert members.roles_of(proposed, cast.luis) == {members.PROPOSED}
    with pytest.raises(NotAllowed):
        plan.save(study=proposed, by=cast.luis, content=plan.standard(), now=now)
    with pytest.raises(CannotHoldRole, match="held"):
        members.grant(
            study=proposed, by=cast.pedro, person=cast.luis, role="lead_evaluator", now=now
        )
    with pytest.raises(CannotHoldRole, match="no_declaration"):
        members.declare(study=proposed, by=cast.luis, text="  ", now=now)


def test_the_lead_declares_herself_and_leads_from_then_on(
    cast: Cast, now: datetime, proposed: Study
) -> None:
    member = members.declare(study=proposed, by=cast.luis, text=" None. ", now=now)
    assert (member.declaration, member.declared_at) == ("None.", now)
    assert members.roles_of(proposed, cast.luis) == {"lead_evaluator"}
    with pytest.raises(NotAllowed):
        members.declare(study=proposed, by=cast.luis, text="Otherwise.", now=now)
    with pytest.raises(NotAllowed):
        members.decline(study=proposed, by=cast.luis, now=now)


def test_whoever_declines_is_a_stranger_and_another_can_be_proposed(
    cast: Cast, now: datetime, proposed: Study
) -> None:
    members.decline(study=proposed, by=cast.luis, now=now)
    assert members.roles_of(proposed, cast.luis) == frozenset()
    members.grant(study=proposed, by=cast.pedro, person=cast.maria, role="lead_evaluator", now=now)
    assert members.roles_of(proposed, cast.maria) == {members.PROPOSED}


@pytest.mark.parametrize(
    "row", [{"declaration": "x"}, {"declared_at": datetime(2026, 1, 1, tzinfo=UTC)}]
)
def test_the_database_keeps_declaration_and_moment_together(
    cast: Cast, now: datetime, row: dict[str, object]
) -> None:
    study = commission(cast.manager, cast.pedro, now)
    with pytest.raises(IntegrityError), transaction.atomic():
        StudyMember.objects.create(
            study=study.public_id, person=cast.luis, role="lead_evaluator", given_at=now, **row
        )


def test_a_suspended_account_gets_no_role(cast: Cast, now: datetime) -> None:
    Person.objects.filter(pk=cast.luis.pk).update(is_active=False)
    cast.luis.refresh_from_db()
    with pytest.raises(CannotHoldRole, match="suspended"):
        commission(cast.manager, cast.luis, now)


@pytest.mark.parametrize("role", ["supervisor", "interviewer", "coder"])
def test_only_the_lead_grants_the_field_team(db: None, now: datetime, role: str) -> None:
    team = studies.gather(now=now)
    for by in (team.funder, team.manager, team.supervisor, team.stranger):
        with pytest.raises(NotAllowed):
            members.grant(study=team.study, by=by, person=team.stranger, role=role, now=now)
    members.grant(study=team.study, by=team.lead, person=team.stranger, role=role, now=now)
    assert members.roles_of(team.study, team.stranger) == {role}


def test_a_role_is_held_once(db: None, now: datetime) -> None:
    team = studies.gather(now=now)
    with pytest.raises(CannotHoldRole, match="held"):
        members.grant(study=team.study, by=team.lead, person=team.coder, role="coder", now=now)


def test_the_funder_is_not_granted(db: None, now: datetime) -> None:
    team = studies.gather(now=now)
    with pytest.raises(NotAllowed):
        members.grant(study=team.study, by=team.funder, person=team.coder, role="funder", now=now)


def test_roles_end_and_do_not_end_twice(db: None, now: datetime) -> None:
    team = studies.gather(now=now)
    member = StudyMember.objects.get(person=team.coder)
    with pytest.raises(NotAllowed):
        members.end(study=team.study, by=team.funder, member=member, now=now)
    members.end(study=team.study, by=team.lead, member=member, now=now)
    assert members.roles_of(team.study, team.coder) == frozenset()
    with pytest.raises(WrongStage):
        members.end(study=team.study, by=team.lead, member=member, now=now)


def test_a_member_of_another_study_is_nobody_here(db: None, now: datetime) -> None:
    team, other = studies.gather(now=now), studies.gather(now=now, tag="Dos")
    assert members.roles_of(team.study, other.lead) == frozenset()
    member = StudyMember.objects.get(person=other.coder)
    with pytest.raises(NotAllowed):
        members.end(study=team.study, by=team.lead, member=member, now=now)


def test_whoever_joins_the_staff_loses_the_roles(db: None, now: datetime) -> None:
    team = studies.gather(now=now)
    Person.objects.filter(pk=team.lead.pk).update(staff_role=StaffRole.COORDINATOR)
    team.lead.refresh_from_db()
    assert members.roles_of(team.study, team.lead) == {members.PLATFORM}


def test_the_public_sees_a_study_once_it_is_published(db: None, now: datetime) -> None:
    team = studies.gather(now=now)
    assert members.roles_of(team.study, None) == frozenset()
    team.study.published_at = now
    assert members.roles_of(team.study, None) == {members.PUBLIC}
    assert members.PUBLIC in members.roles_of(team.study, team.stranger)


def test_each_step_leaves_a_row_in_the_audit_trail(db: None, now: datetime) -> None:
    team = studies.gather(now=now)
    rows = AuditEvent.objects.filter(subject_type="study", subject_id=team.study.pk)
    assert list(rows.order_by("pk").values_list("action", "detail")) == [
        ("studies.commission", {}),
        ("studies.grant", {"role": "lead_evaluator"}),
        ("studies.declare", {}),
        ("studies.grant", {"role": "supervisor"}),
        ("studies.grant", {"role": "interviewer"}),
        ("studies.grant", {"role": "coder"}),
    ]


def test_members_are_listed_in_the_order_of_their_roles(db: None, now: datetime) -> None:
    team = studies.gather(now=now)
    people.person("Nadie", country="GT", language="es", now=now)
    roles = [member.role for member in members.of_study(team.study)]
    assert roles == ["funder", "lead_evaluator", "supervisor", "interviewer", "coder"]


def test_whoever_is_proposed_to_lead_gets_a_letter_that_leads_to_the_declaration(
    db: None, now: datetime
) -> None:
    team = studies.gather(now=now)
    members.grant(
        study=team.study, by=team.funder, person=team.stranger, role="lead_evaluator", now=now
    )
    mail = Mail.objects.get(to=team.stranger.email, subject__contains="dirigir")
    assert f"/studies/{team.study.public_id}/declaration" in mail.text
    assert team.funder.name in mail.text


def test_a_role_comes_with_a_letter_in_the_language_of_the_person(db: None, now: datetime) -> None:
    team = studies.gather(now=now)
    Person.objects.filter(pk=team.stranger.pk).update(language="en")
    team.stranger.refresh_from_db()
    members.grant(study=team.study, by=team.lead, person=team.stranger, role="coder", now=now)
    mail = Mail.objects.get(to=team.stranger.email, subject__startswith="You have a role")
    assert "Coder" in mail.text


def test_a_rehearsal_writes_to_nobody(db: None, now: datetime) -> None:
    team = studies.gather(now=now)
    Study.objects.filter(pk=team.study.pk).update(is_rehearsal=True)
    team.study.refresh_from_db()
    before = Mail.objects.count()
    members.grant(study=team.study, by=team.lead, person=team.stranger, role="coder", now=now)
    assert Mail.objects.count() == before
