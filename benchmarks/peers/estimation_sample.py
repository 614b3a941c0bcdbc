"""The sample on which estimates are timed: strata of clusters, a group, three predictors."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class EstimationSample:
    """Columns of n rows."""

    weights: np.ndarray
    stratum: np.ndarray
    cluster: np.ndarray
    y: np.ndarray
    group: np.ndarray
    event: np.ndarray
    predictors: dict[str, np.ndarray]

    @property
    def bytes(self) -> float:
        """Memory of the columns."""
        own = (self.weights, self.stratum, self.cluster, self.y, self.group, self.event)
        return float(sum(column.nbytes for column in (*own, *self.predictors.values())))


def estimation_sample(rows: int) -> EstimationSample:
    """Make the sample of so many rows, always the same."""
    generator = np.random.default_rng(11)
    stratum = generator.integers(0, 20, rows)
    cluster = stratum * 100_000 + generator.integers(0, max(rows // 500, 3), rows)
    predictors = {f"x{k}": generator.normal(size=rows) for k in range(3)}
    chance = 1 / (1 + np.exp(-0.5 * predictors["x0"] + 0.2))
    return EstimationSample(
        weights=generator.uniform(1, 5, rows),
        stratum=stratum,
        cluster=cluster,
        y=generator.normal(50, 10, rows),
        group=np.array(["a", "b", "c", "d", "e"])[generator.integers(0, 5, rows)],
        event=(generator.random(rows) < chance).astype(np.float64),
        predictors=predictors,
    )
