"""Unknown words read as the nearest word of the vocabulary: "bender" for "vender"."""

import re
from collections.abc import Iterable, Iterator

_SHORTEST, _LONGEST = 4, 24
_SOUNDS = (
    (re.compile(r"^h|(?<=[^cs])h", re.MULTILINE), ""),
    (re.compile(r"qu(?=[ei])|k|c(?=[^eih]|$)", re.MULTILINE), "k"),
    (re.compile(r"gu(?=[ei])"), "g"),
    (re.compile(r"[zx]|c(?=[ei])"), "s"),
    (re.compile(r"v|w"), "b"),
    (re.compile(r"ll"), "y"),
    (re.compile(r"j|g(?=[ei])"), "j"),
    (re.compile(r"(.)\1+"), r"\1"),
)


def _sound(words: str) -> str:
    """Keys that words, one a line, share when they sound alike in Spanish."""
    for pattern, letter in _SOUNDS:
        words = pattern.sub(letter, words)
    return words


def _one_letter_less(word: str) -> Iterator[str]:
    return (word[:i] + word[i + 1 :] for i in range(len(word)))


def _has_the_letters(one: str, other: str) -> bool:
    """Whether one letter is missing or two are swapped; not when a letter is another one."""
    return len(one) != len(other) or sorted(one) == sorted(other)


class Spelling:
    """Corrects words by sound and by one wrong, missing, doubled or swapped letter.

    Args:
        words: the vocabulary, the most frequent first: it wins between equals.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._known = {word: rank for rank, word in enumerate(dict.fromkeys(words))}
        learned = [word for word in self._known if len(word) >= _SHORTEST]
        # All at once: a pattern over one long text costs a fraction of one over each word.
        sounds = _sound("\n".join(learned)).splitlines()
        # The most frequent last, so that it stays; a form without its letter past the end is whole.
        self._by_sound = dict(zip(reversed(sounds), reversed(learned), strict=True))
        self._by_deletion = {
            form[:i] + form[i + 1 :]: word
            for sound, word in zip(reversed(sounds), reversed(learned), strict=True)
            for form in {sound, word}
            for i in range(len(form) + 1)
        }

    def __contains__(self, word: str) -> bool:
        return word in self._known

    def sounds_like(self, word: str) -> str | None:
        """The vocabulary's word that sounds the same, or None.

        >>> Spelling(["vender", "hacer"]).sounds_like("aser")
        'hacer'
        """
        return self._by_sound.get(_sound(word)) if len(word) >= _SHORTEST else None

    def nearest(self, word: str, *, shortest_changed: int = _SHORTEST) -> str | None:
        """The vocabulary's word at one letter's distance, in letters or in sound, or None.

        Args:
            word: a word that is not of the vocabulary.
            shortest_changed: of a shorter word, a letter may be missing, doubled or swapped but
                not be another one: "comal" is no slip of "corral".

        >>> Spelling(["préstamo", "cliente"]).nearest("cleinte")
        'cliente'
        """
        if not _SHORTEST <= len(word) <= _LONGEST:
            return None
        sound = _sound(word)
        if len(sound) < _SHORTEST:
            return self._by_sound.get(sound)
        if sound in self._by_sound:
            return self._by_sound[sound]
        keys = (sound, *_one_letter_less(sound), word, *_one_letter_less(word))
        found = [self._by_deletion[key] for key in keys if key in self._by_deletion]
        if len(word) < shortest_changed:
            found = [known for known in found if _has_the_letters(sound, _sound(known))]
        return min(found, key=lambda known: self._distance(word, known), default=None)

    def _distance(self, word: str, known: str) -> tuple[bool, bool, int]:
        """Slips keep the first letter and more often drop, double or swap one than change it."""
        same_letters = len(word) != len(known) or sorted(word) == sorted(known)
        return word[0] != known[0], not same_letters, self._known[known]
