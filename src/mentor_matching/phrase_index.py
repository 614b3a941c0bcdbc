"""Phrases found by the words and the letters they share with a text, typing errors included."""

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from mentor_matching import text

Similarities = npt.NDArray[np.float64]
_GRAM = 4
_LETTERS_SHARE = 0.35


def _letter_grams(word: str) -> Iterator[str]:
    padded = f"<{word}>"
    for start in range(max(len(padded) - _GRAM + 1, 1)):
        yield padded[start : start + _GRAM]


def _features(phrase: str, languages: Sequence[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for word in text.words(phrase):
        counts.update({f"={text.stem(word, language)}" for language in languages})
        counts.update(_letter_grams(word))
    return counts


class PhraseIndex:
    """TF-IDF over stems and letter 4-grams, for some thousand short phrases.

    Args:
        phrases: the phrases, each with its language ("es" or "en").
    """

    def __init__(self, phrases: Sequence[tuple[str, str]]) -> None:
        self.size = len(phrases)
        counted = [_features(phrase, (language,)) for phrase, language in phrases]
        frequency = Counter(feature for counts in counted for feature in counts)
        self._rarity = {
            feature: float(np.log(1 + self.size / times)) * _share(feature)
            for feature, times in frequency.items()
        }
        self._postings = self._invert(counted)

    def _invert(
        self, counted: Sequence[Counter[str]]
    ) -> dict[str, tuple[npt.NDArray[np.int64], Similarities]]:
        where: dict[str, list[tuple[int, float]]] = {feature: [] for feature in self._rarity}
        for phrase, counts in enumerate(counted):
            for feature, weight in self._unit(counts).items():
                where[feature].append((phrase, weight))
        return {
            feature: (np.array([p for p, _ in found]), np.array([w for _, w in found]))
            for feature, found in where.items()
        }

    def _unit(self, counts: Counter[str]) -> dict[str, float]:
        weights = {f: n**0.5 * self._rarity[f] for f, n in counts.items() if f in self._rarity}
        length = sum(weight * weight for weight in weights.values()) ** 0.5
        return {feature: weight / length for feature, weight in weights.items()} if length else {}

    def similarities(self, query: str, languages: Sequence[str]) -> Similarities:
        """Cosine of a text with every phrase, shape (phrases,), each from 0 to 1.

        >>> index = PhraseIndex([("salón de belleza", "es"), ("taller mecánico", "es")])
        >>> index.similarities("tayer mecanico", ("es",)).argmax()
        np.int64(1)
        """
        totals = np.zeros(self.size)
        for feature, weight in self._unit(_features(query, languages)).items():
            phrases, weights = self._postings[feature]
            totals[phrases] += weight * weights
        return totals


def _share(feature: str) -> float:
    return 1.0 if feature.startswith("=") else _LETTERS_SHARE
