"""What became of the weights: each calibration with its margins, and the replicates."""

from collections.abc import Sequence
from typing import Any

from survey_statistics.arrays import FloatArray, dot
from survey_statistics.calibration.bounded import BoundedCalibration
from survey_statistics.calibration.calibrated import Calibrated
from survey_statistics.calibration.margins import (
    POPULATION_SIZE,
    CategoricalMargin,
    Margin,
    NumericMargin,
)
from survey_statistics.calibration.poststratification import PostStratification
from survey_statistics.calibration.raking import Raking
from survey_statistics.calibration.regression import LinearCalibration
from survey_statistics.designs.design import ReplicateDesign
from survey_statistics.estimation.degrees_of_freedom import degrees_of_freedom
from survey_statistics.weighting.history import record

CalibrationOfPlan = PostStratification | Raking | LinearCalibration | BoundedCalibration


def weighting_report(
    base: FloatArray, done: Sequence[tuple[CalibrationOfPlan, Calibrated]]
) -> list[dict[str, Any]]:
    """One entry for the weights given (n,), then one for each calibration, in order.

    Each holds the rows with weight, the sum before and after, the smallest and largest weight,
    Kish's design effect with the effective number of rows, the rounds and the margins reached.
    """
    entries = [_entry("base", base, base, None, ())]
    before = base
    for step, calibrated in done:
        after = calibrated.weights
        entries.append(_entry(step.name, before, after, calibrated.rounds, _margins(step)))
        before = after
    return entries


def replicates_report(
    design: ReplicateDesign, kind: str, seed: int | None, rho: float | None
) -> dict[str, Any]:
    """The kind of replicates, how many, their seed (null where nothing is drawn) and factors."""
    return {
        "kind": kind,
        "count": design.replicate_weights.shape[1],
        "seed": seed,
        "rho": rho,
        "scale": design.scale,
        "mse": design.mse,
        "degrees_of_freedom": degrees_of_freedom(design),
    }


def _entry(
    name: str, before: FloatArray, after: FloatArray, rounds: int | None, margins: Sequence[Margin]
) -> dict[str, Any]:
    line = record(name, before, after)
    return {
        "step": line.name,
        "rows": line.n,
        "sum_before": line.sum_before,
        "sum_after": line.sum_after,
        "minimum": line.minimum,
        "maximum": line.maximum,
        "design_effect": line.design_effect,
        "effective_n": line.effective_n,
        "rounds": rounds,
        "margins": [reached for margin in margins for reached in _reached(margin, after)],
    }


def _margins(step: CalibrationOfPlan) -> tuple[Margin, ...]:
    return (step.margin,) if isinstance(step, PostStratification) else step.margins


def _reached(margin: Margin, weights: FloatArray) -> list[dict[str, Any]]:
    """Target and weighted sum of each level; a quantity has no level, the size no column."""
    if isinstance(margin, CategoricalMargin):
        sums = margin.groups.sums(weights).tolist()
        return [
            {"column": margin.name, "level": level, "target": target, "reached": reached}
            for level, target, reached in zip(
                margin.levels, margin.totals.tolist(), sums, strict=True
            )
        ]
    return [
        {
            "column": _column(margin),
            "level": None,
            "target": margin.total,
            "reached": dot(margin.values, weights),
        }
    ]


def _column(margin: NumericMargin) -> str | None:
    return None if margin.name == POPULATION_SIZE else margin.name
