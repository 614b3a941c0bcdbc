"""Our estimates, timed. Run: python -m benchmarks.peers.our_estimation ROWS 0 REPEATS."""

import sys

from benchmarks.peers.estimation_sample import estimation_sample
from benchmarks.peers.timing import peak, report

from survey_statistics.designs import survey_design
from survey_statistics.estimation import mean, median, proportion, total
from survey_statistics.regression import regress


def main(rows: int, _replicates: int, repeats: int) -> None:
    """Time a mean, a total, five domain means, shares, a median and a logistic regression."""
    before = peak()
    sample = estimation_sample(rows)

    def design() -> object:
        return survey_design(
            weights=sample.weights, strata=[sample.stratum], clusters=[sample.cluster], nest=True
        )

    made = survey_design(
        weights=sample.weights, strata=[sample.stratum], clusters=[sample.cluster], nest=True
    )
    tasks = {
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
    report(tasks, repeats, before, sample.bytes)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
