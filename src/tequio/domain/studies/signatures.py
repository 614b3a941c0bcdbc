"""Somebody answers for a hash with name, role and time; each role once for the same hash."""

from datetime import datetime

from tequio.domain.audit import actions as audit
from tequio.domain.studies.errors import WrongStage
from tequio.records.people import Person
from tequio.survey_records.models import Signature, Study


def sign_hash(
    *, study: Study, by: Person, subject: str, sha256: str, role: str, now: datetime
) -> Signature:
    """One signature; raises WrongStage where this role has signed this hash already."""
    signature, is_first = Signature.objects.get_or_create(
        study=study,
        subject=subject,
        sha256=sha256,
        role=role,
        defaults={"name": by.name, "signed_at": now},
    )
    if not is_first:
        raise WrongStage("signed")
    audit.record(action=f"studies.sign_{subject}", subject=study, by=by, now=now, role=role)
    return signature


def roles_that_signed(study: Study, subject: str, sha256: str) -> frozenset[str]:
    """Which roles answer for this hash."""
    found = Signature.objects.filter(study=study, subject=subject, sha256=sha256)
    return frozenset(found.values_list("role", flat=True))
