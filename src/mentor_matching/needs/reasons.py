"""Why an area was proposed, in the person's language."""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from mentor_matching import text
from mentor_matching.needs.lexical import NO_TERM, Bm25
from mentor_matching.needs.phrases import Phrase

_STRONG_WORD = 2.2
# A word speaks for an area if more than this part of what holds it is that area's: «casi» and
# «ayuda» stand in phrases of seven areas and more and are nobody's. A name needs less.
_OF_AN_AREA, _OF_A_NAME = 1 / 3, 1 / 5
_MOST_WORDS = 3
_MOST_WORDS_KEPT = 20_000
_ALIKE, _BARELY_ALIKE = 0.5, 0.2
_TEMPLATES = {
    "es": {
        "words": "usted escribió {words}",
        "example": "se parece a «{example}»",
        "area": "tiene que ver con {label}",
        "faint": "también podría ser esto",
        "quote": "«{word}»",
        "and": " y ",
    },
    "en": {
        "words": "you wrote {words}",
        "example": "it is like “{example}”",
        "area": "it has to do with {label}",
        "faint": "it could be this too",
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
            if phrase.is_name and len(phrase.words) == 1
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
        faint: Collection[int] = (),
    ) -> list[str]:
        """One line of reasons for each area.

        Args:
            areas: the name of each area by its number, for when nothing more particular can be
                said.
            spelled: each word as the person wrote it and as the vocabulary spells it.
            alike: how like each phrase the story is, shape (phrases,).
            language: "es" or "en".
            faint: the areas that are hardly likely: an example that is not very like the story
                would be an odd reason for them.
        """
        strong = self._strong_words(list(areas), spelled, language)
        return [
            "; ".join(self._found(area, words, alike, language, is_faint=area in faint))
            or _TEMPLATES[language]["faint" if area in faint else "area"].format(label=label)
            for (area, label), words in zip(areas.items(), strong, strict=True)
        ]

    def _found(
        self,
        area: int,
        words: Sequence[str],
        alike: npt.NDArray[np.float64],
        language: str,
        *,
        is_faint: bool,
    ) -> list[str]:
        say = _TEMPLATES[language]
        found: list[str] = []
        if words:
            quoted = [say["quote"].format(word=word) for word in words]
            found.append(say["words"].format(words=_listed(quoted, say["and"])))
        least = _ALIKE if found or is_faint else _BARELY_ALIKE
        if example := self._nearest_example(area, alike, language, least):
            found.append(say["example"].format(example=example))
        return found

    def _strong_words(
        self, areas: Sequence[int], spelled: Sequence[tuple[str, str]], language: str
    ) -> list[list[str]]:
        """The few words that speak most for each area, in the order of the text.

        A rare word that one example happens to hold, "comadre" in one on loans, does not speak
        for its area, nor does what many areas say: its own names do, and what is said mostly of it.
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
        is_name = np.array(names, dtype=bool).reshape(-1, len(areas))
        speaks = self._words.shares(rows, areas) > np.where(is_name, _OF_A_NAME, _OF_AN_AREA)
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
