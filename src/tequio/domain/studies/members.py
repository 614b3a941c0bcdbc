"""Who works on a study: commissioned by the programme, granted by the funder, led by neither."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from django.db import transaction

from tequio.domain.audit import actions as audit
from tequio.domain.studies import team_letters
from tequio.domain.studies.errors import CannotHoldRole, NotAllowed, StudyRefused, WrongStage
from tequio.records.people import Person, StaffRole
from tequio.records.studies import StudyMember, StudyRole
from tequio.survey_records.models import Study

PLATFORM: Final = "platform_administrator"
PUBLIC: Final = "public"
PROPOSED: Final = "proposed_lead_evaluator"
COMMISSIONERS: Final = (StaffRole.MANAGER, StaffRole.ADMINISTRATOR)
GRANTS: Final = {
    StudyRole.LEAD_EVALUATOR: StudyRole.FUNDER,
    StudyRole.SUPERVISOR: StudyRole.LEAD_EVALUATOR,
    StudyRole.INTERVIEWER: StudyRole.LEAD_EVALUATOR,
    StudyRole.CODER: StudyRole.LEAD_EVALUATOR,
}


def is_of_the_platform(person: Person) -> bool:
    """Whether somebody works for the programme; such a person never works on a study."""
    return bool(person.staff_role) or person.is_superuser


def roles_of(study: Study, person: Person | None) -> frozenset[str]:
    """The roles a person has towards a study; staff have one and no other, whatever is stored.

    Whoever pays has no other role either. Whoever was proposed to lead and has not declared
    interests has no other role than that.
    """
    anybody = {PUBLIC} if study.published_at else set()
    if person is None or not person.is_active:
        return frozenset(anybody)
    if is_of_the_platform(person):
        return frozenset({PLATFORM, *anybody})
    held = StudyMember.objects.filter(study=study.public_id, person=person, ended_at__isnull=True)
    roles = {
        PROPOSED if role == StudyRole.LEAD_EVALUATOR and declared_at is None else role
        for role, declared_at in held.values_list("role", "declared_at")
    }
    return frozenset({*walled(roles), *anybody})


def walled(roles: Iterable[str]) -> list[str]:
    """The roles that count among those stored: a role that excludes others stands alone.

    >>> walled(["coder", "funder", "supervisor"])
    ['funder']
    """
    held = list(roles)
    alone = [str(role) for role in (StudyRole.FUNDER, PROPOSED) if role in held]
    return alone[:1] or held


def require(study: Study, by: Person, *roles: str) -> str:
    """The first of these roles that the person has; raises NotAllowed."""
    held = roles_of(study, by)
    for role in roles:
        if role in held:
            return role
    raise NotAllowed("role")


@transaction.atomic
def commission(
    *,
    by: Person,
    funder: Person,
    title_es: str,
    title_en: str,
    programme: str,
    evaluator: str,
    contact: str,
    now: datetime,
    funder_name: str = "",
    publish_by: date | None = None,
    contacts_kept_until: date | None = None,
    is_rehearsal: bool = False,
) -> Study:
    """Opens a study and names who pays for it; raises NotAllowed or CannotHoldRole.

    Raises StudyRefused where addresses would be gone before the report must be there.
    """
    if by.staff_role not in COMMISSIONERS:
        raise NotAllowed("role")
    if publish_by and contacts_kept_until and contacts_kept_until < publish_by:
        raise StudyRefused("kept_too_short")
    _check_able(funder)
    study = Study.objects.create(
        title_es=title_es,
        title_en=title_en,
        programme=programme,
        funder=funder_name or funder.name,
        evaluator=evaluator,
        contact=contact,
        made_at=now,
        publish_by=publish_by,
        contacts_kept_until=contacts_kept_until,
        is_rehearsal=is_rehearsal,
    )
    give(study, by, funder, StudyRole.FUNDER, now)
    audit.record(action="studies.commission", subject=study, by=by, now=now)
    return study


@transaction.atomic
def grant(
    *,
    study: Study,
    by: Person,
    person: Person,
    role: str,
    now: datetime,
) -> StudyMember:
    """Gives a role; raises NotAllowed or CannotHoldRole. To lead begins when she declares."""
    granting = GRANTS.get(StudyRole(role))
    if granting is None:
        raise NotAllowed("role")
    require(study, by, granting)
    _check_able(person)
    held = roles_of(study, person)
    if role in held or PROPOSED in held:
        raise CannotHoldRole("held")
    member = give(study, by, person, role, now)
    team_letters.tell(study=study, person=person, role=role, giver=by, now=now)
    audit.record(action="studies.grant", subject=study, by=by, now=now, role=role)
    return member


@transaction.atomic
def declare(*, study: Study, by: Person, text: str, now: datetime) -> StudyMember:
    """The proposed lead declares her own interests and leads from then on.

    Raises NotAllowed for everybody else, and CannotHoldRole without a text.
    """
    require(study, by, PROPOSED)
    member = _proposed(study, by)
    if not text.strip():
        raise CannotHoldRole("no_declaration")
    member.declaration, member.declared_at = text.strip(), now
    member.save(update_fields=["declaration", "declared_at"])
    audit.record(action="studies.declare", subject=study, by=by, now=now)
    return member


@transaction.atomic
def decline(*, study: Study, by: Person, now: datetime) -> None:
    """The proposed lead does not take the study on; raises NotAllowed for everybody else."""
    require(study, by, PROPOSED)
    member = _proposed(study, by)
    member.ended_at = now
    member.save(update_fields=["ended_at"])
    audit.record(action="studies.decline", subject=study, by=by, now=now)


def _proposed(study: Study, by: Person) -> StudyMember:
    """The row by which somebody is proposed to lead."""
    return StudyMember.objects.select_for_update().get(
        study=study.public_id,
        person=by,
        role=StudyRole.LEAD_EVALUATOR,
        declared_at__isnull=True,
        ended_at__isnull=True,
    )


@transaction.atomic
def end(*, study: Study, by: Person, member: StudyMember, now: datetime) -> None:
    """Takes a role back, by whoever may give it; the funder's role stays."""
    granting = GRANTS.get(StudyRole(member.role))
    if granting is None or member.study != study.public_id:
        raise NotAllowed("role")
    require(study, by, granting)
    if member.ended_at is not None:
        raise WrongStage("ended")
    member.ended_at = now
    member.save(update_fields=["ended_at"])
    audit.record(action="studies.end_role", subject=study, by=by, now=now, role=member.role)


