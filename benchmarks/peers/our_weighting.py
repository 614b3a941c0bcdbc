"""Our weighting, timed. Run: python -m benchmarks.peers.our_weighting ROWS REPLICATES REPEATS."""

import sys
from collections.abc import Callable

import numpy as np
from benchmarks.peers.timing import SMALL, peak, report
from benchmarks.peers.weighting_sample import WeightingSample, weighting_sample

from survey_statistics.calibration import (
    CategoricalMargin,
    LinearCalibration,
    Raking,
    categorical_margin,
    numeric_margin,
)
from survey_statistics.designs.build import survey_design
from survey_statistics.replicates import rao_wu_bootstrap


def tasks(sample: WeightingSample, replicates: int) -> dict[str, Callable[[], object]]:
    """Raking, regression calibration and, if asked for, a bootstrap raked again."""

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

    found: dict[str, Callable[[], object]] = {
        "raking on 4 margins": lambda: Raking(margins()).calibrate(sample.weights),
        "regression calibration": regression,
    }
    if replicates:
        found["bootstrap, raked again"] = bootstrap
    return found


def main(rows: int, replicates: int, repeats: int) -> None:
    """Time the tasks, the libraries already in memory."""
    for task in tasks(weighting_sample(SMALL), 2).values():
        task()
    before = peak()
    sample = weighting_sample(rows)
    held = sample.bytes + 8.0 * rows * replicates
    report(tasks(sample, replicates), repeats, before, held)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
