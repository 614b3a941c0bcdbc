"""Our quantiles for `survey/first_step.R`, in the shape that R stored them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.references.referee_row import Row

from survey_statistics.designs.build import survey_design
from survey_statistics.estimation import quantile

STORED: dict[str, Any] = json.loads(
    (Path(__file__).parent / "survey" / "first_step.json").read_text()
)


def cases_of_the_first_step() -> Iterator[Row]:
    """Every rule at every probability, theirs beside ours."""
    x, p = STORED["x"], STORED["p"]
    design = survey_design(size=len(x))
    for rule, theirs in STORED["cases"].items():
        for probability, a, found in zip(p, theirs, quantile(design, x, p, rule=rule), strict=True):
            name = f"quantile {probability:g}"
            yield Row(f"first_step.{rule}", name, "R quantile", float(a), float(found.value))
