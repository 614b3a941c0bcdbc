"""Unknown words read as the nearest word of the vocabulary: "bender" for "vender"."""

import re
from collections.abc import Iterable, Iterator

_SHORTEST, _LONGEST = 4, 24
_SOUNDS = (
    (re.compile(r"^h|(?<=[^cs])h"), ""),
    (re.compile(r"qu(?=[ei])|k|c(?=[^eih]|$)"), "k"),
    (re.compile(r"gu(?=[ei])"), "g"),
    (re.compile(r"[zx]|c(?=[ei])"), "s"),
    (re.compile(r"v|w"), "b"),
    (re.compile(r"ll"), "y"),
    (re.compile(r"j|g(?=[ei])"), "j"),
    (re.compile(r"(.)\1+"), r"\1"),
)


def _sound(word: str) -> str:
    """A key that words share when they sound alike in Spanish."""
    for pattern, letter in _SOUNDS:
        word = pattern.sub(letter, word)
    return word


def _one_letter_less(word: str) -> Iterator[str]:
    return (word[:i] + word[i + 1 :] for i in range(len(word)))


class Spelling:
    """Corrects words by sound and by one wrong, missing, doubled or swapped letter.

    Args:
        words: the vocabulary, the most frequent first: it wins between equals.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._known = dict.fromkeys(words)
        self._by_sound: dict[str, str] = {}
        self._by_deletion: dict[str, str] = {}
        for word in self._known:
            if len(word) >= _SHORTEST:
                self._learn(word)

    def _learn(self, word: str) -> None:
        sound = _sound(word)
        self._by_sound.setdefault(sound, word)
        self._by_deletion.setdefault(sound, word)
        for shorter in _one_letter_less(sound):
            self._by_deletion.setdefault(shorter, word)

    def __contains__(self, word: str) -> bool:
        return word in self._known

    def sounds_like(self, word: str) -> str | None:
        """The vocabulary's word that sounds the same, or None.

        >>> Spelling(["vender", "hacer"]).sounds_like("aser")
        'hacer'
        """
        return self._by_sound.get(_sound(word)) if len(word) >= _SHORTEST else None

    def nearest(self, word: str) -> str | None:
        """The vocabulary's word at one letter's distance in sound, or None.

        >>> Spelling(["préstamo", "cliente"]).nearest("cleinte")
        'cliente'
        """
        if not _SHORTEST <= len(word) <= _LONGEST:
            return None
        sound = _sound(word)
        if len(sound) < _SHORTEST:
            return self._by_sound.get(sound)
        for key in (sound, *_one_letter_less(sound)):
            if key in self._by_deletion:
                return self._by_deletion[key]
        return None
