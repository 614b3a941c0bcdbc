"""Claim: weighting is never slower than svy or R, linear in rows, within three times the data.

svy rakes to 1e-4 (its default), R and we to 1e-10. Replicates are 500 where memory holds three
times what they take, else as many as it holds; R rakes two of them and is charged in proportion.

Run: PYTHONPATH=. python benchmarks/weighting_speed.py [replicates]
"""

import sys

from benchmarks.peers.programs import SIZES, available_memory, compare, rounds

_BYTES = 8
_SHARE_OF_MEMORY = 1 / 4


def main(replicates: int = 500) -> int:
    """Print the times and ratios for each task and size; 1 if the claim does not hold."""
    room = int(available_memory() * _SHARE_OF_MEMORY) // _BYTES
    counts = {rows: min(replicates, room // rows) for rows in SIZES}
    print("replicates:", ", ".join(f"{count} of {rows} rows" for rows, count in counts.items()))
    return compare(rounds("our_weighting", "svy_weighting", "r_weighting.R", counts))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
