"""Why an area was proposed, in the person's language."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from mentor_matching import text
from mentor_matching.needs.lexical import NO_TERM, Bm25
from mentor_matching.needs.phrases import Phrase

_STRONG_WORD = 2.2
_MOST_WORDS = 3
_MOST_WORDS_KEPT = 20_000
_ALIKE, _BARELY_ALIKE = 0.5, 0.2
_TEMPLATES = {
    "es": {
        "words": "usted escribió {words}",
        "example": "se parece a «{example}»",
        "area": "tiene que ver con {label}",
        "quote": "«{word}»",
        "and": " y ",
    },
    "en": {
        "words": "you wrote {words}",
        "example": "it is like “{example}”",
        "area": "it has to do with {label}",
        "quote": "“{word}”",
        "and": " and ",
    },
}


class Reasons:
    """Finds the words and the example that speak for an area."""

    def __init__(self, phrases: Sequence[Phrase], words: Bm25) -> None:
        self._phrases = tuple(phrases)
        self._words = words
        self._row = lru_cache(maxsize=_MOST_WORDS_KEPT)(self._row_of)
        self._names = {
            (words.row(stem), phrase.owner)
            for phrase in phrases
            if phrase.is_name
            for stem in phrase.stems
        }
        quotable: dict[tuple[int, str], list[int]] = {}
        for position, phrase in enumerate(phrases):
            if phrase.quotable:
                quotable.setdefault((phrase.owner, phrase.language), []).append(position)
        self._quotable = {own: np.array(positions) for own, positions in quotable.items()}

    def _row_of(self, word: str, language: str) -> int:
        return self._words.row(text.stem(word, language))

    def because(
        self,
        areas: Mapping[int, str],
        spelled: Sequence[tuple[str, str]],
        alike: npt.NDArray[np.float64],
        language: str,
    ) -> list[str]:
        """One line of reasons for each area.

        Args:
            areas: the name of each area by its number, for when nothing more particular can be
                said.
            spelled: each word as the person wrote it and as the vocabulary spells it.
            alike: how like each phrase the story is, shape (phrases,).
            language: "es" or "en".
        """
        strong = self._strong_words(list(areas), spelled, language)
        return [
            self._line(area, label, words, alike, language)
            for (area, label), words in zip(areas.items(), strong, strict=True)
        ]

    def _line(
        self,
        area: int,
        label: str,
        words: Sequence[str],
        alike: npt.NDArray[np.float64],
        language: str,
    ) -> str:
        say = _TEMPLATES[language]
        found: list[str] = []
        if words:
            quoted = [say["quote"].format(word=word) for word in words]
            found.append(say["words"].format(words=_listed(quoted, say["and"])))
        least = _ALIKE if found else _BARELY_ALIKE
        if example := self._nearest_example(area, alike, language, least):
            found.append(say["example"].format(example=example))
        return "; ".join(found) or say["area"].format(label=label)

    def _strong_words(
        self, areas: Sequence[int], spelled: Sequence[tuple[str, str]], language: str
    ) -> list[list[str]]:
        """The few words that speak most for each area, in the order of the text.

        A rare word that one example happens to hold, "comadre" in one on loans, does not speak
        for its area: an area's own names do, and what several of its examples say.
        """
        small = text.small_words(language)
        terms = {
            written: self._row(word, language) for written, word in spelled if word not in small
        }
        terms = {one: row for one, row in terms.items() if row != NO_TERM}
        weights = self._words.weights(list(terms.values()), areas)
        # Most words of a long story are strong for none: what they speak for need not be known.
        strong = np.flatnonzero((weights >= _STRONG_WORD).any(axis=1))
        all_written = list(terms)
        written = [all_written[place] for place in strong]
        rows = [terms[one] for one in written]
        names = [[(row, area) in self._names for area in areas] for row in rows]
        speaks = self._words.are_usual(rows, areas) | np.array(names, bool).reshape(-1, len(areas))
        weights = np.where(speaks, weights[strong], 0)
        order = np.argsort(weights, axis=0, kind="stable")[-_MOST_WORDS:]
        return [
            [written[row] for row in sorted(order[:, area]) if weights[row, area] >= _STRONG_WORD]
            for area in range(len(areas))
        ]

    def _nearest_example(
        self, area: int, alike: npt.NDArray[np.float64], language: str, least: float
    ) -> str | None:
        positions = self._quotable.get((area, language))
        if positions is None:
            return None
        best = positions[int(alike[positions].argmax())]
        return self._phrases[best].text if alike[best] >= least else None


def _listed(names: Sequence[str], last: str) -> str:
    return last.join(filter(None, [", ".join(names[:-1]), names[-1]]))
