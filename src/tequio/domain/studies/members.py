"""Who works on a study: commissioned by the programme, granted by the funder, led by neither."""

from datetime import date, datetime
from typing import Final

from django.db import transaction

from tequio.domain.audit import actions as audit
from tequio.domain.studies.errors import CannotHoldRole, NotAllowed, WrongStage
from tequio.records.people import Person, StaffRole
from tequio.records.studies import StudyMember, StudyRole
from tequio.survey_records.models import Study

PLATFORM: Final = "platform_administrator"
PUBLIC: Final = "public"
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
    """The roles a person has towards a study; staff have one and no other, whatever is stored."""
    anybody = {PUBLIC} if study.published_at else set()
    if person is None or not person.is_active:
        return frozenset(anybody)
    if is_of_the_platform(person):
        return frozenset({PLATFORM, *anybody})
    held = StudyMember.objects.filter(study=study.public_id, person=person, ended_at__isnull=True)
    return frozenset({*held.values_list("role", flat=True), *anybody})


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
    """Opens a study and names who pays for it; raises NotAllowed or CannotHoldRole."""
    if by.staff_role not in COMMISSIONERS:
        raise NotAllowed("role")
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
    _give(study, by, funder, StudyRole.FUNDER, "", now)
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
    declaration: str = "",
) -> StudyMember:
    """Gives a role; raises NotAllowed, or CannotHoldRole for staff or a missing declaration."""
    granting = GRANTS.get(StudyRole(role))
    if granting is None:
        raise NotAllowed("role")
    require(study, by, granting)
    _check_able(person)
    if role == StudyRole.LEAD_EVALUATOR:
        if not declaration.strip():
            raise CannotHoldRole("no_declaration")
        if roles_of(study, person) & {StudyRole.FUNDER}:
            raise CannotHoldRole("funder")
    if role in roles_of(study, person):
        raise CannotHoldRole("held")
    member = _give(study, by, person, role, declaration.strip(), now)
    audit.record(action="studies.grant", subject=study, by=by, now=now, role=role)
    return member


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


def _give(
    study: Study, by: Person, person: Person, role: str, declaration: str, now: datetime
) -> StudyMember:
    return StudyMember.objects.create(
        study=study.public_id,
        person=person,
        role=role,
        declaration=declaration,
        declared_at=now if declaration else None,
        given_by=by,
        given_at=now,
    )
