"""The sampling design of a data set, as every estimator takes it."""

from dataclasses import dataclass, field, replace
from typing import Literal, Protocol, TypeAlias

import numpy as np

from survey_statistics.arrays import FloatArray, IntArray
from survey_statistics.designs.stage import Stage

SingleUnitRule: TypeAlias = Literal["error", "certainty", "scaled", "centred"]


class Calibration(Protocol):
    """What a calibration must offer for its effect on the variance to be counted."""

    def residuals(self, z: FloatArray) -> FloatArray:
        """Residuals (n, k) of weighted influence values `z` (n, k) on the calibration model."""
        ...


@dataclass(frozen=True, eq=False)
class Design:
    """A sample drawn in stages, with its weights. Make one with `survey_design`.

    Attributes:
        weights: (n,) final weights, zero or more.
        stages: Outermost first; at least one.
        single_unit: What a stratum with one sampled unit contributes to the variance.
        calibrations: Applied to the influence values in this order before the variance.
    """

    weights: FloatArray
    stages: tuple[Stage, ...]
    single_unit: SingleUnitRule = "error"
    calibrations: tuple[Calibration, ...] = ()

    @property
    def size(self) -> int:
        """Number of rows n."""
        return len(self.weights)

    @property
    def clusters(self) -> IntArray:
        """(n,) first-stage unit of each row."""
        return self.stages[0].clusters

    @property
    def strata(self) -> IntArray:
        """(n,) first-stage stratum of each row."""
        return self.stages[0].strata

    def with_weights(self, weights: FloatArray) -> "Design":
        """The same design with other weights (n,) and the same calibrations."""
        return replace(self, weights=np.asarray(weights, dtype=np.float64))

    def calibrated(self, weights: FloatArray, calibration: Calibration) -> "Design":
        """The design after one more calibration, whose weights (n,) are given."""
        return replace(
            self,
            weights=np.asarray(weights, dtype=np.float64),
            calibrations=(*self.calibrations, calibration),
        )


@dataclass(frozen=True, eq=False)
class ReplicateDesign:
    """A sample whose variance comes from replicate weights.

    The variance of an estimate t is `scale * sum_r rscales[r] * (t_r - centre)^2`, where the
    centre is the mean of the replicate estimates with `rscales` above zero, or with `mse` the
    full-sample estimate (R `survey`, `svrVar`).

    Attributes:
        weights: (n,) full-sample weights.
        replicate_weights: (n, R) combined weights, one column a replicate.
        scale: Common factor.
        rscales: (R,) factor of each replicate.
        degrees_of_freedom: Of the design behind the replicates.
        mse: Centre at the full-sample estimate.
        calibrated: Whether calibrations done again in each replicate have taken degrees from it;
            `degrees_of_freedom(design)` counts what is left, once asked for.
        ranks: Rank of the replicate weights by rows (their bits), kept once computed.
    """

    weights: FloatArray
    replicate_weights: FloatArray
    scale: float
    rscales: FloatArray
    degrees_of_freedom: float
    mse: bool = False
    calibrated: bool = False
    ranks: dict[bytes, int] = field(default_factory=dict, init=False, repr=False)

    @property
    def size(self) -> int:
        """Number of rows n."""
        return len(self.weights)


AnyDesign: TypeAlias = Design | ReplicateDesign
