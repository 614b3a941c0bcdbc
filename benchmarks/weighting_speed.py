"""Claim: weighting is never slower than svy, and grows linearly with the rows.

svy rakes to 1e-4 (its default), we to 1e-10. It runs in the environment that `make referees`
makes; without that, only our own times are printed. R `survey` is timed by nobody here: it is not
installed.

Run: PYTHONPATH=. python benchmarks/weighting_speed.py [replicates]
"""

import json
import subprocess
import sys
from pathlib import Path

PEER = Path("build/referees/bin/python")
SIZES = {900: 20, 100_000: 7, 1_000_000: 3}
# Replicates of a million rows are 4 GB for each program: timed up to this size only.
LARGEST_BOOTSTRAP = 100_000


def timed(python: str, module: str, rows: int, replicates: int) -> dict[str, dict[str, float]]:
    """Run one program's tasks in a process of its own."""
    command = [
        python,
        "-m",
        f"benchmarks.peers.{module}",
        *map(str, (rows, replicates, SIZES[rows])),
    ]
    done = subprocess.run(
        command, check=True, capture_output=True, text=True, env={"PYTHONPATH": "src:."}
    )
    return json.loads(done.stdout)


def main(replicates: int = 500) -> int:
    """Print both times and their ratio for each task and size; 1 if svy is faster anywhere."""
    print(f"{'task':<26}{'rows':>10}{'ours, s':>10}{'svy, s':>10}{'ratio':>8}{'ours, MB':>10}")
    behind = 0
    for rows in SIZES:
        count = replicates if rows <= LARGEST_BOOTSTRAP else 0
        ours = timed(sys.executable, "our_weighting", rows, count)
        theirs = timed(str(PEER), "svy_weighting", rows, count) if PEER.exists() else None
        for task, seconds in ours["seconds"].items():
            line = f"{task:<26}{rows:>10}{seconds:>10.4f}"
            if theirs:
                ratio = theirs["seconds"][task] / seconds
                behind += ratio < 1
                line += f"{theirs['seconds'][task]:>10.4f}{ratio:>8.1f}{ours['megabytes']:>10.0f}"
            print(line)
    return int(behind > 0)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
