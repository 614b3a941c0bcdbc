"""Claim: 95% intervals hold the truth in 93.5 to 96.5% of samples with half the sample silent.

Run: python -m benchmarks.interval_coverage [samples] [replicates]
"""

import sys

from tests.calculations.survey_statistics.coverage_simulation import coverage


def main(samples: int = 4000, replicates: int = 200) -> None:
    """Print the share of intervals that hold the truth, a line per method and statistic."""
    shares = coverage(samples, seed=20, replicates=replicates)
    margin = 1.96 * (0.95 * 0.05 / samples) ** 0.5
    print(f"{samples} samples, {replicates} replicates; chance alone moves 95% by {margin:.2%}")
    for (method, statistic), share in shares.items():
        print(f"{method:<12}{statistic:<32}{share:7.1%}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
