"""Which words of names a word is kin to, and how much of a name and of a text they share."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from mentor_matching import text
from mentor_matching.vocabulary import LANGUAGES

Shares = npt.NDArray[np.float64]
_BEGINNING, _SHORTEST_TELLING, _SHORTEST_ROOT, _SHORTEST_COMPOUND = 3, 3, 4, 5
# What is left of a word after the root that it shares with another of its family.
_ENDINGS = frozenset(
    {
        *("", "a", "o", "e", "s", "as", "os", "es", "ar", "er", "ir", "ero", "eros", "era", "eras"),
        *("eria", "erias", "ista", "istas", "or", "ora", "ores", "ador", "adora", "adores"),
        *("edor", "edora", "idor", "ado", "ada", "ados", "adas", "ido", "ida", "ados", "cion"),
        *("acion", "aciones", "ito", "ita", "itos", "itas", "illo", "illa", "illos", "illas"),
        *("azo", "on", "ones", "al", "ales", "ico", "ica", "icos", "icas", "amos", "ando", "endo"),
        *("iendo", "ing", "ings", "ery", "eries", "ers", "ist", "ists", "ed", "y", "ies", "ry"),
        *("an", "en", "ura", "uras", "aje", "miento", "amiento", "imiento", "ation", "ment", "eo"),
    }
)


class Kinship:
    """The words of names, by which texts are compared with them.

    Args:
        names: the telling words of each name; none of them may be empty of letters.
    """

    def __init__(self, names: Sequence[Sequence[str]]) -> None:
        self._size = len(names)
        owners: defaultdict[str, list[int]] = defaultdict(list)
        for number, words in enumerate(names):
            for word in dict.fromkeys(words):
                owners[word].append(number)
        self._owners = {word: np.array(numbers) for word, numbers in owners.items()}
        self._rarity = {w: float(np.log1p(self._size / len(n))) for w, n in owners.items()}
        self._rarest = float(np.log1p(max(self._size, 1)))
        self._alike: defaultdict[str, list[str]] = defaultdict(list)
        for word in owners:
            self._alike[word[:_BEGINNING]].append(word)
        self._whole = np.zeros(self._size)
        for word, numbers in self._owners.items():
            self._whole[numbers] += self._rarity[word]
        self.kin = lru_cache(maxsize=20_000)(self._kin)

    def shares(self, words: Iterable[str]) -> tuple[Shares, Shares]:
        """How much of each name the words say, and how much of the words each name says.

        Rare words weigh more; a word that no name has weighs most, unless it is too short to tell.

        >>> of_names, of_text = Kinship([["shop"], ["fish", "shop"]]).shares(["sex", "shop"])
        >>> of_names.round(2).tolist(), of_text.round(2).tolist()
        ([1.0, 0.39], [0.39, 0.39])
        """
        said, of_text, in_all = np.zeros(self._size), np.zeros(self._size), 0.0
        kin_of_all: set[str] = set()
        for word in dict.fromkeys(words):
            kin = self.kin(word)
            if not kin and len(word) < _SHORTEST_TELLING:
                continue
            weight = min((self._rarity[one] for one in kin), default=self._rarest)
            in_all += weight
            has = np.zeros(self._size, dtype=bool)
            for one in kin:
                has[self._owners[one]] = True
            of_text += weight * has
            kin_of_all.update(kin)
        for one in kin_of_all:
            said[self._owners[one]] += self._rarity[one]
        return said / np.where(self._whole > 0, self._whole, 1), of_text / (in_all or 1)

    def _kin(self, word: str) -> tuple[str, ...]:
        return tuple(one for one in self._alike[word[:_BEGINNING]] if _are_kin(word, one))


def _are_kin(one: str, other: str) -> bool:
    if one == other or any(text.stem(one, s) == text.stem(other, s) for s in LANGUAGES):
        return True
    short, long = sorted((one, other), key=len)
    if len(short) >= _SHORTEST_COMPOUND and long.startswith(short):
        return True
    shared = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(short)
    )
    return any(
        one[root:] in _ENDINGS and other[root:] in _ENDINGS
        for root in range(_SHORTEST_ROOT, shared + 1)
    )
