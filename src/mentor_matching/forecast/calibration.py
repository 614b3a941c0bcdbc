"""Whether forecasts keep their word: Brier score and expected calibration error."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mentor_matching.checks import column, whole
from mentor_matching.errors import InvalidRecordError

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class CalibrationBin:
    """The forecasts between `low` and `high`: how many, what they said, what happened."""

    low: float
    high: float
    n: int
    forecast: float
    outcome: float


@dataclass(frozen=True)
class Calibration:
    """`brier` is the mean squared error; `expected_error` the mean gap between bins."""

    n: int
    brier: float
    expected_error: float
    bins: tuple[CalibrationBin, ...]


def calibration(
    forecast: npt.ArrayLike, happened: npt.ArrayLike, *, n_bins: int = 10
) -> Calibration:
    """Brier score and expected calibration error of n forecasts.

    `forecast` (n,) holds probabilities, `happened` (n,) what came of them. Bins are equally
    wide; the expected calibration error weighs each bin's |mean forecast - mean outcome| by
    its share (Naeini, Cooper and Hauskrecht, AAAI 2015). Empty bins are left out. With no
    forecast both figures are NaN.

    Raises InvalidRecordError for values outside 0..1, and for fewer than one bin.
    """
    n_bins = whole("n_bins", n_bins, 1, InvalidRecordError)
    p = column("forecast", forecast, InvalidRecordError)
    y = column("happened", happened, InvalidRecordError)
    if p.shape != y.shape or not np.all((p >= 0) & (p <= 1) & (y >= 0) & (y <= 1)):
        raise InvalidRecordError("forecasts and outcomes must pair up and lie between 0 and 1")
    if p.size == 0:
        return Calibration(0, float("nan"), float("nan"), ())
    place = np.minimum((p * n_bins).astype(np.int64), n_bins - 1)
    bins = tuple(_bin(i, n_bins, p[place == i], y[place == i]) for i in np.unique(place).tolist())
    gap = sum(b.n * abs(b.forecast - b.outcome) for b in bins) / p.size
    return Calibration(p.size, float(np.mean((p - y) ** 2)), gap, bins)


def _bin(i: int, n_bins: int, p: Floats, y: Floats) -> CalibrationBin:
    return CalibrationBin(i / n_bins, (i + 1) / n_bins, p.size, float(p.mean()), float(y.mean()))
