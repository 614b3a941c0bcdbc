"""How like every phrase a text is: exactly for those that may be near, roughly for the rest."""

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.floating]
_ROUGH_AXES = 96
_NEAR = 1.75
_LARGEST = 127


class Likeness:
    """Cosines with some ten thousand phrases, without reading all their numbers each time.

    Args:
        vectors: the meaning of each phrase, of length one, (phrases, dimensions), the axes that
            tell most first. They are kept in bytes, as those that ship are stored.
    """

    def __init__(self, vectors: Vectors) -> None:
        self._rough = np.ascontiguousarray(vectors[:, :_ROUGH_AXES].T)
        largest = np.abs(vectors).max(axis=1)
        self._scale = np.where(largest > 0, largest, 1) / _LARGEST
        self._bytes = np.round(vectors / self._scale[:, None]).astype(np.int8)

    def of(self, vectors: Vectors) -> Vectors:
        """The cosines of texts, (texts, dimensions), with every phrase, (texts, phrases).

        A phrase whose rough cosine is not 1.75 standard deviations above the mean keeps that.

        >>> phrases = np.eye(90, dtype=np.float32)
        >>> Likeness(phrases).of(phrases[7:9]).argmax(axis=1).tolist()
        [7, 8]
        """
        return np.stack([self._of_one(vector) for vector in vectors])

    def _of_one(self, vector: Vectors) -> Vectors:
        # One by one: for few texts BLAS takes longer over a matrix than over its rows.
        found: Vectors = vector[:_ROUGH_AXES] @ self._rough
        mean = found.mean()
        deviation = np.sqrt(max(found @ found / len(found) - mean**2, 0))
        near = np.flatnonzero(found > mean + _NEAR * deviation)
        found[near] = (self._bytes[near].astype(np.float32) @ vector) * self._scale[near]
        return found
