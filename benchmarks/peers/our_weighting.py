"""Our weighting, timed. Run: python -m benchmarks.peers.our_weighting ROWS REPLICATES REPEATS."""

import sys

import numpy as np
from benchmarks.peers.timing import peak, report
from benchmarks.peers.weighting_sample import weighting_sample

from survey_statistics.calibration import (
    CategoricalMargin,
    LinearCalibration,
    Raking,
    categorical_margin,
    numeric_margin,
)
from survey_statistics.designs.build import survey_design
from survey_statistics.replicates import rao_wu_bootstrap


def main(rows: int, replicates: int, repeats: int) -> None:
    """Time raking, regression calibration and, if asked for, a bootstrap raked again."""
    before = peak()
    sample = weighting_sample(rows)

    def margin(name: str) -> CategoricalMargin:
        return categorical_margin({name: sample.columns[name]}, sample.totals[name])

    def margins() -> tuple[CategoricalMargin, ...]:
        return tuple(map(margin, sample.columns))

    def regression() -> object:
        quantity = numeric_margin({"x": sample.x}, sample.x_total)
        return LinearCalibration((margin("v1"), quantity)).calibrate(sample.weights)

    def bootstrap() -> object:
        design = survey_design(
            weights=sample.weights, strata=[sample.stratum], clusters=[sample.cluster], nest=True
        )
        units = rao_wu_bootstrap(design, np.random.default_rng(1), count=replicates)
        return units.weights(sample.weights, [Raking(margins())])

    tasks = {
        "raking on 4 margins": lambda: Raking(margins()).calibrate(sample.weights),
        "regression calibration": regression,
    }
    if replicates:
        tasks["bootstrap, raked again"] = bootstrap
    report(tasks, repeats, before, sample.bytes + 8.0 * rows * replicates)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
