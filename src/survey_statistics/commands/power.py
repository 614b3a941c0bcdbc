"""`survey-statistics power`: sample size, precision, power and smallest detectable effect."""

import math
from dataclasses import dataclass
from typing import Any, TypedDict

from survey_statistics.commands.errors import UnusablePlan
from survey_statistics.commands.idle_options import refuse_idle
from survey_statistics.power.comparisons import (
    TwoGroups,
    detectable_change,
    detectable_difference,
    power_of_difference,
    size_per_group,
)
from survey_statistics.power.design_effects import (
    cluster_design_effect,
    follow_up_variance_factor,
    invited_for,
)
from survey_statistics.power.errors import between
from survey_statistics.power.precision import (
    half_width_of_mean,
    half_width_of_proportion,
    rounded_up,
    size_for_mean,
    size_for_proportion,
)
from survey_statistics.power.two_proportions import (
    Variance,
    detectable_difference_of_proportions,
    power_of_proportions,
    size_per_group_for_proportions,
)


class _Test(TypedDict):
    significance: float
    power: float


@dataclass(frozen=True)
class PowerRequest:
    """A question about one estimate ("precision") or the difference of two groups.

    Attributes:
        question: "precision" or "difference".
        proportion: of the outcome; in a comparison, that of the comparison group.
        deviation: standard deviation of a numeric outcome, instead of a proportion.
        logarithm: the outcome is a logarithm, differences are relative changes.
        half_width: wanted half-width of the interval.
        answers: completed answers.
        first: number in the group with the effect.
        second: number in the comparison group.
        difference: difference to be found.
        confidence: of the interval.
        significance: of the test.
        power: chance to find the difference.
        design_effect: over simple random sampling.
        cluster_size: mean size of clusters, with `icc`.
        icc: correlation within clusters.
        population: size of the population, for one estimate.
        response_rate: expected, to say how many to invite.
        rounds: follow-up rounds.
        autocorrelation: of the outcome between rounds; with it a baseline is adjusted for.
        compliance: share of the encouraged who take up because of it.
        variance: convention for two proportions: base, unpooled or pooled.
    """

    question: str
    proportion: float | None = None
    deviation: float | None = None
    logarithm: bool = False
    half_width: float | None = None
    answers: float | None = None
    first: float | None = None
    second: float | None = None
    difference: float | None = None
    confidence: float = 0.95
    significance: float = 0.05
    power: float = 0.8
    design_effect: float = 1.0
    cluster_size: float | None = None
    icc: float = 0.0
    population: float | None = None
    response_rate: float = 1.0
    rounds: int = 1
    autocorrelation: float | None = None
    compliance: float = 1.0
    variance: Variance = "base"


def answer(request: PowerRequest) -> dict[str, Any]:
    """Answer a question with the numbers it follows from.

    Raises:
        SurveyError: an assumption is missing or out of its range.

    >>> answer(PowerRequest("precision", half_width=0.05))["completes"]
    385
    """
    _refuse_idle_options(request)
    between("The compliance", request.compliance, 0, 1.000001)
    deff, factor = _design_effect(request), _variance_factor(request)
    assumed = {"design_effect": deff, "variance_factor": factor}
    if request.question == "precision":
        return {**_precision(request, deff), **assumed}
    return {**_difference(request, deff, factor), **assumed}


def _refuse_idle_options(request: PowerRequest) -> None:
    if request.question == "precision":
        refuse_idle(_of_a_comparison(request), "on the precision of one estimate")
        if request.half_width is None:
            refuse_idle([("--response-rate", request.response_rate != 1)], "without --half-width")
        elif request.answers is not None:
            raise UnusablePlan("Give either --half-width or --answers, not both.")
    else:
        refuse_idle(_of_an_estimate(request), "on a difference of two groups")
        if (request.first is None) != (request.second is None):
            raise UnusablePlan("Give both group sizes, or --difference for a sample size.")
    if request.proportion is not None:
        of_numbers = [("--deviation", request.deviation is not None)]
        refuse_idle([*of_numbers, ("--logarithm", request.logarithm)], "beside --proportion")
    if request.autocorrelation is None:
        refuse_idle([("--rounds", request.rounds != 1)], "without --autocorrelation")
    if request.cluster_size is None:
        refuse_idle([("--icc", request.icc != 0)], "without --cluster-size")


