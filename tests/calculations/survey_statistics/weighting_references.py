"""R's and published numbers on weights, and the designs they were computed on."""

import json
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tests.calculations.survey_statistics.stored_references import FOLDER, rows

from survey_statistics.calibration import (
    BoundedCalibration,
    CategoricalMargin,
    Exponential,
    LinearCalibration,
    Logit,
    NumericMargin,
    PostStratification,
    Raking,
    TruncatedLinear,
    categorical_margin,
    numeric_margin,
)
from survey_statistics.designs.build import survey_design
from survey_statistics.designs.design import Design

R = 1e-9  # the relative difference from R that the project allows
SCHOOLS = {"E": 4421, "H": 755, "M": 1018}
TARGET_MET = {"No": 1072, "Yes": 5122}
API_1999 = 3914069


@cache
def stored(name: str) -> dict[str, Any]:
    """A file of stored numbers; cases by name where it has them."""
    content = json.loads((FOLDER / f"{name}.json").read_text())
    return content.get("cases", content)


@cache
def text(data: str, column: str) -> tuple[str, ...]:
    """A column as text."""
    return tuple(row[column] for row in rows(data))


@cache
def numbers(data: str, column: str) -> NDArray[np.float64]:
    """A column as numbers, gaps as NaN."""
    return np.array([float(v) if v not in ("", "NA") else np.nan for v in text(data, column)])


DATA = {"srs": "apisrs", "strat": "apistrat", "clus1": "apiclus1"}


def design(name: str) -> Design:
    """One of the reference designs: srs, strat, clus1, each also with the ending _nofpc."""
    kind, _, without = name.partition("_")
    data = DATA[kind]
    return survey_design(
        weights={"pw": numbers(data, "pw")},
        strata=[{"stype": text(data, "stype")}] if kind == "strat" else [],
        clusters=[{"dnum": text(data, "dnum")}] if kind == "clus1" else [],
        population=[] if without else [{"fpc": numbers(data, "fpc")}],
    )


def school_margin(data: str) -> CategoricalMargin:
    """School types of California."""
    return categorical_margin({"stype": text(data, "stype")}, SCHOOLS)


def target_margin(data: str) -> CategoricalMargin:
    """Schools that met their target."""
    return categorical_margin({"sch.wide": text(data, "sch.wide")}, TARGET_MET)


def score_margin(data: str) -> NumericMargin:
    """Sum of the 1999 scores."""
    return numeric_margin({"api99": numbers(data, "api99")}, API_1999)


def steps(data: str) -> dict[str, Any]:
    """The calibrations of the reference cases, by the ending of their names."""
    regression = (school_margin(data), score_margin(data))
    return {
        "poststrat": PostStratification(school_margin(data)),
        "rake": Raking((school_margin(data), target_margin(data))),
        "greg": LinearCalibration(regression),
        "calrak": BoundedCalibration(regression, Exponential()),
        "callogit": BoundedCalibration(regression, Logit(0.5, 2)),
        "callinb": BoundedCalibration(regression, TruncatedLinear(0.5, 2)),
    }
