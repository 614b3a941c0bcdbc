"""Why an area was proposed, in the person's language."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from mentor_matching import text
from mentor_matching.needs.lexical import Bm25
from mentor_matching.needs.phrases import Phrase

_STRONG_WORD = 2.2
_MOST_WORDS = 3
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
        self._quotable: dict[tuple[int, str], list[int]] = {}
        for position, phrase in enumerate(phrases):
            if phrase.quotable:
                self._quotable.setdefault((phrase.owner, phrase.language), []).append(position)

    def because(
        self,
        area: int,
        label: str,
        spelled: Sequence[tuple[str, str]],
        alike: npt.NDArray[np.float64],
        language: str,
    ) -> str:
        """One line of reasons for one area.

        Args:
            area: the area's number.
            label: its name, for when nothing more particular can be said.
            spelled: each word as the person wrote it and as the vocabulary spells it.
            alike: how like each phrase the story is, shape (phrases,).
            language: "es" or "en".
        """
        say = _TEMPLATES[language]
        found: list[str] = []
        if strong := self._strong_words(area, spelled, language):
            quoted = [say["quote"].format(word=word) for word in strong]
            found.append(say["words"].format(words=_listed(quoted, say["and"])))
        least = _ALIKE if found else _BARELY_ALIKE
        if example := self._nearest_example(area, alike, language, least):
            found.append(say["example"].format(example=example))
        return "; ".join(found) or say["area"].format(label=label)

    def _strong_words(
        self, area: int, spelled: Sequence[tuple[str, str]], language: str
    ) -> list[str]:
        small = text.small_words(language)
        weights = {
            written: self._words.weight(text.stem(word, language), area)
            for written, word in spelled
            if word not in small
        }
        strong = sorted((w for w in weights if weights[w] >= _STRONG_WORD), key=weights.__getitem__)
        chosen = strong[-_MOST_WORDS:]
        return [written for written in weights if written in chosen]

    def _nearest_example(
        self, area: int, alike: npt.NDArray[np.float64], language: str, least: float
    ) -> str | None:
        positions = self._quotable.get((area, language), [])
        if not positions:
            return None
        best = positions[int(alike[positions].argmax())]
        return self._phrases[best].text if alike[best] >= least else None


def _listed(names: Sequence[str], last: str) -> str:
    return last.join(filter(None, [", ".join(names[:-1]), names[-1]]))
