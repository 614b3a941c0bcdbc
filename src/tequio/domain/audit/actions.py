"""Writes what was done into the audit trail, in the transaction of the change."""

from datetime import datetime

from django.db.models import Model

from tequio.records.audit import AuditEvent
from tequio.records.people import Person


def record(
    *, action: str, subject: Model, by: Person | None, now: datetime, **detail: str | int | None
) -> AuditEvent:
    """One row for one change; `detail` holds codes and counts, never what people wrote."""
    return AuditEvent.objects.create(
        actor=by,
        action=action,
        subject_type=subject._meta.model_name or "",
        subject_id=subject.pk,
        detail=detail,
        happened_at=now,
    )
