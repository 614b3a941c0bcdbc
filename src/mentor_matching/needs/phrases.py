"""Every phrase that stands for an area, in one list that all ways of scoring share."""

from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from mentor_matching import tables, text
from mentor_matching.vocabulary import LANGUAGES, Area, Example, UnknownAreaError


class Phrase(NamedTuple):
    """A phrase, the number of the area it stands for, whether it may be quoted as a reason, and
    whether it is one of the names of its area.

    The number after the last area stands for texts that ask for nothing in particular, the one
    after that for what people tell of themselves before they come to what they need.
    """

    owner: int
    language: str
    text: str
    words: tuple[str, ...]
    quotable: bool
    is_name: bool = False

    @property
    def stems(self) -> list[str]:
        """The stems of the phrase in its own language."""
        return [text.stem(word, self.language) for word in self.words]


_Written = tuple[int, str, str, bool, bool]
"""The owner, the language and the text of a phrase, whether it may be quoted, and whether it
names its area."""


def _of_area(owner: int, area: Area) -> Iterator[_Written]:
    for language in LANGUAGES:
        names = (area.label(language), area.description(language), *area.synonyms(language))
        yield from ((owner, language, name, False, True) for name in names)


def _of_table(owner: int, table: str) -> Iterator[_Written]:
    return ((owner, row["language"], row["text"], False, False) for row in tables.rows(table))


def of_the_site() -> frozenset[tuple[str, ...]]:
    """The words of what people say about the site itself, its pages and their account here."""
    return frozenset(text.words(row["text"]) for row in tables.rows("site_phrases.csv"))


def collect(areas: Sequence[Area], examples: Sequence[Example]) -> list[Phrase]:
    """The names, synonyms and examples, area by area, then what asks for nothing.

    Raises:
        ValueError: there are no areas.
        UnknownAreaError: an example names an area that is not in `areas`.
    """
    if not areas:
        raise ValueError("need detection wants at least one area")
    number = {area.id: position for position, area in enumerate(areas)}
    if strays := {example.area_id for example in examples} - number.keys():
        raise UnknownAreaError(", ".join(sorted(strays)))
    found = [written for owner, area in enumerate(areas) for written in _of_area(owner, area)]
    found += [(number[e.area_id], e.language, e.text, True, False) for e in examples]
    found += _of_table(len(areas), "unclear_phrases.csv")
    found += _of_table(len(areas), "site_phrases.csv")
    found += _of_table(len(areas) + 1, "background_phrases.csv")
    found.sort(key=itemgetter(0))
    all_words = text.words_of_all(written for _, _, written, _, _ in found)
    return [
        Phrase(owner, language, written, words, quotable, is_name)
        for (owner, language, written, quotable, is_name), words in zip(
            found, all_words, strict=True
        )
        if words
    ]
