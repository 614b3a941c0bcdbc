"""A linear reading of meaning: ridge regression of the area on the vector of a text."""

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.floating]
Scores = npt.NDArray[np.floating]
_PENALTY = 3.0


class AreaRegression:
    """One-against-all least squares with a ridge penalty (Hoerl and Kennard 1970).

    Args:
        vectors: the meaning of each phrase, shape (phrases, dimensions).
        owners: the area's number for each phrase, shape (phrases,).
    """

    def __init__(self, vectors: Vectors, owners: npt.NDArray[np.intp]) -> None:
        size = len(vectors)
        Y = np.eye(int(owners.max()) + 1, dtype=vectors.dtype)[owners]
        self._centre, self._base = vectors.mean(axis=0), Y.mean(axis=0)
        # Of the products of vectors as they come, the centre is taken off: no centred copy.
        scatter = vectors.T @ vectors - size * np.outer(self._centre, self._centre)
        joint = vectors.T @ Y - size * np.outer(self._centre, self._base)
        self._weights = np.linalg.solve(scatter + _PENALTY * np.eye(vectors.shape[1]), joint)

    def scores(self, vectors: Vectors) -> Scores:
        """The score of every area for the vectors of texts, shape (texts, areas)."""
        scores: Scores = (vectors - self._centre) @ self._weights + self._base
        return scores
