"""Our numbers for `survey/calibrated_replicates.R`, in the shape that R stored them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from tests.references.referee_row import Row

from survey_statistics.commands.data_files import read_data
from survey_statistics.commands.estimate import estimates_of
from survey_statistics.commands.plan import plan_from

FOLDER = Path(__file__).parent / "survey"
CASES: dict[str, Any] = json.loads((FOLDER / "calibrated_replicates.json").read_text())["cases"]
TYPES = {"E": 4421, "H": 755, "M": 1018}
DESIGNS = {
    "jkn": ("apistrat.csv", {"weight": "pw", "strata": ["stype"], "population": ["fpc"]}),
    "jk1": ("apiclus1.csv", {"weight": "pw", "clusters": ["dnum"], "population": ["fpc"]}),
}
STEPS = {
    "raked": {"method": "rake", "margins": {"stype": TYPES, "sch.wide": {"No": 1072, "Yes": 5122}}},
    "post": {"method": "poststratify", "margins": {"stype": TYPES}},
    "linear": {"method": "linear", "margins": {"stype": TYPES, "api99": 3914069}},
}
ASKED = [
    {"statistic": "mean", "variable": "api00"},
    {"statistic": "quantile", "variable": "api00", "probabilities": [0.25, 0.5, 0.75]},
    {"statistic": "regression", "variable": "api00", "predictors": ["ell", "meals"]},
]


def cases_of_calibrated_replicates() -> Iterator[Row]:
    """Every number that R stored beside ours."""
    for case, stored in CASES.items():
        computed = ours(*case.split("."))
        for quantity, theirs in stored.items():
            pairs = zip(np.atleast_1d(theirs), np.atleast_1d(computed[quantity]), strict=True)
            for place, (a, b) in enumerate(pairs, start=1):
                name = f"{place} {quantity}"
                yield Row(f"calibrated.{case}", name, "R survey 4.1-1", float(a), float(b))


def ours(kind: str, step: str) -> dict[str, Any]:
    """One replicate design after one calibration."""
    file, design = DESIGNS[kind]
    plan = {
        "design": design,
        "calibrate": [STEPS[step]],
        "replicates": {"kind": kind},
        "estimate": ASKED,
    }
    found = estimates_of(plan_from(plan), read_data(FOLDER / "data" / file))
    mean, *quantiles = found["results"][:4]
    slopes = found["results"][4:]
    return {
        "df": found["replicates"]["degrees_of_freedom"],
        "mean": [mean[name] for name in ("value", "standard_error", "low", "high")],
        "quantiles": [each["value"] for each in quantiles],
        "low": [each["low"] for each in quantiles],
        "high": [each["high"] for each in quantiles],
        "se": [each["standard_error"] for each in quantiles],
        "slopes": [each["value"] for each in slopes],
        "p": [each["p_value"] for each in slopes[1:]],
    }
