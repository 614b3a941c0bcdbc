"""Search industries by trade names, official labels and the activities each class lists."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from numbers import Integral

import numpy as np

from mentor_matching import tables, text
from mentor_matching.errors import InvalidTextError
from mentor_matching.industries.catalogue import Industry, all_industries, by_code
from mentor_matching.industries.kinship import Kinship
from mentor_matching.needs import known_words
from mentor_matching.phrase_index import PhraseIndex, Similarities
from mentor_matching.spelling import Spelling
from mentor_matching.vocabulary import LANGUAGES

_TRADE_NAME, _LABEL, _ACTIVITY = 1.0, 0.85, 0.75
_WEAKEST = 0.22
_BESIDE_THE_BEST = 0.5
"""What is less than this part of the best is no answer beside it: pension funds for a "fonda"."""
_OTHER_LANGUAGE = 0.9
_MANNER = 0.2
"""What the words of manner count, beside those that name the trade."""
_SAID_WHOLE = 0.99
_LEAST_SHARED = 0.5
"""Of a name or of the text has to be said by the other: a shop is not a fish shop."""
_LEFT_UNSAID = 0.2
"""What a name that is not said at all loses: of a "tienda", nothing says that it sells clothes."""
_SHORTEST_CHANGED = 7


@dataclass(frozen=True, slots=True)
class _Name:
    code: str
    language: str
    text: str
    weight: float


def _trade_names() -> list[_Name]:
    return [
        _Name(row["code"], row["language"], name.strip(), _TRADE_NAME)
        for row in tables.rows("trade_names.csv")
        for name in row["names"].split(";")
    ]


def _official_names() -> list[_Name]:
    labels = [
        _Name(industry.code, language, industry.label(language), _LABEL)
        for industry in all_industries()
        for language in LANGUAGES
    ]
    activities = [
        _Name(row["code"], "es", row["activity_es"], _ACTIVITY)
        for row in tables.rows("industry_activities.csv")
    ]
    return labels + activities


@cache
def _names() -> tuple[tuple[_Name, ...], PhraseIndex]:
    names = tuple(_trade_names() + _official_names())
    return names, PhraseIndex([(text.plain_words(name.text), name.language) for name in names])


@cache
def _kinship() -> Kinship:
    names, _ = _names()
    return Kinship([_naming(text.plain_words(name.text)) for name in names])


@cache
def _spelling() -> Spelling:
    names, _ = _names()
    counts = Counter(word for name in names for word in text.plain_words(name.text))
    return Spelling(word for word, _ in counts.most_common())


def load() -> None:
    """Make ready what the first `find` of a process would take a third of a second for.

    >>> load()
    """
    _spelling()
    _kinship()
    known_words.shipped()


def _telling_words(trade: str) -> tuple[str, ...]:
    """The words that can name a trade, each spelled as the names spell it."""
    spelling = _spelling()
    words = [word for word in text.plain_words(trade) if word not in _small_words()]
    return tuple(_spelled(word, spelling) for word in words)


@cache
def _small_words() -> frozenset[str]:
    return text.small_words("es") | text.small_words("en")


def _naming(words: Sequence[str]) -> list[str]:
    """The words that name a trade, without small words and those of manner."""
    return [word for word in words if word not in _small_words() and word not in _manner_words()]


@cache
def _manner_words() -> frozenset[str]:
    """How a thing is made or how large it is: "hecho a mano", "small"; of any trade."""
    return frozenset(row["word"] for row in tables.rows("manner_words.csv"))


def _similarities(trade: str, languages: tuple[str, ...]) -> Similarities:
    """How like each name a trade is; what only shares its manner is not like it at all."""
    _, index = _names()
    words = _telling_words(trade)
    naming = _naming(words)
    of_name, of_text = _kinship().shares(naming)
    is_shared = np.maximum(of_name, of_text) >= _LEAST_SHARED
    said = 1 - _LEFT_UNSAID + _LEFT_UNSAID * of_name
    of_names = index.similarities(naming, languages) * is_shared * said
    if len(naming) == len(words):
        return of_names
    with_manner = index.similarities(words, languages) * is_shared
    likeness = (1 - _MANNER) * of_names + _MANNER * with_manner
    # A name that is said whole, manner and all, is that trade: "tienda de barrio".
    return np.where(with_manner >= _SAID_WHOLE, with_manner, likeness * (of_names > 0))


def _spelled(word: str, spelling: Spelling) -> str:
    """A word that exists is no slip of another: "pond" is not a misspelled "phone"."""
    if word in spelling:
        return word
    if word in known_words.shipped():
        return spelling.sounds_like(word) or word
    if _kinship().kin(word):
        return word
    return spelling.nearest(word, shortest_changed=_SHORTEST_CHANGED) or word


def find(trade: str, language: str | None = None, limit: int = 5) -> tuple[Industry, ...]:
    """The industries whose names are nearest to what a person calls the trade, best first.

    Args:
        trade: a trade in everyday words.
        language: "es" or "en" prefers names in that language; None takes both alike.
        limit: how many to return at most.

    Returns an empty tuple when nothing resembles the text.

    Raises:
        InvalidTextError: a trade that is no text, a language that is none of those of the names,
            or a limit that is no whole number.

    >>> find("tortillería", "es")[0].code
    '1071'
    >>> find("chicken farm", "en")[0].code
    '0146'
    """
    if not isinstance(trade, str):
        raise InvalidTextError(f"trade must be a text, not {type(trade).__name__}")
    if language is not None and language not in LANGUAGES:
        raise InvalidTextError(f"language must be one of {', '.join(LANGUAGES)}, or None for both")
    if not isinstance(limit, Integral):
        raise InvalidTextError("limit must be a whole number")
    names, _ = _names()
    languages = LANGUAGES if language is None else (language,)
    scores = _similarities(trade, languages) * np.array([name.weight for name in names])
    if language is not None:
        own = np.array([name.language == language for name in names])
        scores = np.where(own, scores, scores * _OTHER_LANGUAGE)
    weakest = max(_WEAKEST, _BESIDE_THE_BEST * float(scores.max()))
    found: dict[str, Industry] = {}
    for position in np.argsort(-scores, kind="stable"):
        if scores[position] < weakest or len(found) >= limit:
            break
        name = names[position]
        found.setdefault(name.code, replace(by_code(name.code), because=name.text))
    return tuple(found.values())
