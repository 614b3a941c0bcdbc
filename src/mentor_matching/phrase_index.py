"""Phrases found by the words and the letters they share with a text, typing errors included."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from mentor_matching import text

Similarities = npt.NDArray[np.float64]
Phrase = tuple[Sequence[str], str]
"""The words of a phrase (see `text.words`) and its language."""

_GRAM = 4
_STEM = "="
_LETTERS_SHARE = 0.35


@lru_cache(maxsize=50_000)
def _features_of(word: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """The stems of a word, marked, and its groups of letters."""
    padded = f"<{word}>"
    starts = range(max(len(padded) - _GRAM + 1, 1))
    stems = {_STEM + text.stem(word, language) for language in languages}
    return (*stems, *(padded[start : start + _GRAM] for start in starts))


def _features(words: Sequence[str], languages: tuple[str, ...]) -> Counter[str]:
    return Counter(feature for word in words for feature in _features_of(word, languages))


class PhraseIndex:
    """TF-IDF over stems and letter 4-grams, for some thousand short phrases.

    Args:
        phrases: the words of each phrase and its language ("es" or "en").
    """

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self.size = len(phrases)
        self._number: dict[str, int] = {}
        owners: list[int] = []
        features: list[int] = []
        times: list[int] = []
        for phrase, (words, language) in enumerate(phrases):
            for feature, count in _features(words, (language,)).items():
                owners.append(phrase)
                features.append(self._number.setdefault(feature, len(self._number)))
                times.append(count)
        self._weigh(np.array(owners), np.array(features), np.array(times))

    def _weigh(
        self,
        owners: npt.NDArray[np.intp],
        features: npt.NDArray[np.intp],
        times: npt.NDArray[np.intp],
    ) -> None:
        share = [1.0 if feature[0] == _STEM else _LETTERS_SHARE for feature in self._number]
        frequency = np.bincount(features)
        self._rarity = np.log(1 + self.size / frequency) * share
        weights = np.sqrt(times) * self._rarity[features]
        lengths = np.sqrt(np.bincount(owners, weights**2, minlength=self.size))
        by_feature = np.argsort(features, kind="stable")
        self._owners = owners[by_feature]
        self._weights = (weights / lengths[owners])[by_feature]
        self._starts = np.concatenate([[0], np.cumsum(frequency)])

    def similarities(self, words: Sequence[str], languages: Sequence[str]) -> Similarities:
        """Cosine of a text, given as words, with every phrase, shape (phrases,), from 0 to 1.

        >>> index = PhraseIndex([(("salon", "de", "belleza"), "es"), (("taller",), "es")])
        >>> index.similarities(["talleres"], ["es"]).argmax()
        np.int64(1)
        """
        totals = np.zeros(self.size)
        counts = _features(words, tuple(languages))
        known = [(self._number[f], n) for f, n in counts.items() if f in self._number]
        if not known:
            return totals
        features = np.array([feature for feature, _ in known])
        weights = np.sqrt([times for _, times in known]) * self._rarity[features]
        for feature, weight in zip(features, weights / np.linalg.norm(weights), strict=True):
            found = slice(self._starts[feature], self._starts[feature + 1])
            totals[self._owners[found]] += weight * self._weights[found]
        return totals
