"""Our numbers for `survey/negative_weights.R`, in the shape that R stored them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from tests.references.households import NAMES, by, intervals, many, tested
from tests.references.referee_row import Row

from survey_statistics.association import rao_scott, wald_independence
from survey_statistics.calibration import LinearCalibration, numeric_margin, population_margin
from survey_statistics.commands.data_files import read_data
from survey_statistics.designs.build import survey_design
from survey_statistics.estimation import (
    degrees_of_freedom,
    mean,
    proportion,
    quantile,
    ratio,
    total,
)

FOLDER = Path(__file__).parent / "survey"
CASES: dict[str, Any] = json.loads((FOLDER / "negative_weights.json").read_text())["cases"]


def cases_of_negative_weights() -> Iterator[Row]:
    """Every number that R stored beside ours."""
    found = ours()
    for case, stored in CASES.items():
        computed = found[case]
        if not isinstance(stored, dict):
            stored, computed = {"df": stored}, {"df": computed}
        for quantity, theirs in stored.items():
            pairs = zip(np.atleast_1d(theirs), np.atleast_1d(computed[quantity]), strict=True)
            for place, (a, b) in enumerate(pairs, start=1):
                name = f"{place} {NAMES.get(quantity, quantity)}"
                yield Row(f"negative.{case}", name, "R survey 4.1-1", float(a), float(b))


def ours() -> dict[str, Any]:
    """Each case of the script."""
    c = dict(read_data(FOLDER / "data" / "apiclus1.csv").columns)
    n = len(c["pw"])
    step = LinearCalibration(
        (
            population_margin(n, 6194),
            numeric_margin({"api99": c["api99"]}, 4.3e6),
            numeric_margin({"meals": c["meals"]}, 1.9e5),
        )
    )
    d = survey_design(weights=c["pw"], clusters=[c["dnum"]], population=[c["fpc"]])
    done = step.calibrate(d.weights)
    d = d.calibrated(done.weights, done.residuals)
    wide = np.array([value == "Yes" for value in c["sch.wide"]])
    high = np.array([value == "H" for value in c["stype"]])
    by_type = {"stype": c["stype"]}
    quarters = [0.25, 0.5, 0.75]
    found: dict[str, Any] = {
        "weights": {
            "negative": np.count_nonzero(d.weights < 0),
            "lowest": d.weights.min(),
            "df": degrees_of_freedom(d),
        },
        "mean": {
            **many(mean(d, c["api00"])),
            "deff": mean(d, c["api00"]).only.design_effect,
        },
        "total": many(total(d, c["enroll"])),
        "ratio": many(ratio(d, c["api00"], c["api99"])),
        "by": by(mean(d, c["api00"], by=by_type), "stype"),
        "q.math": intervals(quantile(d, c["api00"], quarters, rule="math")),
        "q.school": intervals(quantile(d, c["api00"], quarters, rule="school")),
        "chisq": tested(rao_scott(d, c["sch.wide"], c["stype"])),
        "wald": tested(wald_independence(d, c["sch.wide"], c["stype"], adjusted=False)),
        "df.where": mean(d, c["api00"], where=high).only.degrees_of_freedom,
    }
    for method in ("mean", "beta", "xlogit"):
        share = proportion(d, wide, interval=method).only
        found[f"prop.{method}"] = {"est": share.value, "low": share.low, "high": share.high}
    return found