def of_study(study: Study) -> list[StudyMember]:
    """Everybody who works on a study today, in the order of their roles."""
    order = list(StudyRole.values)
    found = StudyMember.objects.filter(study=study.public_id, ended_at__isnull=True)
    return sorted(
        found.select_related("person"), key=lambda m: (order.index(m.role), m.person.name)
    )


def _check_able(person: Person) -> None:
    if is_of_the_platform(person):
        raise CannotHoldRole("staff")
    if not person.is_active or person.erased_at:
        raise CannotHoldRole("suspended")


def _check_apart(study: Study, person: Person, role: str) -> None:
    """Whoever pays for a study has no other role in it, whichever of the two came first."""
    held = StudyMember.objects.filter(study=study.public_id, person=person, ended_at__isnull=True)
    roles = {*held.values_list("role", flat=True)}
    if role == StudyRole.FUNDER and roles - {role}:
        raise CannotHoldRole("has_a_role")
    if role != StudyRole.FUNDER and StudyRole.FUNDER in roles:
        raise CannotHoldRole("funder" if role == StudyRole.LEAD_EVALUATOR else "funder_in_field")


def give(study: Study, by: Person, person: Person, role: str, now: datetime) -> StudyMember:
    """Stores a role for whoever decided it already; raises CannotHoldRole for two that exclude."""
    Study.objects.select_for_update().get(pk=study.pk)  # two grants at once wait for each other
    _check_apart(study, person, role)
    return StudyMember.objects.create(
        study=study.public_id,
        person=person,
        role=role,
        given_by=by,
        given_at=now,
    )
