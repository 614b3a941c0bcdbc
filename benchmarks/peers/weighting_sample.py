"""The sample on which weighting is timed: four margins, a quantity, strata of clusters."""

from dataclasses import dataclass

import numpy as np

LEVELS = (3, 5, 4, 6)


@dataclass(frozen=True, eq=False)
class WeightingSample:
    """Columns of n rows, with population totals within reach of their weights."""

    weights: np.ndarray
    columns: dict[str, np.ndarray]
    totals: dict[str, dict[str, float]]
    x: np.ndarray
    x_total: float
    stratum: np.ndarray
    cluster: np.ndarray

    @property
    def bytes(self) -> float:
        """Memory of the columns."""
        own = (self.weights, self.x, self.stratum, self.cluster)
        return float(sum(column.nbytes for column in (*own, *self.columns.values())))


def weighting_sample(rows: int) -> WeightingSample:
    """Make the sample of so many rows, always the same."""
    generator = np.random.default_rng(7)
    codes = {f"v{k}": generator.integers(0, count, rows) for k, count in enumerate(LEVELS)}
    weights = generator.uniform(1, 5, rows)
    x = generator.normal(10, 2, rows)
    truth = weights * generator.uniform(0.7, 1.4, rows) * 1.05 ** codes["v1"]
    totals = {
        name: {str(k): float(v) for k, v in enumerate(np.bincount(column, weights=truth))}
        for name, column in codes.items()
    }
    stratum = codes["v1"]
    cluster = stratum * 1000 + np.arange(rows) % max(rows // 25, 2)
    return WeightingSample(weights, codes, totals, x, float(truth @ x), stratum, cluster)