def _of_a_comparison(request: PowerRequest) -> list[tuple[str, bool]]:
    return [
        ("--first", request.first is not None),
        ("--second", request.second is not None),
        ("--difference", request.difference is not None),
        ("--autocorrelation", request.autocorrelation is not None),
        ("--compliance", request.compliance != 1),
        ("--logarithm", request.logarithm),
    ]


def _of_an_estimate(request: PowerRequest) -> list[tuple[str, bool]]:
    return [
        ("--half-width", request.half_width is not None),
        ("--answers", request.answers is not None),
        ("--population", request.population is not None),
    ]


def _precision(request: PowerRequest, deff: float) -> dict[str, Any]:
    shared = {"confidence": request.confidence, "design_effect": deff}
    p = 0.5 if request.proportion is None else request.proportion
    if request.half_width is not None:
        more = {**shared, "response_rate": request.response_rate}
        size = (
            size_for_proportion(request.half_width, p, population=request.population, **more)
            if request.deviation is None
            else size_for_mean(
                request.half_width, request.deviation, population=request.population, **more
            )
        )
        return {"exact": size.exact, "completes": size.completes, "invited": size.invited}
    if request.answers is None:
        raise UnusablePlan("Give --half-width for a sample size, or --answers for a half-width.")
    half = (
        half_width_of_proportion(request.answers, p, population=request.population, **shared)
        if request.deviation is None
        else half_width_of_mean(
            request.answers, request.deviation, population=request.population, **shared
        )
    )
    return {"half_width": half}


def _difference(request: PowerRequest, deff: float, factor: float) -> dict[str, Any]:
    if request.first is None or request.second is None:
        if request.difference is None:
            raise UnusablePlan("Give both group sizes, or --difference for a sample size.")
        return _size(request, deff, factor)
    groups = TwoGroups(request.first, request.second, deff, factor)
    if request.difference is None:
        return {"detectable": _detectable(request, groups)}
    return {"power": _power(request, groups)}


def _size(request: PowerRequest, deff: float, factor: float) -> dict[str, Any]:
    wanted = request.difference or 0.0
    test: _Test = {"significance": request.significance, "power": request.power}
    if request.proportion is not None:
        exact = size_per_group_for_proportions(
            request.proportion,
            wanted * request.compliance,
            design_effect=deff * factor,
            variance=request.variance,
            **test,
        )
    else:
        exact = size_per_group(
            _on_scale(request, wanted),
            _deviation(request),
            design_effect=deff,
            variance_factor=factor,
            compliance=request.compliance,
            **test,
        )
    completes = rounded_up(exact)
    invited = rounded_up(invited_for(completes, request.response_rate))
    return {"exact": exact, "per_group": completes, "invited_per_group": invited}


def _detectable(request: PowerRequest, groups: TwoGroups) -> float:
    test: _Test = {"significance": request.significance, "power": request.power}
    if request.proportion is not None:
        seen = detectable_difference_of_proportions(
            groups, request.proportion, variance=request.variance, **test
        )
        return seen / request.compliance
    if request.logarithm:
        change = detectable_change(groups, _deviation(request), **test)
        return math.expm1(math.log1p(change) / request.compliance)
    return detectable_difference(groups, _deviation(request), **test) / request.compliance


def _power(request: PowerRequest, groups: TwoGroups) -> float:
    wanted = request.difference or 0.0
    if request.proportion is not None:
        return power_of_proportions(
            groups,
            request.proportion,
            wanted * request.compliance,
            significance=request.significance,
            variance=request.variance,
        )
    return power_of_difference(
        groups,
        _on_scale(request, wanted) * request.compliance,
        _deviation(request),
        significance=request.significance,
    )


def _on_scale(request: PowerRequest, difference: float) -> float:
    if not request.logarithm:
        return difference
    if difference <= -1:
        raise UnusablePlan(f"A relative change of {difference:g} is a loss of more than all.")
    return math.log1p(difference)


def _deviation(request: PowerRequest) -> float:
    return 1.0 if request.deviation is None else request.deviation


def _design_effect(request: PowerRequest) -> float:
    if request.cluster_size is None:
        return request.design_effect
    return request.design_effect * cluster_design_effect(request.cluster_size, request.icc)


def _variance_factor(request: PowerRequest) -> float:
    if request.autocorrelation is None:
        return 1.0
    return follow_up_variance_factor(request.rounds, request.autocorrelation)
