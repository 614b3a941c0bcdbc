"""A negative-control outcome: one the treatment cannot have changed, so any effect is bias."""

from __future__ import annotations

from dataclasses import dataclass

from numpy.typing import ArrayLike

from survey_statistics.arrays import FloatArray
from survey_statistics.comparison.effects import Effect, Method, treatment_effect
from survey_statistics.comparison.propensity_weights import Estimand
from survey_statistics.designs.design import AnyDesign


@dataclass(frozen=True)
class NegativeControl:
    """What the same comparison finds where there is nothing to find.

    Attributes:
        effect: the effect on the negative control, which should be near zero.
        bias_detected: whether its interval leaves out zero.
    """

    effect: Effect
    bias_detected: bool


def negative_control(
    design: AnyDesign,
    control_outcome: ArrayLike,
    treated: ArrayLike,
    X: FloatArray,
    *,
    method: Method = "ipw",
    estimand: Estimand = "ATT",
    confidence: float = 0.95,
) -> NegativeControl:
    """Run a comparison on an outcome fixed before the treatment (sales the year before, say).

    Not finding bias here does not show that there is none elsewhere.

    Args:
        design, treated, X, method, estimand, confidence: as in `treatment_effect`.
        control_outcome: (n,), not changed by the treatment and not among the covariates.

    Source: Lipsitch, Tchetgen Tchetgen and Cohen (2010), Epidemiology 21.

    Raises:
        NoComparison, SeparatedOutcome, UnknownMethod: as `treatment_effect`.

    >>> from survey_statistics.designs.build import survey_design
    >>> from survey_statistics.propensity import covariate_matrix
    >>> design = survey_design(weights=[1.0] * 8)
    >>> X = covariate_matrix({"x": [0, 0, 0, 0, 1, 1, 1, 1]})
    >>> before = [5.0, 6, 5, 6, 7, 7, 6, 7]
    >>> negative_control(design, before, [1, 0, 0, 0, 1, 1, 1, 0], X).bias_detected
    False
    """
    effect = treatment_effect(
        design,
        control_outcome,
        treated,
        X,
        method=method,
        estimand=estimand,
        confidence=confidence,
    )
    return NegativeControl(effect, not effect.low <= 0 <= effect.high)
