"""Claim: estimates are never slower than svy or R, linear in rows, within three times the data.

R is timed once, it is slow. On a busy machine the ratios of single milliseconds are noise.

Run: PYTHONPATH=. python benchmarks/estimation_speed.py
"""

import sys

from benchmarks.peers.programs import compare, rounds


def main() -> int:
    """Print the times and ratios for each task and size; 1 if the claim does not hold."""
    return compare(rounds("our_estimation", "svy_estimation", "r_estimation.R", {}))


if __name__ == "__main__":
    sys.exit(main())
