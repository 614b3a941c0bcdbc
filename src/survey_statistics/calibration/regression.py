"""The generalised regression estimator: linear calibration in closed form."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from survey_statistics.arrays import FloatArray
from survey_statistics.calibration.calibrated import Calibrated, unweighted
from survey_statistics.calibration.gram import inverse
from survey_statistics.calibration.margins import Margin
from survey_statistics.calibration.model import CalibrationModel, calibration_model
from survey_statistics.errors import NotConverged

# Totals are met to rounding; what stays further away contradicts another margin.
_MET = 1e-9


@dataclass(frozen=True, eq=False)
class LinearCalibration:
    """Weights closest to the given ones in chi-squared distance that meet all margins.

    Weights may turn negative; `BoundedCalibration` prevents that.

    Source: Deville and Särndal (1992), Journal of the American Statistical Association 87,
    376-382, case 1; as R survey's `calibrate(calfun = "linear")`.

    >>> from survey_statistics.calibration.margins import numeric_margin, population_margin
    >>> age = numeric_margin({"age": [20, 30, 40]}, 3100)
    >>> step = LinearCalibration((population_margin(3, 100), age))
    >>> step.calibrate(np.full(3, 33.0)).weights.round(6).tolist()
    [28.333333, 33.333333, 38.333333]
    """

    margins: tuple[Margin, ...]

    @property
    def name(self) -> str:
        """Name of the step in a history of weights."""
        return "linear calibration on " + ", ".join(margin.name for margin in self.margins)

    @cached_property
    def model(self) -> CalibrationModel:
        """The margins as columns."""
        return calibration_model(self.margins)

    def adjust(self, weights: FloatArray) -> FloatArray:
        """Calibrate weights (n,), or each column of (n, R).

        Raises:
            NotConverged: the margins contradict each other in the sample.
        """
        table = weights.reshape(len(weights), -1)
        model = self.model
        gram_inverse = inverse(model.gram(table))
        calibrated = table
        # The second pass only removes the rounding of the first.
        for _ in range(2):
            misfit = model.totals[:, None] - model.total(calibrated)
            effects = np.einsum("rij,jr->ir", gram_inverse, misfit)
            calibrated = calibrated + table * model.predict(effects)
        refuse_misfit(model, calibrated, "Linear calibration", rounds=1, tolerance=_MET)
        return calibrated.reshape(weights.shape)

    def calibrate(self, weights: FloatArray) -> Calibrated:
        """Calibrate weights (n,), with residuals for Taylor standard errors."""
        after = self.adjust(weights)
        return Calibrated(after, RegressionResiduals(self.model, weights, after))


def relative_misfit(model: CalibrationModel, weights: FloatArray) -> FloatArray:
    """Largest distance from a total over 1 + |total|, for each column of weights (n, R)."""
    misfit = np.abs(model.total(weights) - model.totals[:, None]) * model.scale[:, None]
    return np.asarray((misfit / (1 + np.abs(model.totals * model.scale))[:, None]).max(axis=0))


def refuse_misfit(
    model: CalibrationModel, weights: FloatArray, method: str, *, rounds: int, tolerance: float
) -> None:
    """Raise `NotConverged` for the column of weights (n, R) furthest from its totals."""
    misfit = relative_misfit(model, weights)
    if not misfit.max() <= tolerance:
        worst = weights[:, int(np.nan_to_num(misfit, nan=np.inf).argmax())]
        raise NotConverged(method, rounds, model.reached(worst))


@dataclass(frozen=True, eq=False)
class RegressionResiduals:
    """Residuals from the regression on the calibration model, by the weights before it."""

    model: CalibrationModel
    before: FloatArray
    after: FloatArray

    @cached_property
    def _inverse(self) -> FloatArray:
        return np.asarray(inverse(self.model.gram(self.before[:, None]))[0])

    def residuals(self, contributions: FloatArray) -> FloatArray:
        """Replace contributions (n,) or (n, k) by their regression residuals."""
        before, after = self.before[:, None], self.after[:, None]
        z = unweighted(contributions, self.after).reshape(len(before), -1)
        # As in the calibration, the second pass removes the rounding of the first.
        for _ in range(2):
            z = z - self.model.predict(self._inverse @ self.model.total(z * before))
        return (z * after).reshape(contributions.shape)
