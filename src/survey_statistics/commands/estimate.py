"""`survey-statistics estimate`: a data file and a plan in, estimates out."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from survey_statistics.arrays import level_text
from survey_statistics.commands.data_files import DataFile, read_data
from survey_statistics.commands.designs import weighted_sample
from survey_statistics.commands.errors import UnreadableFile, UnusablePlan
from survey_statistics.commands.expressions import choose_rows
from survey_statistics.commands.interval_names import (
    interval_of_shares,
    mean_as_asked,
    refuse_unknown_interval,
    with_note,
)
from survey_statistics.commands.plan import EstimatePlan, Plan, read_plan
from survey_statistics.designs.design import AnyDesign
from survey_statistics.errors import UnknownChoice, UnknownLevel
from survey_statistics.estimation.contrasts import difference
from survey_statistics.estimation.means import ratio, total
from survey_statistics.estimation.net_promoter_score import net_promoter_score
from survey_statistics.estimation.proportions import proportion
from survey_statistics.estimation.quantiles import quantile
from survey_statistics.regression.errors import NoCases
from survey_statistics.regression.regress import regress
from survey_statistics.results import Estimate, Estimates

Result = dict[str, Any]
Columns = Mapping[str, NDArray[Any]]
_HIDDEN = (
    "value",
    "standard_error",
    "low",
    "high",
    "design_effect",
    "design_effect_replace",
    "coefficient_of_variation",
)


def estimate(data_path: Path, plan_path: Path) -> Result:
    """Return every estimate that a plan asks for.

    Raises:
        SurveyError: the first thing in data or plan that stands in the way.
    """
    plan = read_plan(plan_path)
    data = read_data(data_path, plan.read.missing, labels=plan.read.labels)
    return estimates_of(plan, data)


def estimates_of(plan: Plan, data: DataFile) -> Result:
    """Return the estimates of a plan on columns in memory."""
    if data.rows == 0:
        raise UnreadableFile("The data have a header and no rows: there is nothing to estimate.")
    sample = weighted_sample(plan, data)
    design = sample.design
    results = [
        _withheld(result, plan.disclosure.minimum)
        for request in plan.estimate
        for result in _answered(request, design, data)
    ]
    return {
        "rows": data.rows,
        "sum_of_weights": float(design.weights.sum()),
        "weighting": sample.weighting,
        "replicates": sample.replicates,
        "results": results,
    }


def _answered(request: EstimatePlan, design: AnyDesign, data: DataFile) -> list[Result]:
    if request.statistic not in _STATISTICS:
        raise UnknownChoice("statistic", request.statistic, tuple(_STATISTICS))
    asked_by = f"the estimate of a {request.statistic}"
    by: Columns = {name: data.column(name, asked_by=asked_by) for name in request.by}
    where = None if request.where is None else choose_rows(request.where, data.columns)
    refuse_unknown_interval(request.interval)
    results = _STATISTICS[request.statistic](request, design, data, by, where)
    return [with_note(result, request.interval) for result in results]


Answer = Callable[[EstimatePlan, AnyDesign, DataFile, Columns, Any], list[Result]]


def _mean(
    request: EstimatePlan, design: AnyDesign, data: DataFile, by: Columns, where: Any
) -> list[Result]:
    found = mean_as_asked(request, design, _variable(request, data), by, where)
    return _domains(found, request)


def _total(
    request: EstimatePlan, design: AnyDesign, data: DataFile, by: Columns, where: Any
) -> list[Result]:
    found = total(design, _variable(request, data), by=by, where=where, level=request.level)
    return _domains(found, request)


def _ratio(
    request: EstimatePlan, design: AnyDesign, data: DataFile, by: Columns, where: Any
) -> list[Result]:
    if request.denominator is None:
        raise UnusablePlan("A ratio needs a denominator.")
    base = data.named(request.denominator, asked_by="the estimate of a ratio")
    found = ratio(design, _variable(request, data), base, by=by, where=where, level=request.level)
    return _domains(found, request)


def _proportion(
    request: EstimatePlan, design: AnyDesign, data: DataFile, by: Columns, where: Any
) -> list[Result]:
    found = proportion(
        design,
        _variable(request, data),
        levels=request.levels,
        by=by,
        where=where,
        interval=interval_of_shares(request.interval, "korn-graubard"),
        level=request.level,
    )
    return _domains(found, request)


def _quantile(
    request: EstimatePlan, design: AnyDesign, data: DataFile, by: Columns, where: Any
) -> list[Result]:
    if not request.probabilities:
        raise UnusablePlan("A quantile needs probabilities, for instance [0.25, 0.5, 0.75].")
    found = quantile(
        design,
        _variable(request, data),
        request.probabilities,
        rule=request.rule,
        by=by,
        where=where,
        interval=interval_of_shares(request.interval, "mean"),
        level=request.level,
    )
    width = len(request.probabilities)
    answers = [_domains(_at_probability(found, j, width), request) for j in range(width)]
    return [
        {**answer[place], "probability": float(probability), "rule": request.rule}
        for place in range(len(answers[0]))
        for probability, answer in zip(request.probabilities, answers, strict=True)
    ]


def _at_probability(found: Estimates, place: int, width: int) -> Estimates:
    """The domains at one of `width` probabilities."""
    at = range(place, len(found), width)
    covariance = found.covariance[np.ix_(at, at)]
    return Estimates(tuple(found[i] for i in at), covariance, found.degrees_of_freedom)


def _net_promoter_score(
    request: EstimatePlan, design: AnyDesign, data: DataFile, by: Columns, where: Any
) -> list[Result]:
    found = net_promoter_score(
        design, _variable(request, data), by=by, where=where, level=request.level
    )
    return _domains(found, request)


def _regression(
    request: EstimatePlan, design: AnyDesign, data: DataFile, by: Columns, where: Any
) -> list[Result]:
    if by or request.compare or not request.predictors:
        raise UnusablePlan("A regression needs predictors, and a where instead of by and compare.")
    outcome = _variable(request, data)
    offset = request.offset and data.named(request.offset, asked_by="the offset of a regression")
    try:
        fit = regress(
            design,
            outcome,
            {name: data.column(name, asked_by="a regression") for name in request.predictors},
            kind=request.family,
            categorical=request.categorical,
            event=request.event,
            offset=offset or None,
            where=where,
            level=request.level,
        )
    except NoCases as reason:
        empty = Estimate("regression", request.variable, notes=(f"no cases: {reason}",))
        return [_result(empty, request)]
    pairs = zip(fit.estimates, fit.coefficients, strict=True)
    return [
        {
            **_result(item, request),
            "outcome": fit.outcome,
            "family": fit.family,
            "t": coefficient.t,
            "p_value": coefficient.p_value,
        }
        for item, coefficient in pairs
    ]


_STATISTICS: dict[str, Answer] = {
    "mean": _mean,
    "total": _total,
    "ratio": _ratio,
    "proportion": _proportion,
    "quantile": _quantile,
    "median": _quantile,
    "nps": _net_promoter_score,
    "regression": _regression,
}


def _domains(found: Estimates, request: EstimatePlan) -> list[Result]:
    """Return the estimates of all domains or, with `compare`, the difference of two."""
    if request.compare is None:
        return [_result(item, request) for item in found]
    if len(request.by) != 1 or not _are_two(request.compare):
        raise UnusablePlan("compare takes two different levels of the one column in by.")
    column = request.by[0]
    levels = [dict(item.domain)[column] for item in found]
    places = []
    for level in map(level_text, request.compare):
        if levels.count(level) == 0:
            raise UnknownLevel(column, level, levels, where="the domains")
        if levels.count(level) > 1:
            raise UnusablePlan(f"Name one of the levels of '{request.variable}' to compare.")
        places.append(levels.index(level))
    item = difference(found, places[0], places[1], level=request.level)
    domain = {column: " - ".join(map(level_text, request.compare))}
    named = {
        "statistic": f"{request.statistic} difference",
        "variable": found[places[0]].variable,
        "domain": domain,
    }
    return [{**_result(item, request), **named}]


def _are_two(levels: Sequence[object]) -> bool:
    return len(levels) == len(set(map(level_text, levels))) == 2


def _variable(request: EstimatePlan, data: DataFile) -> dict[str, NDArray[Any]]:
    return data.named(request.variable, asked_by=f"the estimate of a {request.statistic}")


def _result(item: Estimate, request: EstimatePlan) -> Result:
    method, _, level = item.interval.rpartition(" ")
    return {
        "statistic": request.statistic,
        "variable": item.variable,
        "domain": dict(item.domain),
        "value": item.value,
        "standard_error": item.standard_error,
        "low": item.low,
        "high": item.high,
        "interval": method or item.interval,
        "level": float(level) if method else request.level,
        "degrees_of_freedom": item.degrees_of_freedom,
        "n": item.n,
        "design_effect": item.design_effect,
        "design_effect_replace": item.design_effect_replace,
        "coefficient_of_variation": item.coefficient_of_variation,
        "suppressed": item.suppressed,
        "notes": list(item.notes),
    }


def _withheld(result: Result, minimum: int) -> Result:
    """Withhold a result on few rows; that a domain is empty is told, not withheld."""
    if not 0 < result["n"] < minimum:
        return result
    return {**result, **dict.fromkeys(_HIDDEN, None), "n": None, "suppressed": True}
