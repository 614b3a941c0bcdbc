"""Which language a text is written in: Spanish, English, or one that we do not read."""

from collections.abc import Callable, Iterable
from itertools import islice

from mentor_matching import text
from mentor_matching.needs.known_words import KnownWords

SPANISH, ENGLISH = "es", "en"
_SMALL_WEIGHT = 1.5
_MISSPELLED_WEIGHT = 0.3
_SHARED_WEIGHT = 0.5
_FOREIGN_SHARE = 0.6
_WORDS_READ = 150
"""The language of a text shows in less."""


def recognise(
    words: Iterable[str], known: KnownWords, is_misspelled: Callable[[str], bool]
) -> str | None:
    """ "es", "en", or None for a text in neither (or with no word known).

    Args:
        words: the words as the person spelled them, without accents.
        known: tells the language of the words it knows.
        is_misspelled: says whether an unknown word looks like a slip in a known one.

    >>> from mentor_matching.needs.known_words import shipped
    >>> recognise("je veux vendre mes produits".split(), shipped(), lambda word: False) is None
    True
    """
    votes = {SPANISH: 0.0, ENGLISH: 0.0, "both": 0.0, "other": 0.0}
    spanish, english = text.small_words(SPANISH), text.small_words(ENGLISH)
    for word in islice(words, _WORDS_READ):
        is_spanish, is_english = word in spanish, word in english
        if is_spanish != is_english:
            votes[SPANISH if is_spanish else ENGLISH] += _SMALL_WEIGHT
        elif len(word) == 1:
            continue
        elif word in known.foreign and not is_spanish:
            votes["other"] += _SHARED_WEIGHT if word in known else 1
        elif word in known:
            votes[_leaning(word, known)] += 1
        else:
            votes["other"] += _MISSPELLED_WEIGHT if is_misspelled(word) else 1
    ours = max(votes[SPANISH], votes[ENGLISH]) + votes["both"]
    if votes["other"] >= _FOREIGN_SHARE * ours:
        return None
    return ENGLISH if votes[ENGLISH] > votes[SPANISH] else SPANISH


def _leaning(word: str, known: KnownWords) -> str:
    return {1: SPANISH, -1: ENGLISH}.get(known.languages[word], "both")
