"""A story read: its language, its words as the vocabulary spells them, its sentences."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, compress
from typing import NamedTuple

from mentor_matching import text
from mentor_matching.needs import denying
from mentor_matching.needs import language as languages
from mentor_matching.needs.known_words import KnownWords
from mentor_matching.spelling import Spelling

MOST_CHARACTERS = 20_000
"""A story is read up to here, five times what the form takes: the time grows with its length."""
_MOST_WORDS = 24
_FEWEST_WORDS, _FEWEST_WORDS_OF_A_LONG_STORY = 3, 4
_MOST_FORMS = 20_000
_LONGEST_WORD = 60
_LONG_STORY = 18
_TOKEN = re.compile(rf"{text.WRITTEN_WORD}|[.!?¿¡;\n,:()]")
_MARKS = frozenset(".!?¿¡;\n,:()")
# What people put between one trouble and the next; "mas" is more often a hasty "más".
_JOINS_CLAUSES = frozenset(
    {
        *("y", "e", "pero", "además", "ademas", "también", "tambien", "tampoco", "aparte"),
        *("encima", "aunque", "and", "but", "also", "plus"),
    }
)
# The letters that a greeting begins with, first: most words are passed by in half the time.
_GREETING = re.compile(
    r"\b(?=[hsfmgdbt])(?:hola|saludos|f[ií]jese que|muchas gracias|gracias|disculpe|"
    r"buen(?:os|as|a)?\s+(?:d[ií]as?|tardes?|noches?)|hello|hi(?: there)?|hey|"
    r"good (?:morning|afternoon|evening|day)|thanks|thank you)\b",
    re.IGNORECASE,
)
# Looked for at the start of a word only: from every letter, a long word would cost its square.
_ADDRESS = re.compile(r"(?<!\S)[^\s@]++@\S+|(?:https?://|www\.)\S+", re.IGNORECASE)
_MAY_HOLD_AN_ADDRESS = re.compile(r"@|//|www\.", re.IGNORECASE)


class _Token(NamedTuple):
    """What was written between two spaces or marks: most often one word, sometimes several.

    `words` are in plain letters, `spelled` as the vocabulary spells them, `pairs` each as it was
    written with its spelling; `ends_clause` says whether it stands between two clauses.
    """

    words: tuple[str, ...]
    spelled: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    ends_clause: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A story as words that the scores can use.

    `language` is None when the story is in neither language; `spelled` pairs each word as the
    person wrote it with the vocabulary's spelling; `parts` holds the words of the whole story
    and, when there are several, of each clause; one without an end is cut into pieces.
    """

    language: str | None
    spelled: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, ...], ...]

    @property
    def is_long(self) -> bool:
        """Whether it has more words than a sentence or two."""
        return len(self.parts[0]) > _LONG_STORY

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
        self._nearest = lru_cache(maxsize=_MOST_FORMS)(spelling.nearest)
        self._spell = lru_cache(maxsize=_MOST_FORMS)(self._spell_word)
        self._token = lru_cache(maxsize=_MOST_FORMS)(self._read_token)

    def read(self, story: str, language: str | None) -> Reading:
        """The story read in `language`, or in the language that its words show.

        A language that the words clearly are not in is None even when `language` is given.
        """
        story = story[:MOST_CHARACTERS]
        if _MAY_HOLD_AN_ADDRESS.search(story):
            story = _ADDRESS.sub(" ", story)
        story = unicodedata.normalize("NFC", _GREETING.sub(" ", story))
        tokens = list(map(self._token, _TOKEN.findall(story)))
        words = [token.words for token in tokens]
        tokens = list(compress(tokens, denying.kept([token.spelled for token in tokens])))
        _, spelled, pairs, _ = zip(*tokens, strict=True) if tokens else ((), (), (), ())
        whole = tuple(chain.from_iterable(spelled))
        return Reading(
            language=self._language(chain.from_iterable(words), language),
            spelled=tuple(chain.from_iterable(pairs)),
            parts=(whole, *_clauses(tokens, len(whole))),
        )

    def _language(self, words: Iterable[str], given: str | None) -> str | None:
        recognised = languages.recognise(words, self._known, self._is_misspelled)
        return recognised and (given or recognised)

    def _is_misspelled(self, word: str) -> bool:
        return self._nearest(word) is not None

    def _read_token(self, token: str) -> _Token:
        if token in _MARKS:
            return _Token((), (), (), ends_clause=True)
        written = token[:_LONGEST_WORD]
        words = text.words(written)
        spelled = tuple(map(self._spell, words))
        pairs = tuple((written, one) for one in spelled)
        return _Token(words, spelled, pairs, ends_clause=token.lower() in _JOINS_CLAUSES)

    def _spell_word(self, word: str) -> str:
        if word in self._spelling:
            return word
        if word in self._known or word in self._known.foreign:
            return self._spelling.sounds_like(word) or word
        return self._nearest(word) or word


def _clauses(tokens: Sequence[_Token], length: int) -> Iterator[tuple[str, ...]]:
    fewest = _FEWEST_WORDS_OF_A_LONG_STORY if length > _LONG_STORY else _FEWEST_WORDS
    pieces = [piece for part in _split(tokens) for piece in _cut(part)]
    long_enough = [piece for piece in pieces if len(piece) >= fewest]
    if len(long_enough) > 1:
        yield from long_enough


def _split(tokens: Sequence[_Token]) -> Iterator[tuple[str, ...]]:
    part: list[str] = []
    for token in tokens:
        if not token.ends_clause:
            part += token.spelled
        elif part:
            yield tuple(part)
            part = []
    yield tuple(part)


def _cut(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Pieces of about one length, none above the most words that a clause has."""
    pieces = -(-len(words) // _MOST_WORDS)
    for piece in range(pieces):
        yield words[piece * len(words) // pieces : (piece + 1) * len(words) // pieces]
