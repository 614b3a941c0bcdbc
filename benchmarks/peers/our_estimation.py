"""Our estimates, timed. Run: python -m benchmarks.peers.our_estimation ROWS 0 REPEATS."""

import sys
from collections.abc import Callable

from benchmarks.peers.estimation_sample import EstimationSample, estimation_sample
from benchmarks.peers.timing import SMALL, peak, report

from survey_statistics.designs.build import survey_design
from survey_statistics.designs.design import Design
from survey_statistics.estimation import mean, median, proportion, total
from survey_statistics.regression import regress


def tasks(sample: EstimationSample) -> dict[str, Callable[[], object]]:
    """A design, a mean, a total, five domain means, shares, a median and a logistic regression."""

    def design() -> Design:
        return survey_design(
            weights=sample.weights, strata=[sample.stratum], clusters=[sample.cluster], nest=True
        )

    made = design()
    return {
        "design": design,
        "mean": lambda: mean(made, sample.y),
        "total": lambda: total(made, sample.y),
        "mean of five domains": lambda: mean(made, sample.y, by={"group": sample.group}),
        "shares of five levels": lambda: proportion(made, {"group": sample.group}),
        "median": lambda: median(made, sample.y),
        "logistic regression": lambda: regress(
            made, sample.event, sample.predictors, kind="logistic"
        ),
    }


def main(rows: int, _replicates: int, repeats: int) -> None:
    """Time the tasks, the libraries already in memory."""
    for task in tasks(estimation_sample(SMALL)).values():
        task()
    before = peak()
    sample = estimation_sample(rows)
    report(tasks(sample), repeats, before, sample.bytes)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
