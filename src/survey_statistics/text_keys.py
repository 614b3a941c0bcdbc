"""Short texts as whole numbers of the same order, so that labels are coded without Python objects.

Eight characters of one byte fit a number of 64 bits; compared as numbers they sort as the texts do.
"""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

UIntArray: TypeAlias = NDArray[np.uint64] | NDArray[np.uint8]

_WORD = 8
# Longer texts are coded faster through a table of the texts themselves.
_LONGEST = 3 * _WORD
_ONE_BYTE = 256


def text_keys(array: NDArray[Any]) -> list[UIntArray] | None:
    """Numbers (n,) whose order, one after the other, is that of fixed-width texts (n,).

    None where the texts are too long or hold characters beyond the first 256 of Unicode.

    >>> [key.tolist() for key in text_keys(np.array(["a", "b", "a"]))]
    [[97, 98, 97]]
    >>> text_keys(np.array(["千"])) is None
    True
    """
    wide = array.dtype.kind == "U"
    width = array.dtype.itemsize // (4 if wide else 1)
    if not 0 < width <= _LONGEST:
        return None
    characters = np.ascontiguousarray(array).view(np.uint32 if wide else np.uint8)
    if characters.size and characters.max() >= _ONE_BYTE:
        return None
    table = characters.reshape(len(array), width)
    if width == 1:
        return [table[:, 0].astype(np.uint8)]
    return [_packed(table[:, start : start + _WORD]) for start in range(0, width, _WORD)]


def _packed(characters: NDArray[Any]) -> UIntArray:
    """Up to eight characters (n, c) of each text as one number (n,), the first the most weighty."""
    room = np.zeros((len(characters), _WORD), dtype=np.uint8)
    room[:, : characters.shape[1]] = characters
    return room.view(">u8").ravel().astype(np.uint64)
