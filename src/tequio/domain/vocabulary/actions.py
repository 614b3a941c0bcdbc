"""Changes of the vocabulary: words of the areas, examples, and phrases that wait for review."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F

from mentor_matching.vocabulary import LANGUAGES
from tequio.domain.audit import actions as audit
from tequio.domain.safety import texts
from tequio.domain.vocabulary.rules import OF_A_PHRASE
from tequio.domain.vocabulary.words import THE_ROW
from tequio.records.needs import Story
from tequio.records.people import Person
from tequio.records.vocabulary import (
    LONGEST_PHRASE,
    AreaExample,
    AreaWording,
    CandidatePhrase,
    VocabularyEdition,
)

CANDIDATES_KEPT: Final = timedelta(days=180)


@transaction.atomic
def reword(
    *,
    area: str,
    label_es: str,
    label_en: str,
    synonyms_es: Iterable[str],
    synonyms_en: Iterable[str],
    by: Person,
    now: datetime,
) -> AreaWording:
    """Gives an area other names and synonyms than those that come with the program."""
    wording, _ = AreaWording.objects.update_or_create(
        area=area,
        defaults={
            "label_es": label_es,
            "label_en": label_en,
            "synonyms_es": list(dict.fromkeys(synonyms_es)),
            "synonyms_en": list(dict.fromkeys(synonyms_en)),
            "changed_at": now,
        },
    )
    audit.record(action="vocabulary.reword", subject=wording, by=by, now=now, area=area)
    _next_edition()
    return wording


@transaction.atomic
def add_example(*, area: str, language: str, text: str, by: Person, now: datetime) -> AreaExample:
    """Adds a phrase that stands for the area; the same one again changes nothing.

    Raises TextRefused where it tells how to reach somebody or holds a long number.
    """
    texts.refuse(OF_A_PHRASE, text=text)
    example, is_new = AreaExample.objects.get_or_create(
        area=area, language=language, text=text, defaults={"added_at": now}
    )
    if is_new:
        audit.record(action="vocabulary.add_example", subject=example, by=by, now=now, area=area)
        _next_edition()
    return example


@transaction.atomic
def remove_example(*, example: AreaExample, by: Person, now: datetime) -> None:
    """Takes an added phrase back; those that come with the program stay."""
    audit.record(
        action="vocabulary.remove_example", subject=example, by=by, now=now, area=example.area
    )
    example.delete()
    _next_edition()


def note_candidates(*, by: Person, areas: Iterable[str], now: datetime) -> None:
    """Keeps what the person told last, beside each area they chose, for the team to review.

    Not where it tells how to reach somebody: that is nobody's phrase.
    """
    story = Story.objects.filter(person=by, language__in=LANGUAGES).order_by("-told_at").first()
    if story is None or story.told_at < now - CANDIDATES_KEPT:
        return
    if texts.problems(OF_A_PHRASE, {"text": story.text}):
        return
    CandidatePhrase.objects.bulk_create(
        [
            CandidatePhrase(
                person=by,
                area=area,
                language=story.language,
                text=story.text[:LONGEST_PHRASE],
                told_at=story.told_at,
            )
            for area in areas
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def accept(*, candidate: CandidatePhrase, text: str, by: Person, now: datetime) -> AreaExample:
    """Makes an example of it, in words that name nobody; whose it was is forgotten.

    Raises TextRefused, as `add_example` does.
    """
    example = add_example(
        area=candidate.area, language=candidate.language, text=text, by=by, now=now
    )
    candidate.delete()
    return example


@transaction.atomic
def reject(*, candidate: CandidatePhrase, by: Person, now: datetime) -> None:
    """Does not make an example of it, and forgets it."""
    audit.record(action="vocabulary.reject", subject=candidate, by=by, now=now, area=candidate.area)
    candidate.delete()


def _next_edition() -> None:
    VocabularyEdition.objects.get_or_create(pk=THE_ROW)
    VocabularyEdition.objects.filter(pk=THE_ROW).update(number=F("number") + 1)
