"""A chain of weighting steps, each checked and each kept in the history.

Source: G. Kalton, I. Flores-Cervantes (2003), "Weighting methods", J. Official Statistics 19,
81-97.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol, runtime_checkable

import numpy as np

from survey_statistics.arrays import FloatArray
from survey_statistics.calibration.calibrated import Calibrated, Residuals
from survey_statistics.designs.design import Design
from survey_statistics.errors import LostWeight, MissingWeight, NegativeWeight, WeightTooSmall
from survey_statistics.weighting.history import StepRecord, WeightingHistory, record
from survey_statistics.weighting.step import WeightingStep

_SAME_SUM = 1e-9


@runtime_checkable
class CalibrationStep(Protocol):
    """A step that reaches population totals, which the Taylor variance must know."""

    def calibrate(self, weights: FloatArray) -> Calibrated:
        """Return calibrated weights with their residuals."""
        ...


@dataclass(frozen=True, eq=False)
class Weighted:
    """Weights after a chain of steps.

    Attributes:
        weights: Final weights (n,).
        history: What each step did.
        calibrations: Residuals of the calibrations, in order, for a `Design`.
        steps: The steps, to be run again in replicates.
    """

    weights: FloatArray
    history: WeightingHistory
    calibrations: tuple[Residuals, ...]
    steps: tuple[WeightingStep, ...]

    def design(self, design: Design) -> Design:
        """Return the design with these weights and the calibrations among the steps."""
        kept = (*design.calibrations, *self.calibrations)
        return replace(design, weights=self.weights, calibrations=kept)


def weigh(base: FloatArray, steps: Sequence[WeightingStep], *, minimum: float = 0.0) -> Weighted:
    """Run weighting steps over base weights (n,).

    After each step the weights are checked: finite, none above zero below `minimum`, none below
    zero, and the sum unchanged where the step only moves weight (`keeps_sum`). Steps that reach
    population totals check these themselves.

    Raises:
        MissingWeight: a base weight is missing.
        NegativeWeight: a base weight is negative or infinite.
        LostWeight: a step that only moves weight changed the sum.
        WeightTooSmall: a step left a weight below the minimum.

    >>> from survey_statistics.weighting.redistribution import nonresponse_cells
    >>> answered = np.array([True, False, True])
    >>> step = nonresponse_cells({"sex": ["f", "f", "m"]}, respondents=answered)
    >>> result = weigh(np.full(3, 10.0), [step])
    >>> result.weights.tolist(), [line.name for line in result.history.steps]
    ([20.0, 0.0, 10.0], ['base', 'non-response by sex'])
    """
    _refuse_bad_base(base)
    weights = np.asarray(base, dtype=np.float64)
    records = [record("base", weights, weights)]
    calibrations: list[Residuals] = []
    for step in steps:
        before, weights = weights, _adjusted(step, weights, calibrations)
        records.append(_checked(step, before, weights, minimum))
    return Weighted(weights, WeightingHistory(tuple(records)), tuple(calibrations), tuple(steps))


def _adjusted(
    step: WeightingStep, weights: FloatArray, calibrations: list[Residuals]
) -> FloatArray:
    if not isinstance(step, CalibrationStep):
        return step.adjust(weights)
    calibrated = step.calibrate(weights)
    calibrations.append(calibrated.residuals)
    return calibrated.weights


def _checked(
    step: WeightingStep, before: FloatArray, after: FloatArray, minimum: float
) -> StepRecord:
    low = np.flatnonzero(~np.isfinite(after) | (after < 0) | ((after > 0) & (after < minimum)))
    if low.size:
        raise WeightTooSmall(step.name, int(low[0]), float(after[low[0]]), minimum)
    line = record(step.name, before, after)
    keeps_sum = getattr(step, "keeps_sum", False)
    if keeps_sum and abs(line.sum_after - line.sum_before) > _SAME_SUM * line.sum_before:
        raise LostWeight(step.name, line.sum_before, line.sum_after)
    return line


def _refuse_bad_base(base: FloatArray) -> None:
    missing = np.flatnonzero(np.isnan(base))
    if missing.size:
        raise MissingWeight("base weight", missing.tolist())
    bad = np.flatnonzero((base < 0) | np.isinf(base))
    if bad.size:
        raise NegativeWeight("base weight", bad.tolist())
