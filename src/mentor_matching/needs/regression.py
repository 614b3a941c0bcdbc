"""A linear reading of meaning: ridge regression of the area on the vector of a text."""

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.floating]
Scores = npt.NDArray[np.float64]
_PENALTY = 3.0


class AreaRegression:
    """One-against-all least squares with a ridge penalty (Hoerl and Kennard 1970).

    Args:
        vectors: the meaning of each phrase, shape (phrases, dimensions).
        owners: the area's number for each phrase, shape (phrases,).
    """

    def __init__(self, vectors: Vectors, owners: npt.NDArray[np.intp]) -> None:
        X = vectors.astype(np.float64)
        Y = np.eye(int(owners.max()) + 1)[owners]
        self._centre = X.mean(axis=0)
        self._base = Y.mean(axis=0)
        Z = X - self._centre
        # einsum stays in this thread; waking a BLAS pool costs more CPU than it saves.
        penalised = np.einsum("pd,pe->de", Z, Z) + _PENALTY * np.eye(X.shape[1])
        self._weights = np.linalg.solve(penalised, np.einsum("pd,pa->da", Z, Y - self._base))

    def scores(self, vector: Vectors) -> Scores:
        """The score of every area for one text's vector, shape (areas,)."""
        scores: Scores = np.einsum("d,da->a", vector - self._centre, self._weights) + self._base
        return scores
