"""Remembers forms by their key, so that none is carried out twice."""

import uuid
from datetime import datetime

from tequio.records.audit import Submission


def remember(
    *, key: uuid.UUID, owner: str, path: str, body_hash: bytes, now: datetime
) -> tuple[Submission, bool]:
    """The submission with this key, and whether it is the first.

    A second one that arrives while the first is at work waits for it: the unique index holds it.
    """
    return Submission.objects.get_or_create(
        owner=owner,
        key=key,
        defaults={"path": path[:300], "body_hash": body_hash, "submitted_at": now},
    )


def note_location(*, submission: Submission, location: str) -> None:
    """Where the first answer led; repeats are sent to the same place."""
    Submission.objects.filter(pk=submission.pk).update(location=location[:500])


def forget(*, submission: Submission) -> None:
    """The form was not accepted: its key is free for the corrected one."""
    submission.delete()
