"""Level of effort: how response and an estimate move with every further attempt.

Source: R. Curtin, S. Presser, E. Singer (2000), Public Opinion Quarterly 64, 413-428.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from survey_statistics.arrays import FloatArray
from survey_statistics.errors import SurveyError


class UnusableAttempt(SurveyError):
    """A number of attempts is not a whole number from 1 up, or an answer is missing."""


@dataclass(frozen=True)
class EffortStep:
    """The survey as it would stand had fieldwork ended after this many attempts.

    Attributes:
        attempts: attempts allowed.
        respondents: number of cases answered by then.
        response_rate: weighted, of all cases.
        estimate: weighted mean of the respondents by then.
        change: from the step before; None at the first.
        late: weighted mean of those who answered at exactly this attempt; None if nobody did.
    """

    attempts: int
    respondents: int
    response_rate: float
    estimate: float
    change: float | None
    late: float | None


def level_of_effort(
    values: ArrayLike, attempts: ArrayLike, weights: ArrayLike | None = None
) -> list[EffortStep]:
    """Return the curve of an estimate over attempts.

    Args:
        values: variable (n,); NaN for non-respondents unless known from the frame.
        attempts: number of the attempt that was answered, (n,); NaN for those who never did.
        weights: base weights (n,), 1 each when left out.

    Raises:
        UnusableAttempt: naming the row.

    >>> for step in level_of_effort([1, 0, 1, np.nan], [1, 1, 3, np.nan]):
    ...     print(step.attempts, step.response_rate, round(step.estimate, 3), step.change)
    1 0.5 0.5 None
    2 0.5 0.5 0.0
    3 0.75 0.667 0.16666666666666663
    """
    y, at = np.asarray(values, dtype=np.float64), np.asarray(attempts, dtype=np.float64)
    d = np.ones(len(y)) if weights is None else np.asarray(weights, dtype=np.float64)
    answered = _checked(y, at)
    if not answered.any():
        return []
    steps: list[EffortStep] = []
    for allowed in range(1, int(at[answered].max()) + 1):
        so_far = answered & (np.nan_to_num(at, nan=np.inf) <= allowed)
        if not so_far.any():
            continue
        estimate = _mean(y, d, so_far)
        now = answered & (at == allowed)
        steps.append(
            EffortStep(
                attempts=allowed,
                respondents=int(so_far.sum()),
                response_rate=float(d[so_far].sum() / d.sum()),
                estimate=estimate,
                change=estimate - steps[-1].estimate if steps else None,
                late=_mean(y, d, now) if now.any() else None,
            )
        )
    return steps


def _mean(y: FloatArray, d: FloatArray, rows: np.ndarray) -> float:
    return float(y[rows] @ d[rows] / d[rows].sum())


def _checked(y: FloatArray, at: FloatArray) -> np.ndarray:
    answered = ~np.isnan(at)
    wrong = answered & ((at < 1) | (at != np.floor(at)) | np.isinf(at))
    if wrong.any():
        row = int(np.argmax(wrong))
        raise UnusableAttempt(f"Row {row} has {at[row]} attempts; give whole numbers from 1.")
    silent = answered & ~np.isfinite(y)
    if silent.any():
        raise UnusableAttempt(
            f"Row {int(np.argmax(silent))} answered but its value is missing; leave the row out."
        )
    return answered
