"""Estimates by svy, timed. Run: python -m benchmarks.peers.svy_estimation ROWS 0 REPEATS.

Needs the environment of the second referee (requirements/referees.txt).
"""

import sys

import polars as pl
import svy
from benchmarks.peers.estimation_sample import estimation_sample
from benchmarks.peers.timing import peak, report


def main(rows: int, _replicates: int, repeats: int) -> None:
    """Time a mean, a total, five domain means, shares, a median and a logistic regression."""
    before = peak()
    sample = estimation_sample(rows)
    data = pl.DataFrame(sample.predictors).with_columns(
        y=pl.Series(sample.y),
        event=pl.Series(sample.event),
        group=pl.Series(sample.group.tolist()),
        w=pl.Series(sample.weights),
        h=pl.Series(sample.stratum),
        c=pl.Series(sample.cluster),
    )

    def design() -> svy.Sample:
        return svy.Sample(data, svy.Design(stratum="h", psu="c", wgt="w"))

    survey = design()
    tasks = {
        "design": design,
        "mean": lambda: survey.estimation.mean("y"),
        "total": lambda: survey.estimation.total("y"),
        "mean of five domains": lambda: survey.estimation.mean("y", by="group"),
        "shares of five levels": lambda: survey.estimation.prop("group"),
        "median": lambda: survey.estimation.median("y"),
        "logistic regression": lambda: survey.glm.fit(
            "event", x=list(sample.predictors), family="binomial"
        ),
    }
    report(tasks, repeats, before, sample.bytes)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
