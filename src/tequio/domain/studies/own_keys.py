"""The keys by which another platform knows the people of its file, apart from those of the study.

Whoever gave the file could read in what is published who was drawn and what each said, if the study
kept its keys. Here alone stands which is which, and each reading is an audit event.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from tequio.domain.audit import actions as audit
from tequio.domain.studies import members
from tequio.domain.studies.bulk import copy_in
from tequio.domain.studies.errors import StudyRefused, WrongStage
from tequio.records.people import Person
from tequio.records.studies import OwnKey, StudyRole
from tequio.survey_records.models import Case, Study

READERS = (StudyRole.LEAD_EVALUATOR, StudyRole.SUPERVISOR)


def make(*, study: Study, own: Mapping[str, str], by: Person, now: datetime) -> None:
    """Ties keys of the study to keys of the file (key -> own key), instead of an earlier frame's.

    Nobody chooses to call it: it is a part of freezing the frame, which asks for the role.
    """
    forget(study)
    copy_in(
        OwnKey,
        ("study", "key", "own_key", "made_at"),
        ((study.public_id, key, own_key, now) for key, own_key in own.items()),
    )
    audit.record(action="studies.make_own_keys", subject=study, by=by, now=now, count=len(own))


def forget(study: Study) -> int:
    """Removes what tied the keys of a frame to those of a file; gives how many there were."""
    return OwnKey.objects.filter(study=study.public_id).delete()[0]


@transaction.atomic
def read(*, study: Study, by: Person, now: datetime) -> list[tuple[str, str]]:
    """Key and own key of every released case, to reach people outside this platform.

    Raises NotAllowed; WrongStage after the data lock, when nobody is to be reached any more;
    StudyRefused `no_own_keys` where the frame is of this platform's people.
    """
    members.require(study, by, *READERS)
    if study.data_locked_at is not None or study.field_opened_at is None:
        raise WrongStage("locked" if study.data_locked_at else "not_in_field")
    released = Case.objects.filter(study=study, released_at__isnull=False)
    held = OwnKey.objects.filter(study=study.public_id)
    if not held.exists():
        raise StudyRefused("no_own_keys")
    keys = list(released.values_list("key", flat=True))
    found = list(held.filter(key__in=keys).order_by("key").values_list("key", "own_key"))
    audit.record(action="studies.read_own_keys", subject=study, by=by, now=now, count=len(found))
    return found


def are_held(study: Study) -> bool:
    """Whether the frame came from a file whose keys are kept apart; it reads none of them."""
    return OwnKey.objects.filter(study=study.public_id).exists()
