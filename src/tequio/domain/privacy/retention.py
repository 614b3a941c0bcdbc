"""Deletes what the map of stored data promises to keep no longer."""

from datetime import datetime, timedelta

from django.db import transaction

from tequio.domain.privacy import data_map
from tequio.records.audit import AuditEvent


def purge(*, now: datetime) -> dict[str, int]:
    """Deletes overdue rows: model -> how many, only where there were any."""
    gone = {
        label: _purge(entry, now)
        for label, entry in data_map.entries().items()
        if entry.keep_days is not None
    }
    return {label: count for label, count in gone.items() if count}


@transaction.atomic
def _purge(entry: data_map.Entry, now: datetime) -> int:
    oldest = now - timedelta(days=entry.keep_days or 0)
    overdue = entry.kept_for_a_while().filter(**{f"{entry.since}__lte": oldest})
    if entry.only:  # whoever never joined leaves no trail of joining
        name = entry.model._meta.model_name
        trail = AuditEvent.objects.filter(subject_type=name, subject_id__in=overdue.values("pk"))
        trail.delete()
    return overdue.delete()[1].get(entry.model._meta.label, 0)
