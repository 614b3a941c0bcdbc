"""Our numbers for `survey/scores_and_effort.R`, in the shape that R stored them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from tests.references.households import many
from tests.references.referee_row import Row

from survey_statistics.commands.data_files import read_data
from survey_statistics.designs.build import survey_design
from survey_statistics.estimation import net_promoter_score
from survey_statistics.representativity.level_of_effort import level_of_effort

FOLDER = Path(__file__).parent / "survey"
CASES: dict[str, Any] = json.loads((FOLDER / "scores_and_effort.json").read_text())["cases"]
# Nobody answers at the fifth attempt: those cases stay silent.
MOST_ATTEMPTS = 4


def cases_of_scores_and_effort() -> Iterator[Row]:
    """Every number that R stored beside ours."""
    found = ours()
    for case, stored in CASES.items():
        for quantity, theirs in stored.items():
            pairs = zip(np.atleast_1d(theirs), np.atleast_1d(found[case][quantity]), strict=True)
            for place, (a, b) in enumerate(pairs, start=1):
                yield Row(case, f"{place} {quantity}", "R survey 4.1-1", float(a), float(b))


def ours() -> dict[str, Any]:
    """Each case of the script."""
    a = dict(read_data(FOLDER / "data" / "apistrat.csv").columns)
    b = dict(read_data(FOLDER / "data" / "apiclus1.csv").columns)
    strat = survey_design(weights=a["pw"], strata=[a["stype"]], population=[a["fpc"]])
    clus = survey_design(weights=b["pw"], clusters=[b["dnum"]], population=[b["fpc"]])
    answers = a["api00"] % 11
    by = net_promoter_score(strat, answers, by={"stype": a["stype"]})
    attempt = 1.0 + a["api99"] % 5
    attempt[attempt > MOST_ATTEMPTS] = np.nan
    values = np.where(np.isnan(attempt), np.nan, a["api00"])
    steps = level_of_effort(values, attempt, a["pw"])
    return {
        "score.strat": many(net_promoter_score(strat, answers)),
        "score.strat.by": many(by),
        "score.clus1": many(net_promoter_score(clus, b["api00"] % 11)),
        "effort": {
            "est": [step.estimate for step in steps],
            "rate": [step.response_rate for step in steps],
            "late": [step.late for step in steps],
        },
    }
