"""From a plan and a data file to a weighted design."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from survey_statistics.arrays import as_numbers
from survey_statistics.calibration.bounded import BoundedCalibration
from survey_statistics.calibration.calibrated import Calibrated
from survey_statistics.calibration.distances import Exponential, Logit, TruncatedLinear
from survey_statistics.calibration.margins import (
    CategoricalMargin,
    Margin,
    categorical_margin,
    numeric_margin,
    population_margin,
)
from survey_statistics.calibration.poststratification import PostStratification
from survey_statistics.calibration.raking import Raking
from survey_statistics.calibration.regression import LinearCalibration
from survey_statistics.commands.data_files import DataFile
from survey_statistics.commands.errors import UnusablePlan
from survey_statistics.commands.margin_names import joined_quantities
from survey_statistics.commands.plan import (
    CalibrationPlan,
    DesignPlan,
    Plan,
    ReplicatesPlan,
)
from survey_statistics.commands.weighting_report import (
    CalibrationOfPlan,
    replicates_report,
    weighting_report,
)
from survey_statistics.designs.build import survey_design
from survey_statistics.designs.design import AnyDesign, Design, ReplicateDesign
from survey_statistics.errors import UnknownChoice
from survey_statistics.replicates.balanced import balanced_repeated
from survey_statistics.replicates.bootstrap import canty_davison_bootstrap, rao_wu_bootstrap
from survey_statistics.replicates.given import given_replicates
from survey_statistics.replicates.jackknife import jackknife_1, jackknife_2, jackknife_n
from survey_statistics.replicates.preston import preston_bootstrap
from survey_statistics.replicates.successive import successive_differences
from survey_statistics.replicates.units import UnitReplicates, reweighted

_METHODS = ("poststratify", "rake", "linear", "logit", "truncated")
_SINGLE_UNIT = ("error", "certainty", "scaled", "centred")
_COUNT, _SEED, _RHO = 500, 1, 0.3
_DRAWN = ("bootstrap", "canty-davison", "preston")
_SHORT = {"jk1": "jackknife-1", "jkn": "jackknife-n", "jk2": "jackknife-2"}


@dataclass(frozen=True, eq=False)
class WeightedSample:
    """The design of a plan, and what became of its weights.

    Attributes:
        design: As the estimators take it.
        weighting: One entry for the base weights and for each calibration, see `weighting_report`.
        replicates: Kind, count and seed, see `replicates_report`; None without replicates.
    """

    design: AnyDesign
    weighting: list[dict[str, Any]]
    replicates: dict[str, Any] | None


def weighted_design(plan: Plan, data: DataFile) -> AnyDesign:
    """Return the design of a plan alone. Raises as `weighted_sample`."""
    return weighted_sample(plan, data).design


def weighted_sample(plan: Plan, data: DataFile) -> WeightedSample:
    """Return the design of a plan: base weights, calibrations in order, replicates if asked for.

    With replicates every calibration is done again in each of them.

    Raises:
        SurveyError: naming the column, level, stratum or key at fault.
    """
    steps = [calibration_step(calibration, data) for calibration in plan.calibrate]
    sampled = _sampled(plan.design, data)
    design, done = sampled, []
    for step in steps:
        calibrated: Calibrated = step.calibrate(design.weights)
        design = design.calibrated(calibrated.weights, calibrated.residuals)
        done.append((step, calibrated))
    weighting = weighting_report(sampled.weights, done)
    if plan.replicates is None:
        return WeightedSample(design, weighting, None)
    copies = _copies(plan.replicates, sampled, steps, data)
    return WeightedSample(copies, weighting, _told(plan.replicates, copies))


def _copies(
    plan: ReplicatesPlan, sampled: Design, steps: list[CalibrationOfPlan], data: DataFile
) -> ReplicateDesign:
    if plan.kind == "given":
        given = _given(plan, sampled, data)
        return reweighted(given, steps, degrees_of_freedom=plan.degrees_of_freedom)
    return _replicates(plan, sampled).weights(sampled.weights, steps)


def _told(plan: ReplicatesPlan, design: ReplicateDesign) -> dict[str, Any]:
    kind = _SHORT.get(plan.kind, plan.kind)
    seed = _seed(plan) if kind in _DRAWN else None
    return replicates_report(design, kind, seed, _rho(plan) if kind == "fay" else None)


def calibration_step(plan: CalibrationPlan, data: DataFile) -> CalibrationOfPlan:
    """Return the calibration of one [[calibrate]] table.

    Raises:
        UnknownChoice: no such method. UnusablePlan: margins or bounds do not suit it.
    """
    if plan.method not in _METHODS:
        raise UnknownChoice("calibration method", plan.method, _METHODS)
    margins = _margins(plan, data)
    if plan.method == "poststratify":
        if len(margins) != 1 or not isinstance(margins[0], CategoricalMargin):
            raise UnusablePlan("Post-stratification takes one classification; rake for several.")
        if plan.bounds is not None:
            raise UnusablePlan("Post-stratification keeps no bounds; use rake, logit or truncated.")
        return PostStratification(margins[0])
    low, high = _bounds(plan)
    if plan.method == "rake":
        classes = tuple(margin for margin in margins if isinstance(margin, CategoricalMargin))
        if len(classes) == len(margins) and plan.bounds is None:
            return Raking(classes)
        return BoundedCalibration(margins, Exponential(low, high))
    if plan.method == "linear" and plan.bounds is None:
        return LinearCalibration(margins)
    return BoundedCalibration(
        margins, Logit(low, high) if plan.method == "logit" else TruncatedLinear(low, high)
    )


def _margins(plan: CalibrationPlan, data: DataFile) -> tuple[Margin, ...]:
    margins: list[Margin] = []
    if plan.population is not None:
        if not 0 < plan.population < math.inf:
            raise UnusablePlan(f"The population is {plan.population}; give a number above 0.")
        margins.append(population_margin(data.rows, plan.population))
    for name, totals in joined_quantities(plan.margins, data.columns).items():
        column = data.named(name, asked_by="a calibration")
        if isinstance(totals, Mapping):
            margins.append(categorical_margin(column, totals))
        else:
            margins.append(numeric_margin(column, float(totals)))
    if not margins:
        raise UnusablePlan("A calibration has no margins: add [calibrate.margins].")
    if plan.population is not None:
        return _without_repeated_size(margins)
    return tuple(margins)


def _without_repeated_size(margins: list[Margin]) -> tuple[Margin, ...]:
    """Drop the population size where a classification already adds up to it."""
    for margin in margins:
        if isinstance(margin, CategoricalMargin):
            size = margins[0].total if not isinstance(margins[0], CategoricalMargin) else 0.0
            if not math.isclose(margin.population, size, rel_tol=1e-9):
                raise UnusablePlan(
                    f"The margin of '{margin.name}' adds up to {margin.population:.10g}, the "
                    f"population is given as {size:.10g}. Correct one of them."
                )
            return tuple(margins[1:])
    return tuple(margins)


def _bounds(plan: CalibrationPlan) -> tuple[float, float]:
    if plan.bounds is None:
        if plan.method in ("logit", "truncated"):
            raise UnusablePlan(f"Calibration by '{plan.method}' needs bounds = [lowest, highest].")
        return 0.0, math.inf
    if len(plan.bounds) != 2:
        raise UnusablePlan(f"bounds are {list(plan.bounds)}; give the lowest and the highest.")
    return float(plan.bounds[0]), float(plan.bounds[1])


def _sampled(plan: DesignPlan, data: DataFile) -> Design:
    if plan.single_unit not in _SINGLE_UNIT:
        raise UnknownChoice("rule for single units", plan.single_unit, _SINGLE_UNIT)

    def columns(names: object) -> list[dict[str, np.ndarray]]:
        return [data.named(str(name), asked_by="[design]") for name in names]  # type: ignore[attr-defined]  # lists of names, checked by the plan

    return survey_design(
        weights=None if plan.weight is None else data.named(plan.weight, asked_by="[design]"),
        strata=columns(plan.strata),
        clusters=columns(plan.clusters),
        population=columns(plan.population),
        size=data.rows,
        nest=plan.nest,
        unequal_probabilities=plan.unequal_probabilities,
        single_unit=plan.single_unit,  # type: ignore[arg-type]  # one of the rules, checked above
    )


def _replicates(plan: ReplicatesPlan, design: Design) -> UnitReplicates:
    count = _COUNT if plan.count is None else plan.count
    generator = np.random.default_rng(_seed(plan))
    kinds: dict[str, Callable[[], UnitReplicates]] = {
        "bootstrap": lambda: rao_wu_bootstrap(design, generator, count=count),
        "canty-davison": lambda: canty_davison_bootstrap(design, generator, count=count),
        "preston": lambda: preston_bootstrap(design, generator, count=count),
        "jackknife-1": lambda: jackknife_1(design),
        "jackknife-n": lambda: jackknife_n(design),
        "jackknife-2": lambda: jackknife_2(design),
        "brr": lambda: balanced_repeated(design),
        "fay": lambda: balanced_repeated(design, fay=_rho(plan)),
        "successive-differences": lambda: successive_differences(
            design, count=80 if plan.count is None else plan.count
        ),
    }
    kind = _SHORT.get(plan.kind, plan.kind)
    if kind not in kinds:
        raise UnknownChoice("kind of replicates", plan.kind, [*kinds, *_SHORT, "given"])
    return kinds[kind]()


def _seed(plan: ReplicatesPlan) -> int:
    seed = _SEED if plan.seed is None else plan.seed
    if seed < 0:
        raise UnusablePlan(f"The seed of the replicates is {seed}; give a number from 0 up.")
    return seed


def _rho(plan: ReplicatesPlan) -> float:
    """Fay's coefficient, from 0 (half-samples) to below 1."""
    rho = _RHO if plan.rho is None else plan.rho
    if not 0 <= rho < 1:
        raise UnusablePlan(
            f"'rho' in [replicates] is {rho:g}; give a number from 0 up to, but below, 1. At 1 all "
            "replicates are the sample itself and show no variance; 0.3 and 0.5 are usual."
        )
    return rho


def _given(plan: ReplicatesPlan, design: Design, data: DataFile) -> ReplicateDesign:
    if len(plan.columns) < 2 or plan.scale is None or plan.scale <= 0:
        raise UnusablePlan(
            "Replicates of kind 'given' need their columns and their scale: two columns or more, "
            "and a number above 0."
        )
    table = np.column_stack(
        [as_numbers(data.named(name, asked_by="[replicates]"), name) for name in plan.columns]
    )
    if not (np.isfinite(table) & (table >= 0)).all():
        raise UnusablePlan("Replicate weights must be numbers from 0 up in every row.")
    if plan.rscales is not None and len(plan.rscales) != table.shape[1]:
        raise UnusablePlan(
            f"There are {table.shape[1]} replicates and {len(plan.rscales)} rscales."
        )
    return given_replicates(
        design.weights,
        table,
        scale=plan.scale,
        rscales=plan.rscales,
        combined=bool(plan.combined),
        mse=bool(plan.mse),
        degrees_of_freedom=plan.degrees_of_freedom,
    )
