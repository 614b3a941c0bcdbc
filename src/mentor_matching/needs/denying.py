"""Which words of a story say what the person does not need, or has already."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from mentor_matching.needs import denial_patterns as says

_MOST_WORDS = 16
"""A longer piece says more than that something is not needed."""
_LONGEST_START = 60
_REACH = 3
"""What a denial needs to be known by: its own clause and the two after it."""


def kept(tokens: Sequence[Sequence[str]]) -> list[bool]:
    """Which tokens of a story are left when what it says not to need is taken out.

    Args:
        tokens: the words of each token in plain letters; one without words ends a clause.

    >>> kept([["no"], ["necesito"], ["credito"], [], ["busco"], ["clientes"]])
    [False, False, False, True, True, True]
    >>> kept([["no"], ["quiero"], ["cerrar"], ["mi"], ["negocio"]])
    [True, True, True, True, True]
    """
    pieces = list(_pieces(tokens))
    texts = [" ".join(chain.from_iterable(tokens[i] for i in piece)) for piece in pieces]
    left = [True] * len(tokens)
    goes_on = False
    for piece, said, following in zip(pieces, texts, [*texts, ""][1:], strict=True):
        goes_on = is_denied(said, following, after_a_denial=goes_on)
        for token in piece:
            left[token] = not goes_on
    return left


def is_denied(said: str, following: str, *, after_a_denial: bool = False) -> bool:
    """Whether a piece of a story says that something is not needed or not the trouble.

    Args:
        said: the words of the piece in plain letters.
        following: those of the next one, empty at the end of the story.
        after_a_denial: whether the piece before was one: "no loan, I have money, I want..."

    >>> is_denied("i already have a logo", "i need buyers")
    True
    >>> is_denied("i already have a website", "but nobody visits it")
    False
    """
    if said.count(" ") >= _MOST_WORDS:
        return False
    if says.DENIES.match(said):
        return True
    says_instead = bool(says.SAYS_INSTEAD.match(following)) and not says.OF_THE_SAME.search(
        following
    )
    if says.IS_SETTLED.match(said):
        return says_instead or not following
    if after_a_denial and says.HAS_IT.match(said):
        return says_instead
    return says_instead and bool(says.IS_DENIED_BESIDE_A_WANT.match(said))


def _pieces(tokens: Sequence[Sequence[str]]) -> Iterator[list[int]]:
    """The tokens of each piece of a story: a clause, cut where it turns to something else.

    Clauses that are not near a word that denies stay whole: to cut them costs more than they tell.
    """
    since = _REACH
    for clause in _clauses(tokens):
        has_hint = any(not says.HINTS.isdisjoint(tokens[token]) for token in clause)
        since = 0 if has_hint else since + 1
        if since < _REACH:
            yield from _cut(clause, tokens)
        else:
            yield clause


def _clauses(tokens: Sequence[Sequence[str]]) -> Iterator[list[int]]:
    clause: list[int] = []
    for number, words in enumerate(tokens):
        if words:
            clause.append(number)
        elif clause:
            yield clause
            clause = []
    if clause:
        yield clause


def _cut(clause: list[int], tokens: Sequence[Sequence[str]]) -> Iterator[list[int]]:
    owners = [token for token in clause for _ in tokens[token]]
    said = " ".join(chain.from_iterable(tokens[token] for token in clause))
    ends = []
    word, counted = 0, 0
    for found in says.STARTS.finditer(said):
        word += said.count(" ", counted, found.end())
        counted = found.end()
        if not _denies_what_follows(said, found):
            ends.append(word)
    for start, end in zip([0, *ends], [*ends, len(owners)], strict=True):
        if piece := list(dict.fromkeys(owners[start:end])):
            yield piece


def _denies_what_follows(said: str, found: re.Match[str]) -> bool:
    start = found.start()
    before = said[max(start - _LONGEST_START, 0) : start]
    return said.startswith(" lo que", start) and (
        before.endswith(says.ENDS_IN_IS_NOT)
        or (start < _LONGEST_START and bool(says.GOES_ON.match(said)))
    )
