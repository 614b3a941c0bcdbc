"""The weighting tables that Kalton and Flores-Cervantes (2003) printed."""

import numpy as np
import pytest
from tests.calculations.survey_statistics.weighting_references import numbers, stored, text

from survey_statistics.calibration import (
    BoundedCalibration,
    LinearCalibration,
    Logit,
    PostStratification,
    Raking,
    TruncatedLinear,
    categorical_margin,
    crossed_labels,
    numeric_margin,
    population_margin,
)

# The stored factors have eight decimals.
EIGHT_DECIMALS = 5.1e-9


def factors(step: str) -> dict[str, float]:
    """Weight factor of each cell after a step, from one row per cell."""
    a, b = text("kalton_cells", "a"), text("kalton_cells", "b")
    sample, population = numbers("kalton_cells", "n_sample"), numbers("kalton_cells", "N_pop")
    cells = crossed_labels([a, b])
    by = {
        name: categorical_margin({name: column}, _totals(column, population))
        for name, column in (("a", a), ("b", b), ("a x b", cells))
    }
    quantities = tuple(
        numeric_margin({name: values}, float(values @ population))
        for name, values in (("a", np.array(a, float)), ("b", np.array(b, float)))
    )
    size = population_margin(len(a), float(population.sum()))
    both = (by["a"], by["b"])
    chosen = {
        "poststrat": PostStratification(by["a x b"]),
        "rake": Raking(both),
        "linear": LinearCalibration(both),
        "greg": LinearCalibration((size, *quantities)),
        "logit": BoundedCalibration(both, Logit(0.5, 2.2)),
        "trunclinear": BoundedCalibration(both, TruncatedLinear(0.5, 2.2)),
    }[step]
    return dict(zip(cells, chosen.calibrate(sample).weights / sample, strict=True))


def _totals(labels: tuple[str, ...] | list[str], population: np.ndarray) -> dict[str, float]:
    return {
        label: float(population[[other == label for other in labels]].sum())
        for label in sorted(set(labels))
    }


@pytest.mark.parametrize(
    "case",
    [
        "P24_kalton_poststrat",
        "P25_kalton_rake",
        "P26_kalton_linear",
        "P27_kalton_greg",
        "P28_kalton_logit",
        "P29_kalton_trunclinear",
    ],
)
def test_the_factors_of_all_twelve_cells_are_those_printed(case: str) -> None:
    expected = stored("published")[case]["values"]

    found = factors(case.rsplit("_", 1)[1])

    for cell, factor in expected.items():
        assert found[cell] == pytest.approx(factor, abs=EIGHT_DECIMALS), cell
