"""Calibration with a distance of choice: factors kept between bounds, by Newton's method."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from survey_statistics.arrays import FloatArray
from survey_statistics.calibration.calibrated import Calibrated
from survey_statistics.calibration.distances import Distance
from survey_statistics.calibration.gram import solve
from survey_statistics.calibration.margins import Margin
from survey_statistics.calibration.model import CalibrationModel, calibration_model
from survey_statistics.calibration.regression import (
    RegressionResiduals,
    refuse_misfit,
    relative_misfit,
)

_HALVINGS = 12


@dataclass(frozen=True, eq=False)
class BoundedCalibration:
    """Weights closest to the given ones, by a chosen distance, that meet all margins.

    Source: Deville and Särndal (1992), Journal of the American Statistical Association 87,
    376-382; as R survey's `calibrate` with `calfun` and `bounds`, with the same residuals.

    Attributes:
        margins: Classifications and quantities with their population totals.
        distance: `TruncatedLinear`, `Exponential` (raking) or `Logit`, with its bounds on the
            factor between the weights before and after.
        tolerance: Largest distance from a total at the end, over 1 + |total|.
        rounds: Most Newton steps.

    >>> from survey_statistics.calibration.distances import Logit
    >>> from survey_statistics.calibration.margins import numeric_margin, population_margin
    >>> age = numeric_margin({"age": [20, 30, 40]}, 3100)
    >>> step = BoundedCalibration((population_margin(3, 100), age), Logit(0.5, 2))
    >>> step.calibrate(np.full(3, 33.0)).weights.round(6).tolist()
    [28.457278, 33.085444, 38.457278]
    """

    margins: tuple[Margin, ...]
    distance: Distance
    tolerance: float = 1e-10
    rounds: int = 50

    @property
    def name(self) -> str:
        """Name of the step in a history of weights."""
        return f"{self.distance.name} on " + ", ".join(margin.name for margin in self.margins)

    @cached_property
    def model(self) -> CalibrationModel:
        """The margins as columns."""
        return calibration_model(self.margins)

    def adjust(self, weights: FloatArray) -> FloatArray:
        """Calibrate weights (n,), or each column of (n, R).

        Raises:
            NotConverged: no factors within the bounds meet the margins, or none were found.
        """
        return self._solve(weights)[0]

    def calibrate(self, weights: FloatArray) -> Calibrated:
        """Calibrate weights (n,), with residuals for Taylor standard errors."""
        after, rounds = self._solve(weights)
        return Calibrated(after, RegressionResiduals(self.model, weights, after), rounds)

    def _solve(self, weights: FloatArray) -> tuple[FloatArray, int]:
        table = weights.reshape(len(weights), -1)
        effects = np.zeros((len(self.model.names), table.shape[1]))
        calibrated = self._weights_at(table, effects)
        for done in range(self.rounds):
            if relative_misfit(self.model, calibrated).max() <= self.tolerance:
                return calibrated.reshape(weights.shape), max(done, 1)
            effects, calibrated = self._newton_step(table, effects, calibrated)
        method = self.distance.name.capitalize()
        refuse_misfit(self.model, calibrated, method, rounds=self.rounds, tolerance=self.tolerance)
        return calibrated.reshape(weights.shape), self.rounds

    def _weights_at(self, table: FloatArray, effects: FloatArray) -> FloatArray:
        return table * self.distance.factor(self.model.predict(effects))

    def _newton_step(
        self, table: FloatArray, effects: FloatArray, calibrated: FloatArray
    ) -> tuple[FloatArray, FloatArray]:
        slopes = table * self.distance.slope(self.model.predict(effects))
        misfit = self.model.totals[:, None] - self.model.total(calibrated)
        step = solve(self.model.gram(slopes), misfit)
        before = np.linalg.norm(misfit, axis=0)
        for _ in range(_HALVINGS):
            attempt = self._weights_at(table, effects + step)
            left = self.model.totals[:, None] - self.model.total(attempt)
            worse = ~(np.linalg.norm(left, axis=0) <= before * (1 + 1e-9) + 1e-300)
            if not worse.any():
                break
            step[:, worse] /= 2
        return effects + step, self._weights_at(table, effects + step)
