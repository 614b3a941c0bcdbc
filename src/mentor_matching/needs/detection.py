"""Need detection: which expertise areas a text asks for, and how sure that is."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np

from mentor_matching import text, vocabulary
from mentor_matching.errors import InvalidTextError
from mentor_matching.needs import meaning
from mentor_matching.needs.meaning import Meanings
from mentor_matching.needs.phrases import Phrase, collect, of_the_site
from mentor_matching.needs.reading import MOST_CHARACTERS, Reader, Reading
from mentor_matching.needs.reasons import Reasons
from mentor_matching.needs.results import NeedDetection, NeedMatch
from mentor_matching.needs.scoring import Scored, Scorer, Scores
from mentor_matching.needs.site_talk import SiteTalk
from mentor_matching.spelling import Spelling
from mentor_matching.vocabulary import LANGUAGES, Area, Example

FEWEST_AREAS, MOST_AREAS = 3, 5
NOTHING_FOUND = NeedDetection(areas=(), sure=False)

# Logistic regression of "this area is right" on the score and on what it is above the best other
# area, over phrases left out of the vocabulary in turn (benchmarks/need_detection.py prints the
# fit): an area that no other comes near is right at a score at which one of five is not.
_OF_SCORE, _OF_LEAD, _OF_NONE = 2.54, 5.18, -3.59
_LEAST_CHANCE = 0.01
"""Of areas far behind the first, 1 in 80 was right in the sets of queries, however far."""
_WEAK_SCORE, _FAINT_CHANCE = 0.44, 0.02
# Nobody is sure of what is more likely wrong than not, by far; a word or two names one thing.
_SURE_CHANCE, _SURE_CHANCE_OF_A_NAME = 0.2, 0.35
_LONGEST_NAME, _LONGEST_WANT = 2, 4
_WANTING = {
    *("quiero", "quisiera", "necesito", "ocupo", "busco", "deseo", "falta", "faltan", "hay"),
    *("tengo", "queda", "ya", "want", "need", "needs", "like", "get", "looking", "find", "have"),
}
# One or two words name a thing and get no benefit of the doubt; three or four are what small
# talk comes in, and have to stand out from it; one sentence of up to seven words a little; a
# longer text is more often a need than not. Shares of both errors: benchmarks/need_detection.py.
_MARGINS = ((2, 0.0), (4, 0.3), (7, 0.1))
_MARGIN_OF_A_STORY = -0.1
_SURE_SCORE, _SURE_SCORE_OF_A_STORY = 0.9, 0.75
_CLEARLY_UNCLEAR = 0.6


class NeedDetector:
    """Finds needs with a given vocabulary, so that staff can edit it while the site runs.

    Building takes about half a second; a detector is read-only and may be shared by threads.

    Args:
        areas: the expertise areas, at least one.
        examples: example phrases, each of one of these areas.
        meanings: the encoder of texts; the one that ships by default.
    """

    def __init__(
        self,
        areas: Sequence[Area],
        examples: Sequence[Example],
        meanings: Meanings | None = None,
    ) -> None:
        encodes = meanings or meaning.shipped()
        phrases = collect(areas, examples)
        self._areas = tuple(areas)
        self._reader = Reader(_spelling(phrases), encodes.known)
        self._scorer = Scorer(phrases, len(areas), encodes)
        self._reasons = Reasons(phrases, self._scorer.lexical)
        self._site_talk = SiteTalk(phrases, of_the_site())
        self._unclear = {phrase.words for phrase in phrases if phrase.owner >= len(areas)}
        self._clear = {phrase.words for phrase in phrases if phrase.owner < len(areas)}
        self._wanting = text.small_words("es") | text.small_words("en") | _WANTING

    def detect(self, story: str, language: str | None = None) -> NeedDetection:
        """The likeliest areas for a story.

        Args:
            story: what the person wrote, any characters; `MOST_CHARACTERS` of them are read.
            language: "es", "en", or None to recognise it.

        Returns:
            3 to 5 areas, best first. No areas and `sure=False` for a text that is empty, in
            another language or asks for nothing in particular; areas with `sure=False` when
            they are no more than guesses. `cut` says how much of a longer text was not read.

        Raises:
            InvalidTextError: a story that is no text, or a language that is not read.
        """
        if not isinstance(story, str):
            raise InvalidTextError(f"story must be a text, not {type(story).__name__}")
        if language is not None and language not in LANGUAGES:
            raise InvalidTextError(
                f"language must be one of {', '.join(LANGUAGES)}, or None to recognise it"
            )
        return replace(self._detected(story, language), cut=max(len(story) - MOST_CHARACTERS, 0))

    def _detected(self, story: str, language: str | None) -> NeedDetection:
        reading = self._reader.read(story, language)
        if reading.language is None or reading.is_empty:
            return NOTHING_FOUND
        return self._answer(
            self._scorer.score(reading.parts, is_long=reading.is_long), reading, reading.language
        )

    def _answer(self, scored: Scored, reading: Reading, language: str) -> NeedDetection:
        scores, unclear = scored.areas, scored.unclear
        words, spelled = reading.parts[0], tuple(dict.fromkeys(reading.spelled))
        if unclear > scores.max() + _CLEARLY_UNCLEAR:
            return NOTHING_FOUND
        chances = _chances(scored)
        ranked = [int(i) for i in np.argsort(-chances, kind="stable")[:MOST_AREAS]]
        likely = ranked[:FEWEST_AREAS] + [
            i for i in ranked[FEWEST_AREAS:] if scores[i] >= _WEAK_SCORE
        ]
        labels = {i: self._areas[i].label(language) for i in likely}
        faint = {i for i in likely if chances[i] < _FAINT_CHANCE}
        reasons = self._reasons.because(labels, spelled, scored.phrases, language, faint)
        matches = tuple(
            NeedMatch(area_id=self._areas[i].id, score=float(chances[i]), because=because)
            for i, because in zip(likely, reasons, strict=True)
        )
        return NeedDetection(
            matches,
            sure=words in self._clear
            or (self._names_a_want(words) and bool(chances.max() >= _SURE_CHANCE_OF_A_NAME))
            or (
                words not in self._unclear
                and bool(scores.max() >= _least_sure(reading.parts, unclear))
                and bool(chances.max() >= _least_chance(words))
                and (reading.is_long or not self._site_talk.is_meant(scored.phrases, ranked[0]))
            ),
        )

    def _names_a_want(self, words: Sequence[str]) -> bool:
        """Whether a few words are a want, or a lack, of what the vocabulary has a phrase for."""
        if len(words) > _LONGEST_WANT or words in self._unclear:
            return False
        return tuple(word for word in words if word not in self._wanting) in self._clear


def _chances(scored: Scored) -> Scores:
    """The chance that each area is right, from its score and its lead over the best other."""
    odds = _OF_SCORE * scored.areas + _OF_LEAD * scored.leads + _OF_NONE
    chances: Scores = _LEAST_CHANCE + (1 - _LEAST_CHANCE) / (1 + np.exp(-odds))
    return chances


def _least_chance(words: Sequence[str]) -> float:
    return _SURE_CHANCE_OF_A_NAME if len(words) <= _LONGEST_NAME else _SURE_CHANCE


def _least_sure(parts: Sequence[Sequence[str]], unclear: float) -> float:
    """What a text has to score to be a need, given its likeness to small talk."""
    for most, margin in _MARGINS:
        if len(parts[0]) <= most:
            return max(unclear + margin, _SURE_SCORE)
    return max(unclear + _MARGIN_OF_A_STORY, _SURE_SCORE_OF_A_STORY)


def _spelling(phrases: Sequence[Phrase]) -> Spelling:
    counts = Counter(word for phrase in phrases for word in phrase.words)
    return Spelling(word for word, _ in counts.most_common())


@cache
def _shipped() -> NeedDetector:
    return NeedDetector(vocabulary.areas(), vocabulary.examples())


def detect(story: str, language: str | None = None) -> NeedDetection:
    """The 3-5 likeliest expertise areas for a story, with the vocabulary that ships.

    Args:
        story: what the person wrote; of more than 20,000 characters, `cut` says the rest.
        language: "es", "en", or None to recognise it.

    >>> detection = detect("el banco no me quiere prestar")
    >>> detection.areas[0].area_id, detection.sure
    ('credit', True)
    >>> detect("asdf qwer")
    NeedDetection(areas=(), sure=False, cut=0)
    """
    return _shipped().detect(story, language)
