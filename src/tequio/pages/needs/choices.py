"""Choices of the forms, in the language of the reader."""

from functools import lru_cache

from django.utils.translation import get_language

from mentor_matching import vocabulary
from tequio.domain import languages
from tequio.domain.vocabulary import words


def reader() -> str:
    """`es` or `en`: the language that the vocabularies have."""
    language = str(get_language() or "es")[:2]
    return language if language in vocabulary.LANGUAGES else "en"


def areas() -> tuple[tuple[str, str], ...]:
    """The 48 areas, by name."""
    return _areas(words.in_memory.current(), reader())


@lru_cache(maxsize=8)
def _areas(edition: words.Words, language: str) -> tuple[tuple[str, str], ...]:
    named = [(area.id, area.label(language)) for area in edition.areas]
    return tuple(sorted(named, key=lambda choice: choice[1]))


def grouped_areas() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The 48 areas under the headings of their groups."""
    return _grouped_areas(words.in_memory.current(), reader())


@lru_cache(maxsize=8)
def _grouped_areas(
    edition: words.Words, language: str
) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    return tuple(
        (
            group.label(language),
            tuple((area, edition.by_id[area].label(language)) for area in group.area_ids),
        )
        for group in vocabulary.groups()
    )


def spoken() -> list[tuple[str, str]]:
    return [(code, languages.language_name(code, reader())) for code in languages.OFFERED]


def countries() -> list[tuple[str, str]]:
    return [("", "—"), *languages.countries(reader())]
