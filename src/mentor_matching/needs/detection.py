"""Need detection: which expertise areas a text asks for, and how sure that is."""

from collections.abc import Sequence
from functools import cache

from mentor_matching import text, vocabulary
from mentor_matching.needs.lexical import Bm25
from mentor_matching.needs.results import NeedDetection, NeedMatch
from mentor_matching.vocabulary import Area, Example

MOST_AREAS = 5


class NeedDetector:
    """Finds needs with a given vocabulary, so that staff can edit it while the site runs."""

    def __init__(self, areas: Sequence[Area], examples: Sequence[Example]) -> None:
        self._areas = tuple(areas)
        documents: list[list[str]] = []
        for area in areas:
            terms: list[str] = []
            for language in vocabulary.LANGUAGES:
                phrases = [area.label(language), area.description(language)]
                phrases += area.synonyms(language)
                phrases += [
                    e.text for e in examples if (e.area_id, e.language) == (area.id, language)
                ]
                for phrase in phrases:
                    terms += [text.stem(word, language) for word in text.words(phrase)]
            documents.append(terms)
        self._bm25 = Bm25(documents)

    def detect(self, story: str, language: str | None = None) -> NeedDetection:
        """The likeliest areas for a story; `language` is "es", "en" or None to guess it."""
        spoken = language or "es"
        terms = {text.stem(word, one) for one in vocabulary.LANGUAGES for word in text.words(story)}
        scores = self._bm25.scores(terms)
        best = [int(i) for i in scores.argsort()[::-1][:MOST_AREAS] if scores[i] > 0]
        matches = tuple(
            NeedMatch(
                self._areas[i].id, float(scores[i] / (scores[i] + 5)), self._areas[i].label(spoken)
            )
            for i in best
        )
        return NeedDetection(matches, sure=bool(best) and float(scores[best[0]]) > 3)


@cache
def _shipped() -> NeedDetector:
    return NeedDetector(vocabulary.areas(), vocabulary.examples())


def detect(story: str, language: str | None = None) -> NeedDetection:
    """The 3-5 likeliest expertise areas for a story, with the vocabulary that ships.

    Args:
        story: what the person wrote, any length.
        language: "es", "en", or None to recognise it.

    >>> detect("el banco no me quiere prestar").areas[0].area_id
    'credit'
    """
    return _shipped().detect(story, language)
