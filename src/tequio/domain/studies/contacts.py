"""What ties a study to people is erased on the day that its respondents were told."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tequio.domain.audit import actions as audit
from tequio.domain.studies import links_of_people, own_keys
from tequio.survey_records.models import Study


def erase_overdue(*, now: datetime) -> dict[str, int]:
    """Erases the ties of every study whose day has come: study -> how many there were."""
    overdue = Study.objects.filter(contacts_kept_until__lte=timezone.localdate(now))
    erased = {study.public_id: _erase(study, now) for study in overdue.order_by("pk")}
    return {study: count for study, count in erased.items() if count}


@transaction.atomic
def _erase(study: Study, now: datetime) -> int:
    """From then on nobody finds who was asked: not the evaluator, and not this program."""
    people, keys = links_of_people.forget(study), own_keys.forget(study)
    if people or keys:
        audit.record(
            action="studies.erase_contacts", subject=study, by=None, now=now,
            links=people, own_keys=keys,
        )  # fmt: skip
    return people + keys
