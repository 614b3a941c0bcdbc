"""Several seeds: the mean of their results, and which differences chance alone could make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from scipy.special import stdtrit

Floats = npt.NDArray[np.float64]
Result = TypeVar("Result")

CONFIDENCE = 0.95


@dataclass(frozen=True)
class Difference:
    """How much more the platform's rule has of one figure than another rule, over all seeds.

    `standard_error` is that of `mean` over the seeds. A difference `is_noise` where its interval at
    95% holds 0, by Student's t. With one seed, or where a seed has no figure, neither is known: the
    error is NaN.
    """

    rule: str
    mean: float
    standard_error: float
    is_noise: bool


def mean_of(results: Sequence[Result]) -> Result:
    """The mean of each figure of the same rule's results, one a seed; names stay as they are.

    Lists are averaged place by place, and counts rounded.

    >>> from community_simulation.market.week import Outcome
    >>> mean_of([Outcome(10.0, 1.0, 0.5, 0.2, 0.0, 0.1), Outcome(14.0, 1.0, 0.7, 0.4, 0.0, 0.1)])
    Outcome(matches=12.0, of_capacity=1.0, served=0.6, reply_rate=0.3..., idle=0.0, load_gini=0.1)
    """
    first = results[0]
    names = [column.name for column in fields(first)]  # type: ignore[arg-type]  # dataclasses
    figures = {name: [getattr(result, name) for result in results] for name in names}
    return type(first)(**{name: _mean(values) for name, values in figures.items()})


def _mean(values: Sequence[object]) -> object:
    if isinstance(values[0], str):
        return values[0]
    mean = np.mean(np.asarray(values, np.float64), axis=0)
    if mean.ndim:
        return tuple(mean.tolist())
    return round(float(mean)) if isinstance(values[0], int) else float(mean)


def differences(figures: Mapping[str, Floats]) -> list[Difference]:
    """The last rule less each other one; `figures` holds a value for each seed (s,).

    Each seed gives all rules the same market, so the differences of the seeds are compared and not
    the rules' own spreads.

    >>> [other] = differences({"old": np.array([1.0, 2.0, 4.0]), "ours": np.array([3.0, 5.0, 6.0])})
    >>> round(other.mean, 3), round(other.standard_error, 3), other.is_noise
    (2.333, 0.333, False)
    """
    *others, ours = figures
    return [_difference(rule, figures[ours] - figures[rule]) for rule in others]


def _difference(rule: str, seeds: Floats) -> Difference:
    n = len(seeds)
    mean = float(seeds.mean())
    if n < 2 or not np.isfinite(seeds).all():
        return Difference(rule, mean, float("nan"), is_noise=True)
    error = float(seeds.std(ddof=1) / np.sqrt(n))
    return Difference(rule, mean, error, abs(mean) <= stdtrit(n - 1, 0.5 + CONFIDENCE / 2) * error)
