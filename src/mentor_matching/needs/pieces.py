"""Words cut into the pieces that a sentence encoder knows."""

from collections.abc import Sequence
from functools import lru_cache

START = "\u2581"
"""Marks the first piece of a word."""

_UNKNOWN_PENALTY = 10.0


class Pieces:
    """The likeliest way to cut a word, by a unigram language model (Kudo 2018).

    Args:
        pieces: the known pieces, each once.
        scores: the log probability of each piece.
        unknown: the number that stands for a letter in no piece.
    """

    def __init__(self, pieces: Sequence[str], scores: Sequence[float], unknown: int) -> None:
        self._number = {piece: number for number, piece in enumerate(pieces)}
        self._scores = scores
        self._longest = max(map(len, pieces))
        self._unknown = unknown
        self._unknown_score = min(scores) - _UNKNOWN_PENALTY
        self.cut = lru_cache(maxsize=20_000)(self._cut)

    def _cut(self, word: str) -> tuple[int, ...]:
        """The numbers of the pieces of one word.

        >>> Pieces(["?", "\u2581pan", "\u2581", "es"], [0, -3, -1, -4], 0).cut("panes")
        (1, 3)
        """
        marked = START + word
        best = [0.0] + [-float("inf")] * len(marked)
        last: list[tuple[int, int]] = [(0, self._unknown)] * len(best)
        for start in range(len(marked)):
            for end in range(start + 1, min(start + self._longest, len(marked)) + 1):
                number = self._number.get(marked[start:end])
                if number is None and end > start + 1:
                    continue
                gain = self._unknown_score if number is None else self._scores[number]
                if best[start] + gain > best[end]:
                    best[end] = best[start] + gain
                    last[end] = (start, self._unknown if number is None else number)
        found, end = [], len(marked)
        while end > 0:
            end, number = last[end]
            found.append(number)
        return tuple(reversed(found))
