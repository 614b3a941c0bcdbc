"""Replicate factors of sampling units, and the replicate weights of rows made from them.

Source: K. Wolter (2007), Introduction to Variance Estimation, 2nd ed., ch. 3-5.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from survey_statistics.arrays import BoolArray, FloatArray, IntArray
from survey_statistics.calibration.groups import replicate_order, spread_rows
from survey_statistics.designs.design import Design, ReplicateDesign
from survey_statistics.errors import ReplicateFailed, SingleUnitStratum, SurveyError
from survey_statistics.weighting.chain import CalibrationStep
from survey_statistics.weighting.step import WeightingStep

# Numbers held by one batch of replicates: small enough for the cache, large enough for BLAS.
_BATCH = 2_000_000


@dataclass(frozen=True, eq=False)
class UnitReplicates:
    """Factors by which each replicate multiplies the weight of a first-stage unit.

    Attributes:
        factors: (m, R) factor of each unit in each replicate, replicates contiguous.
        units: (n,) unit of each row.
        scale: Common factor of the variance.
        rscales: (R,) factor of each replicate.
        degrees_of_freedom: Units minus strata, or replicates minus one if there are fewer.
        mse: Centre the variance at the full-sample estimate.
    """

    factors: FloatArray
    units: IntArray
    scale: float
    rscales: FloatArray
    degrees_of_freedom: float
    mse: bool = False

    @property
    def count(self) -> int:
        """Number of replicates."""
        return int(self.factors.shape[1])

    def weights(self, base: FloatArray, steps: Sequence[WeightingStep] = ()) -> ReplicateDesign:
        """Make a replicate design from base weights (n,), re-running all steps in each replicate.

        Replicates are worked on in batches, so that memory stays near that of the result.

        Raises:
            SurveyError: a step refuses the sample.
            ReplicateFailed: a step refuses one of the replicates.

        >>> from survey_statistics.calibration.margins import categorical_margin
        >>> from survey_statistics.calibration.poststratification import PostStratification
        >>> sex = categorical_margin({"sex": ["f", "m", "f"]}, {"f": 6, "m": 4})
        >>> halves = np.array([[2.0, 0.0], [1.0, 1.0], [0.0, 2.0]])
        >>> units = UnitReplicates(halves, np.arange(3), 1.0, np.ones(2), 2.0)
        >>> units.weights(np.ones(3), [PostStratification(sex)]).replicate_weights.tolist()
        [[6.0, 0.0], [4.0, 4.0], [0.0, 6.0]]
        """
        full = run_steps(np.asarray(base, dtype=np.float64), steps)
        result = np.empty((len(base), self.count), order=replicate_order(len(base)))
        for batch in _batches(len(base), self.count):
            rows = result[:, batch]
            spread_rows(self.factors[:, batch], self.units, out=rows)
            rows *= base[:, None]
            if steps:
                rows[:] = _replicates_after(rows, steps)
        return ReplicateDesign(
            weights=full,
            replicate_weights=result,
            scale=self.scale,
            rscales=self.rscales,
            degrees_of_freedom=self.degrees_of_freedom,
            mse=self.mse,
            calibrated=_calibrates(steps),
        )


def reweighted(
    replicates: ReplicateDesign,
    steps: Sequence[WeightingStep],
    *,
    degrees_of_freedom: float | None = None,
) -> ReplicateDesign:
    """Run weighting steps on a replicate design, in the full sample and in each replicate.

    `degrees_of_freedom` are those that the producer of the replicates states for the result; if
    not given, those of the replicates, less what calibrations take away.

    Raises:
        SurveyError: a step refuses the sample.
        ReplicateFailed: a step refuses one of the replicates.

    >>> from survey_statistics.weighting.restriction import Restriction
    >>> given = ReplicateDesign(np.ones(2), np.array([[2.0, 0.0], [0.0, 2.0]]), 1.0, np.ones(2), 1)
    >>> reweighted(given, [Restriction(np.array([True, False]))]).replicate_weights.tolist()
    [[2.0, 0.0], [0.0, 0.0]]
    """
    given = replicates.replicate_weights
    full = run_steps(replicates.weights, steps)
    result = np.empty(given.shape, order=replicate_order(len(given)))
    for batch in _batches(*given.shape):
        result[:, batch] = _replicates_after(given[:, batch], steps)
    return ReplicateDesign(
        weights=full,
        replicate_weights=result,
        scale=replicates.scale,
        rscales=replicates.rscales,
        degrees_of_freedom=replicates.degrees_of_freedom
        if degrees_of_freedom is None
        else degrees_of_freedom,
        mse=replicates.mse,
        calibrated=degrees_of_freedom is None and (replicates.calibrated or _calibrates(steps)),
    )


def _calibrates(steps: Sequence[WeightingStep]) -> bool:
    return any(isinstance(step, CalibrationStep) for step in steps)


def run_steps(weights: FloatArray, steps: Sequence[WeightingStep]) -> FloatArray:
    """Pass weights (n,) or (n, R) through all steps."""
    for step in steps:
        weights = step.adjust(weights)
    return weights


def _replicates_after(weights: FloatArray, steps: Sequence[WeightingStep]) -> FloatArray:
    """Pass a batch of replicates (n, R) through steps that the sample itself has passed."""
    try:
        return run_steps(weights, steps)
    except SurveyError as error:
        raise ReplicateFailed(error) from error


def refuse_single_units(design: Design) -> None:
    """Raise `SingleUnitStratum` if a first-stage stratum that is not a census has one unit.

    Under the rule "certainty" such a stratum is kept as it is in every replicate, as long as
    another has units to leave out.
    """
    stage = design.stages[0]
    if design.single_unit == "certainty" and (stage.sampled > 1).any():
        return
    for stratum in np.flatnonzero(single_units(design)):
        raise SingleUnitStratum(str(stage.strata_labels[stratum]))


def single_units(design: Design) -> BoolArray:
    """Which first-stage strata (H,) have one unit without holding the whole population."""
    stage = design.stages[0]
    return np.asarray((stage.sampled == 1) & (first_fraction(design) < 1))


def first_fraction(design: Design) -> FloatArray:
    """Sampling fraction of the first stage by stratum (H,), zero with replacement.

    Under probabilities that vary by unit there is no fraction of the stratum: zero too, which
    errs on the side of larger variances.
    """
    stage = design.stages[0]
    if stage.by_unit:
        return np.zeros(stage.stratum_count)
    return np.asarray(stage.fraction)


def design_degrees_of_freedom(design: Design) -> float:
    """First-stage units minus strata."""
    stage = design.stages[0]
    return float(stage.unit_count - stage.stratum_count)


def _batches(rows: int, columns: int) -> Iterator[slice]:
    width = max(1, _BATCH // max(rows, 1))
    for start in range(0, columns, width):
        yield slice(start, min(start + width, columns))
