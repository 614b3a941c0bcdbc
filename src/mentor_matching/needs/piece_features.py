"""What the first layer of the sentence encoder says of single pieces of words, kept for reuse."""

from collections.abc import Mapping
from threading import Lock

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating]
Numbers = npt.NDArray[np.int_]

WINDOWS = ((2, 0), (3, 1), (5, 2))
"""How many pieces each window spans, and how many of them lie before the piece itself."""
LEAST_VARIANCE = 1e-6
KEPT = 2048
"""The pieces that are kept, 13 kilobytes each; the usual ones come first."""


class PieceFeatures:
    """The layers below the first sum over neighbours depend on one piece: they are kept.

    Args:
        table: one row of bytes a piece, shape (pieces, width).
        weights: the arrays of the network, by the names that the building tool gives them.
    """

    def __init__(self, table: npt.NDArray[np.uint8], weights: Mapping[str, Floats]) -> None:
        self._table = table
        self._weights = weights
        self._width = weights["project"].shape[1] // len(WINDOWS)
        self._by_place = [_by_place(weights[f"first_{span}"], span) for span, _ in WINDOWS]
        size = weights["project"].shape[1] + sum(first.shape[1] for first in self._by_place)
        self._slots = np.full(len(table), -1)
        self._kept = np.empty((KEPT, size), dtype=np.float32)
        self._used = 0
        self._lock = Lock()

    def embedded(self, numbers: Numbers) -> Floats:
        """The rows of the table as numbers, shape (numbers, width)."""
        w = self._weights
        rows: Floats = self._table[numbers] * w["scales"][numbers, None] + w["lows"][numbers, None]
        return rows

    def branches(self, numbers: Numbers) -> list[tuple[Floats, list[Floats]]]:
        """For each window: the projected pieces, and what each adds at each place of the window.

        Arrays of shape (numbers + 1, width of a branch): the last row, of zeros, stands for what
        is past an end.
        """
        rows, start = self._rows(numbers), self._width * len(WINDOWS)
        found = []
        for branch, (span, _) in enumerate(WINDOWS):
            places = [rows[:, start + self._width * k :][:, : self._width] for k in range(span)]
            found.append((rows[:, self._width * branch :][:, : self._width], places))
            start += self._width * span
        return found

    def _rows(self, numbers: Numbers) -> Floats:
        self._learn(numbers)
        slots = self._slots[numbers]
        rows = np.zeros((len(numbers) + 1, self._kept.shape[1]), dtype=np.float32)
        np.take(self._kept, slots, axis=0, out=rows[:-1], mode="clip")
        if (slots < 0).any():
            rows[:-1][slots < 0] = self._compute(numbers[slots < 0])
        return rows

    def _learn(self, numbers: Numbers) -> None:
        """Keep what is not kept yet, while there is room."""
        if self._used < KEPT and (self._slots[numbers] < 0).any():
            unkept = np.unique(numbers[self._slots[numbers] < 0])
            self._keep(unkept, self._compute(unkept))

    def _compute(self, pieces: Numbers) -> Floats:
        w = self._weights
        projected = layer_norm(
            self.embedded(pieces) @ w["project"] + w["project_bias"],
            w["project_gain"],
            w["project_shift"],
        )
        width = self._width
        placed = [
            projected[:, branch * width : (branch + 1) * width] @ first
            for branch, first in enumerate(self._by_place)
        ]
        return np.concatenate([projected, *placed], axis=1)

    def _keep(self, pieces: Numbers, rows: Floats) -> None:
        with self._lock:
            unkept = self._slots[pieces] < 0
            unkept[np.flatnonzero(unkept)[KEPT - self._used :]] = False
            slots = self._used + np.arange(int(unkept.sum()))
            self._kept[slots] = rows[unkept]
            # Only then: another thread that sees the slot finds the row there.
            self._slots[pieces[unkept]] = slots
            self._used += len(slots)


def layer_norm(x: Floats, gain: Floats, shift: Floats) -> Floats:
    """Each row with mean 0 and variance 1, then scaled and shifted."""
    centred = x - x.mean(axis=1, keepdims=True)
    normed: Floats = centred / np.sqrt((centred**2).mean(axis=1, keepdims=True) + LEAST_VARIANCE)
    return normed * gain + shift


def _by_place(first: Floats, span: int) -> Floats:
    """The weights of a window, places x width rows, as one product for all places of a piece."""
    return np.hstack(np.split(first, span))
