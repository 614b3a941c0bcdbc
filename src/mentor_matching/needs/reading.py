"""A story read: its language, its words as the vocabulary spells them, its sentences."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from mentor_matching import text
from mentor_matching.needs import language as languages
from mentor_matching.needs.known_words import KnownWords
from mentor_matching.spelling import Spelling

_FEWEST_WORDS, _MOST_WORDS = 4, 24
_MOST_FORMS = 20_000
_LONG_STORY = 18
_SENTENCE_END = re.compile(r"[.!?;\n]+")
_CLAUSE_END = re.compile(r"[.,:!?;\n]+|\b(?:y|pero|and|but)\b", re.IGNORECASE)
_GREETING = re.compile(
    r"\b(?:hola|saludos|f[ií]jese que|muchas gracias|gracias|disculpe|"
    r"buen(?:os|as|a)?\s+(?:d[ií]as?|tardes?|noches?)|hello|hi(?: there)?|hey|"
    r"good (?:morning|afternoon|evening|day)|thanks|thank you)\b",
    re.IGNORECASE,
)


_ADDRESS = re.compile(r"\S+@\S+|(?:https?://|www\.)\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """A story as words that the scores can use.

    `language` is None when the story is in neither language; `spelled` pairs each word as the
    person wrote it with the vocabulary's spelling; `parts` holds the words of the whole story
    and, when there are several, of each sentence, or of each clause when the story is long; a
    clause without an end is cut into pieces of its length.
    """

    language: str | None
    spelled: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, ...], ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing but small words like "the" and "para" is said, or nothing at all."""
        small = text.small_words(languages.SPANISH) | text.small_words(languages.ENGLISH)
        return small.issuperset(self.parts[0])


class Reader:
    """Reads stories with the spelling of one vocabulary."""

    def __init__(self, spelling: Spelling, known: KnownWords) -> None:
        self._spelling = spelling
        self._known = known
        self._spell = lru_cache(maxsize=_MOST_FORMS)(self._spell_word)
        self._forms = lru_cache(maxsize=_MOST_FORMS)(self._forms_of)

    def read(self, story: str, language: str | None) -> Reading:
        """The story read in `language`, or in the language that its words show.

        A language that the words clearly are not in is None even when `language` is given.
        """
        story = _ADDRESS.sub(" ", story[: text.MAX_CHARACTERS])
        story = _GREETING.sub(" ", story)
        spelled = self._spelled(story)
        words = tuple(word for _, word in spelled)
        return Reading(
            language=self._language(text.words(story), language),
            spelled=spelled,
            parts=(words, *self._sentences(story, len(words))),
        )

    def _language(self, words: Sequence[str], given: str | None) -> str | None:
        recognised = languages.recognise(words, self._known, self._is_misspelled)
        return recognised and (given or recognised)

    def _is_misspelled(self, word: str) -> bool:
        return self._spelling.nearest(word) is not None

    def _spelled(self, story: str) -> tuple[tuple[str, str], ...]:
        return tuple(chain.from_iterable(map(self._forms, text.written_words(story))))

    def _forms_of(self, written: str) -> tuple[tuple[str, str], ...]:
        return tuple((written, self._spell(word)) for word in text.words(written))

    def _spell_word(self, word: str) -> str:
        if word in self._spelling:
            return word
        if word in self._known or word in self._known.foreign:
            return self._spelling.sounds_like(word) or word
        return self._spelling.nearest(word) or word

    def _sentences(self, story: str, length: int) -> Iterator[tuple[str, ...]]:
        end = _CLAUSE_END if length > _LONG_STORY else _SENTENCE_END
        parts = [
            piece
            for part in end.split(story)
            for piece in _cut(tuple(word for _, word in self._spelled(part)))
        ]
        long_enough = [part for part in parts if len(part) >= _FEWEST_WORDS]
        if len(long_enough) > 1:
            yield from long_enough


def _cut(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Pieces of about one length, none above the most words that a clause has."""
    pieces = -(-len(words) // _MOST_WORDS)
    for piece in range(pieces):
        yield words[piece * len(words) // pieces : (piece + 1) * len(words) // pieces]
