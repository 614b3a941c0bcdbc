"""What is locked and never published: every answer as it was given, as one hash with a salt.

Free text and safeguarding stay with the study. Their hash is published and is part of what the
data lock signs, so that whoever holds the answers sees that one was changed. Without the salt,
which stays too, nobody can try out what a short text may have been.
"""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from secrets import token_hex
from typing import Any

from tequio.domain.studies.study_data import canonical_json
from tequio.survey_records.models import Answer, AskedMentor, Study

BYTES = 16


def salt() -> str:
    """A salt for a study, of 128 bits."""
    return token_hex(BYTES)


def document(study: Study) -> dict[str, Any]:
    """The hash of all answers of a study and how many there are; nothing before the data lock."""
    if not study.sealed_salt:
        return {}
    lines = sorted(canonical_json(one) for one in (*_answers(study), *_mentors(study)))
    digest = hashlib.sha256(study.sealed_salt.encode())
    for line in lines:
        digest.update(b"\n" + line.encode())
    return {"answers": len(lines), "sha256": digest.hexdigest()}


def _answers(study: Study) -> Iterator[list[Any]]:
    sent = Answer.objects.filter(case__study=study, sent_at__isnull=False)
    for one in sent.select_related("case", "questionnaire").iterator(chunk_size=5000):
        form = [one.questionnaire.form, one.questionnaire.version]
        yield ["case", one.case.key, *form, one.values, one.consents, as_moment(one.sent_at)]


def _mentors(study: Study) -> Iterator[list[Any]]:
    said = AskedMentor.objects.filter(study=study, answered_at__isnull=False)
    for one in said.iterator(chunk_size=5000):
        yield ["mentor", one.key, one.values, one.consents, as_moment(one.answered_at)]


def as_moment(moment: datetime | None) -> str:
    """A moment as text; nothing where there is none."""
    return moment.isoformat() if moment else ""
