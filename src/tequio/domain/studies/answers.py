"""The answer of one case by the web form: begun with consent, kept page by page, sent once.

Run by the role of the respondents' surface, which may read and write only what stands here.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db import transaction

from tequio.domain.studies import attempts
from tequio.domain.studies.dispositions import COMPLETE
from tequio.domain.studies.errors import StudyRefused
from tequio.domain.studies.questionnaires.checking import complete, core_share
from tequio.domain.studies.questionnaires.model import Questionnaire, from_content
from tequio.survey_records.models import Answer

CONSENTS: Final = ("recontact", "quote", "reuse")
ENOUGH: Final = 0.8  # of the core items: a partial interview (AAPOR 1.2), less is a break-off


class AnswerRefused(StudyRefused):
    """An answer that is not taken: `sent` already, or `unfinished`."""


@transaction.atomic
def begin(
    *,
    case_id: int,
    questionnaire_id: int,
    language: str,
    consents: Mapping[str, bool],
    device_hash: bytes | None,
    now: datetime,
    mode: str = "web",
    origin: str = "web",
) -> int:
    """Begins an answer with consent, or begins it anew on another device without what was said.

    Raises AnswerRefused where the answer was sent.
    """
    said = {name: bool(consents.get(name)) for name in CONSENTS}
    fresh = {
        "questionnaire_id": questionnaire_id,
        "mode": mode,
        "language": language,
        "consented_at": now,
        "consents": said,
        "values": {"a_consent": "1"},
        "begun_at": now,
        "origin": origin,
        "device_hash": device_hash,
    }
    answer, is_first = Answer.objects.get_or_create(case_id=case_id, defaults=fresh)
    if not is_first:
        waiting = Answer.objects.filter(pk=answer.pk, sent_at__isnull=True)
        if not waiting.update(**fresh):
            raise AnswerRefused("sent")
    return int(answer.pk)


@transaction.atomic
def keep(*, answer_id: int, values: Mapping[str, str], year: int) -> dict[str, str]:
    """Adds checked values to an answer that was not sent; answers no longer asked for go."""
    answer = _waiting(answer_id)
    form = from_content(answer.questionnaire.content)
    written = complete(form, {**answer.values, **values}, year=year)
    kept = {name: value for name, value in written.items() if value}
    Answer.objects.filter(pk=answer.pk).update(values=kept)
    return kept


@transaction.atomic
def send(*, answer_id: int, now: datetime) -> None:
    """Sends an answer once, with its attempt; raises AnswerRefused where core items are open."""
    answer = _waiting(answer_id)
    form = from_content(answer.questionnaire.content)
    if core_share(form, answer.values, year=now.year) < 1:
        raise AnswerRefused("unfinished")
    finish(answer, form, is_partial=False, now=now)
    attempts.note(case_id=answer.case_id, mode=answer.mode, code=COMPLETE, at=now)


def finish(answer: Answer, form: Questionnaire, *, is_partial: bool, now: datetime) -> None:
    """Marks an answer as sent; the device that it was given on is forgotten."""
    Answer.objects.filter(pk=answer.pk, sent_at__isnull=True).update(
        sent_at=now,
        is_partial=is_partial,
        values=complete(form, answer.values, year=now.year),
        device_hash=None,
    )


def _waiting(answer_id: int) -> Answer:
    """The answer under a lock, if it was not sent."""
    answer = (
        Answer.objects.select_for_update(of=("self",))
        .select_related("questionnaire")
        .filter(pk=answer_id, sent_at__isnull=True)
        .first()
    )
    if answer is None:
        raise AnswerRefused("sent")
    return answer
