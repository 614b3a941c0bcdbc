"""Weighting by svy, timed. Run: python -m benchmarks.peers.svy_weighting ROWS REPLICATES REPEATS.

Needs the environment of the second referee (requirements/referees.txt).
"""

import sys

import polars as pl
import svy
from benchmarks.peers.timing import peak, report
from benchmarks.peers.weighting_sample import weighting_sample


def main(rows: int, replicates: int, repeats: int) -> None:
    """Time raking, regression calibration and, if asked for, a bootstrap raked again."""
    before = peak()
    sample = weighting_sample(rows)
    data = pl.DataFrame(sample.columns).with_columns(pl.all().cast(pl.Utf8))
    data = data.with_columns(
        x=pl.Series(sample.x),
        w=pl.Series(sample.weights),
        h=pl.Series(sample.stratum),
        c=pl.Series(sample.cluster),
    )
    survey = svy.Sample(data, svy.Design(stratum="h", psu="c", wgt="w"))
    controls = {svy.Cat("v1"): sample.totals["v1"], "x": sample.x_total}

    def bootstrap() -> object:
        drawn = survey.weighting.create_bs_wgts(n_reps=replicates, rstate=1)
        return drawn.weighting.rake(controls=sample.totals)

    tasks = {
        "raking on 4 margins": lambda: survey.weighting.rake(controls=sample.totals),
        "regression calibration": lambda: survey.weighting.calibrate(controls=controls),
    }
    if replicates:
        tasks["bootstrap, raked again"] = bootstrap
    report(tasks, repeats, before, sample.bytes + 8.0 * rows * replicates)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
