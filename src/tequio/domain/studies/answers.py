"""The answer of one case by the web form: begun with consent, kept page by page, sent once.

Run by the role of the respondents' surface, which may read and write only what stands here.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db import IntegrityError, connection, transaction

from tequio.domain.studies import attempts, personal_links
from tequio.domain.studies.dispositions import COMPLETE
from tequio.domain.studies.errors import StudyRefused
from tequio.domain.studies.questionnaires.checking import complete, core_share
from tequio.domain.studies.questionnaires.model import Questionnaire, from_content
from tequio.domain.studies.study_data import canonical_json
from tequio.survey_records.models import Answer

CONSENTS: Final = ("recontact", "quote", "reuse")
SEND: Final = "SELECT survey_send_answer(%s, %s::jsonb, %s, %s)"
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
    waiting = Answer.objects.filter(case_id=case_id, sent_at__isnull=True)
    if not waiting.update(**fresh):
        try:
            with transaction.atomic():
                return int(Answer.objects.create(case_id=case_id, **fresh).pk)
        except IntegrityError:  # sent, out of sight of the role that runs this; or begun just now
            if not waiting.update(**fresh):
                raise AnswerRefused("sent") from None
    return int(waiting.values_list("pk", flat=True).get())


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
    """Marks an answer as sent; its device is forgotten, its links close. Raises AnswerRefused."""
    values = complete(form, answer.values, year=now.year)
    with connection.cursor() as cursor:
        cursor.execute(SEND, [answer.pk, canonical_json(values), is_partial, now])
        (is_first,) = cursor.fetchone()
    if not is_first:
        raise AnswerRefused("sent")
    personal_links.withdraw_all(case_id=answer.case_id, now=now)


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
