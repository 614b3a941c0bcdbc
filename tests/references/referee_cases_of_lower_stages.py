"""Our numbers for `survey/lower_stages.R`, in the shape that R stored them."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from tests.references.referee_row import Row

from survey_statistics.commands.data_files import read_data
from survey_statistics.designs.build import survey_design
from survey_statistics.designs.design import Design, SingleUnitRule
from survey_statistics.estimation.means import mean, total

FOLDER = Path(__file__).parent / "survey"
CASES: dict[str, Any] = json.loads((FOLDER / "lower_stages.json").read_text())["cases"]
RULES: dict[str, SingleUnitRule] = {
    "below.certainty": "certainty",
    "below.average": "scaled",
    "below.adjust": "centred",
}
_DATA = read_data(FOLDER / "data" / "apiclus2.csv").columns
_SIZES = Counter(_DATA["dnum"].tolist())
_KEPT = np.array([_SIZES[district] > 2 for district in _DATA["dnum"].tolist()])


def cases_of_lower_stages() -> Iterator[Row]:
    """Every number that R stored beside ours."""
    for case, stored in CASES.items():
        for statistic, theirs in stored.items():
            found = (mean if statistic == "mean" else total)(
                design(case), column("api00" if statistic == "mean" else "api99")
            ).only
            source = "R survey 4.1-1"
            yield Row(f"lower.{case}", statistic, source, theirs["est"], float(found.value))
            error = float(found.standard_error or 0.0)
            yield Row(f"lower.{case}", f"{statistic} SE", source, theirs["se"], error)


def column(name: str) -> Any:
    """A column of the schools in districts with three or more of them."""
    return _DATA[name][_KEPT]


def design(case: str) -> Design:
    """The design of one case."""
    districts = column("dnum")
    if case == "whole":
        return survey_design(
            weights=column("pw"),
            clusters=[districts, column("snum")],
            population=[np.full(len(districts), len(set(districts.tolist())) / 300), _every(1)],
        )
    place = _places(districts.tolist())
    part = np.where((place == 1) & (districts % 2 == 1), "first", "rest")
    return survey_design(
        weights=column("pw"),
        strata=[["all"] * len(part), part],
        clusters=[districts, _places(list(zip(districts.tolist(), part.tolist(), strict=True)))],
        population=[_every(300), _every(20)],
        nest=True,
        single_unit=RULES[case],
    )


def _every(size: float) -> Any:
    return np.full(int(_KEPT.sum()), float(size))


def _places(groups: list[Any]) -> Any:
    """Place (n,) of each row among those of its group, from 1."""
    seen: Counter[Any] = Counter()
    places = []
    for group in groups:
        seen[group] += 1
        places.append(seen[group])
    return np.array(places)
