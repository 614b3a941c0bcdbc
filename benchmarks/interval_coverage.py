"""Claim: 95% intervals hold the truth in 93.5 to 96.5% of samples with half the sample silent.

Korn and Graubard's interval of a rare proportion is printed beside the logit one: it errs on the
safe side by construction and carries no limit here.

Run: PYTHONPATH=. python benchmarks/interval_coverage.py [samples] [replicates]
"""

import sys

from tests.calculations.survey_statistics.coverage_simulation import coverage

LOW, HIGH = 0.935, 0.965


def main(samples: int = 2000, replicates: int = 200) -> int:
    """Print the share of intervals that hold the truth, a line per method and statistic."""
    shares = coverage(samples, seed=20, replicates=replicates)
    margin = 1.96 * (0.95 * 0.05 / samples) ** 0.5
    print(f"{samples} samples, {replicates} replicates; chance alone moves 95% by {margin:.2%}")
    failed = 0
    for (method, statistic), share in shares.items():
        claimed = method != "unadjusted" and "Korn" not in statistic
        outside = claimed and not LOW <= share <= HIGH
        failed += outside
        print(f"{method:<12}{statistic:<32}{share:7.1%}{'  outside' if outside else ''}")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
