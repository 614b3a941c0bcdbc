"""A sentence encoder in numpy: what a text means, as a vector.

The network is the convolutional Multilingual Universal Sentence Encoder (Yang et al. 2020,
"Multilingual Universal Sentence Encoder for Semantic Retrieval"): pieces of words, windows of
2, 3 and 5 pieces, a sum, and a deep averaging head. Its weights come from
`tools/build_sentence_encoder.py`, which keeps the pieces of Spanish and English only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain

import numpy as np
import numpy.typing as npt

from mentor_matching.needs.piece_features import LEAST_VARIANCE, WINDOWS, PieceFeatures
from mentor_matching.needs.pieces import Pieces

Floats = npt.NDArray[np.floating]

_UNKNOWN, _BEGIN, _END = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Pooled:
    """The sums of the features of the pieces of some texts, (texts, features), and their counts."""

    sums: Floats
    counts: Floats

    def with_whole(self) -> "Pooled":
        """All texts as one, then each."""
        return Pooled(
            np.concatenate([self.sums.sum(axis=0, keepdims=True), self.sums]),
            np.concatenate([self.counts.sum(axis=0, keepdims=True), self.counts]),
        )


class SentenceEncoder:
    """Turns lists of words into vectors.

    Args:
        pieces: cuts words.
        table: one row of bytes a piece, shape (pieces, width).
        weights: the arrays of the network, by the names that the building tool gives them.
    """

    def __init__(
        self, pieces: Pieces, table: npt.NDArray[np.uint8], weights: dict[str, Floats]
    ) -> None:
        self._pieces = pieces
        self._of_pieces = PieceFeatures(table, weights)
        self._weights = weights
        self.dimensions = weights["axes"].shape[1]

    def pool(self, texts: Sequence[Sequence[str]]) -> Pooled:
        """The features of each text, before the head; no text sees its neighbours."""
        numbers = [[_BEGIN, *chain.from_iterable(map(self._pieces.cut, t)), _END] for t in texts]
        counts = np.array([len(one) for one in numbers])
        features = self._features(np.fromiter(chain.from_iterable(numbers), dtype=int), counts)
        sums = _sums_of_normed(features, counts, self._weights["gain"], self._weights["shift"])
        return Pooled(sums, counts[:, None].astype(np.float32))

    def _features(self, numbers: npt.NDArray[np.int_], counts: npt.NDArray[np.int_]) -> Floats:
        w = self._weights
        found = [self._of_pieces.embedded(numbers)]
        branches = self._of_pieces.branches(numbers)
        for (span, before), (x, placed) in zip(WINDOWS, branches, strict=True):
            neighbours = _neighbours(counts, span, before)
            first = w[f"first_bias_{span}"] + placed[before][:-1]
            for place in (place for place in range(span) if place != before):
                first += placed[place][neighbours[:, place]]
            h = x[:-1] + _relu(first)
            found.append(
                h + _relu(_windows(h, neighbours) @ w[f"second_{span}"] + w[f"second_bias_{span}"])
            )
        return np.concatenate(found, axis=1)

    def finish(self, pooled: Pooled) -> Floats:
        """Unit vectors of pooled texts, shape (texts, dimensions)."""
        w = self._weights
        mean = (pooled.sums @ w["out"] + pooled.counts * w["out_bias"]) / np.sqrt(pooled.counts)
        y = _relu(mean @ w["skip_1"] + _relu(mean @ w["deep_0"]) @ w["deep_1"])
        z = np.tanh(y @ w["skip_3"] + _relu(y @ w["deep_2"]) @ w["deep_3"])
        return unit((unit(z) - w["centre"]) @ w["axes"])


def unit(vectors: Floats) -> Floats:
    """Rows of length one; a row of zeros stays."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Floats = vectors / np.where(lengths > 0, lengths, 1)
    return scaled


def _relu(x: Floats) -> Floats:
    rectified: Floats = np.maximum(x, 0)
    return rectified


def _sums_of_normed(x: Floats, counts: npt.NDArray[np.int_], gain: Floats, shift: Floats) -> Floats:
    """The sums over each text's pieces of their features with mean 0 and variance 1.

    Sums of x / deviation less sums of mean / deviation: no copy of all features is made.
    """
    means = x.mean(axis=1)
    deviations = np.sqrt(np.einsum("ij,ij->i", x, x) / x.shape[1] - means**2 + LEAST_VARIANCE)
    texts = np.repeat(np.arange(len(counts)), counts)
    weights = np.zeros((len(counts), len(x)), dtype=x.dtype)
    weights[texts, np.arange(len(x))] = 1 / deviations
    sums: Floats = (weights @ x - (weights @ means)[:, None]) * gain + counts[:, None] * shift
    return sums.astype(x.dtype, copy=False)


def _neighbours(counts: npt.NDArray[np.int_], span: int, before: int) -> npt.NDArray[np.int_]:
    """The positions in each piece's window; past an end of its text, the row after the last."""
    ends = np.repeat(np.cumsum(counts), counts)
    starts = ends - np.repeat(counts, counts)
    positions = np.arange(len(ends))[:, None] + np.arange(-before, span - before)
    inside = (positions >= starts[:, None]) & (positions < ends[:, None])
    return np.where(inside, positions, len(ends))


def _windows(x: Floats, neighbours: npt.NDArray[np.int_]) -> Floats:
    """The rows in each window side by side; zeros for the one after the last."""
    padded = np.concatenate([x, np.zeros((1, x.shape[1]), dtype=x.dtype)])
    return padded[neighbours].reshape(len(x), -1)


@cache
def shipped() -> SentenceEncoder:
    """The encoder that ships with the package (see data/README.md for how it was made)."""
    data = files("mentor_matching") / "data"
    with (data / "sentence_encoder.npz").open("rb") as stored, np.load(stored) as arrays:
        pieces = arrays["pieces"].tobytes().decode("utf-8").split("\n")
        scores = arrays["piece_scores"].tolist()
        weights = {name: arrays[name].astype(np.float32) for name in _names(arrays.files)}
    # Mapped, not read: workers share the pages, and only the rows that were used are in memory.
    table = np.load(str(data / "sentence_pieces.npy"), mmap_mode="r")
    return SentenceEncoder(Pieces(pieces, scores, _UNKNOWN), table, weights)


def _names(stored: Sequence[str]) -> list[str]:
    return [name for name in stored if name not in {"pieces", "piece_scores"}]
