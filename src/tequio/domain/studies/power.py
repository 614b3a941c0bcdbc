"""The sheet of sample size and smallest detectable effect, with the assumptions it follows from."""

from dataclasses import asdict, dataclass
from typing import Any, Final

from survey_statistics.power import (
    TwoGroups,
    detectable_change,
    detectable_difference,
    detectable_difference_of_proportions,
    follow_up_variance_factor,
    half_width_of_proportion,
    multiplier,
    size_for_proportion,
)
from survey_statistics.power.errors import UnreachablePrecision
from tequio.domain.studies.plan.document import PowerAssumptions, Sample

BASES: Final = (0.1, 0.2, 0.3, 0.5)
HALF_WIDTHS: Final = (0.05, 0.03, 0.02)


@dataclass(frozen=True)
class PowerSheet:
    """What the study will be able to say; shares are from 0 to 1.

    Attributes:
        answers: answers expected, mentored and not.
        multiplier: z of the test plus z of its power.
        half_widths: half-width of the interval of a share of one half, by group.
        needed: answers needed for given half-widths.
        shares: smallest rise over each base share that is found, mentored against not.
        standardised: smallest difference in standard deviations, for all and for sellers.
        sales: smallest relative change of sales, without and with a baseline.
    """

    answers: dict[str, float]
    multiplier: float
    half_widths: dict[str, float]
    needed: dict[str, int]
    shares: dict[str, float | None]
    standardised: dict[str, float]
    sales: dict[str, float]

    def as_content(self) -> dict[str, Any]:
        """For the plan, rounded to what is printed, so that its hash depends on nothing finer."""
        return {name: _rounded(part) for name, part in asdict(self).items()}


def sheet(sample: Sample, assumed: PowerAssumptions) -> PowerSheet:
    """The sheet of a sample under these assumptions."""
    answers = sample.size * sample.expected_response
    mentored = answers * assumed.mentored_share
    everybody = TwoGroups(mentored, answers - mentored, sample.design_effect)
    sellers = TwoGroups(
        everybody.first * assumed.sellers_share,
        everybody.second * assumed.sellers_share,
        sample.design_effect,
    )
    return PowerSheet(
        answers={
            "all": answers,
            "mentored": everybody.first,
            "not_mentored": everybody.second,
            "sellers_mentored": sellers.first,
            "sellers_not_mentored": sellers.second,
        },
        multiplier=multiplier(assumed.significance, assumed.power),
        half_widths={
            "all": _half_width(answers, sample, assumed),
            "mentored": _half_width(mentored, sample, assumed),
        },
        needed={
            f"{width:g}": size_for_proportion(
                width, confidence=assumed.confidence, design_effect=sample.design_effect
            ).completes
            for width in HALF_WIDTHS
        },
        shares={f"{base:g}": _rise(everybody, base, assumed) for base in BASES},
        standardised={
            "all": _difference(everybody, assumed),
            "sellers": _difference(sellers, assumed),
        },
        sales=_sales(everybody, sellers, assumed),
    )


def _sales(everybody: TwoGroups, sellers: TwoGroups, assumed: PowerAssumptions) -> dict[str, float]:
    """Smallest relative change of sales that is found."""
    with_baseline = follow_up_variance_factor(1, assumed.autocorrelation)

    def change(groups: TwoGroups, factor: float) -> float:
        return detectable_change(
            TwoGroups(groups.first, groups.second, groups.design_effect, factor),
            assumed.log_standard_deviation,
            significance=assumed.significance,
            power=assumed.power,
        )

    return {
        "all": change(everybody, 1.0),
        "all_with_baseline": change(everybody, with_baseline),
        "sellers": change(sellers, 1.0),
        "sellers_with_baseline": change(sellers, with_baseline),
    }


def _half_width(answers: float, sample: Sample, assumed: PowerAssumptions) -> float:
    return half_width_of_proportion(
        answers, 0.5, confidence=assumed.confidence, design_effect=sample.design_effect
    )


def _rise(groups: TwoGroups, base: float, assumed: PowerAssumptions) -> float | None:
    """Nothing where even a rise to all would not be found."""
    try:
        return detectable_difference_of_proportions(
            groups, base, significance=assumed.significance, power=assumed.power
        )
    except UnreachablePrecision:
        return None


def _difference(groups: TwoGroups, assumed: PowerAssumptions) -> float:
    return detectable_difference(groups, significance=assumed.significance, power=assumed.power)


def _rounded(part: object) -> object:
    if isinstance(part, dict):
        return {name: _rounded(value) for name, value in part.items()}
    return round(part, 6) if isinstance(part, float) else part
