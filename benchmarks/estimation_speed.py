"""Claim: estimates are never slower than svy, at least ten times faster than R, linear in rows.

svy runs in the environment that `make referees` makes, R `survey` if Rscript is installed; without
them only our own times are printed. R is timed once, it is slow.

Run: PYTHONPATH=. python benchmarks/estimation_speed.py
"""

import json
import shutil
import subprocess
import sys

from benchmarks.weighting_speed import PEER, SIZES, timed

R_SCRIPT = "benchmarks/peers/r_estimation.R"


def timed_in_r(rows: int) -> dict[str, float]:
    """Seconds by task in R, nothing if R or its package is missing."""
    program = shutil.which("Rscript")
    if program is None:
        return {}
    done = subprocess.run([program, R_SCRIPT, str(rows)], capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1]) if done.returncode == 0 else {}


def main() -> int:
    """Print the times and ratios for each task and size; 1 if anybody is faster anywhere."""
    print(
        f"{'task':<24}{'rows':>9}{'ours, s':>10}{'svy, s':>10}{'ratio':>7}{'R, s':>10}{'ratio':>8}"
    )
    behind = 0
    for rows in SIZES:
        ours = timed(sys.executable, "our_estimation", rows, 0)["seconds"]
        peers = [
            timed(str(PEER), "svy_estimation", rows, 0)["seconds"] if PEER.exists() else {},
            timed_in_r(rows),
        ]
        for task, seconds in ours.items():
            line = f"{task:<24}{rows:>9}{seconds:>10.4f}"
            for peer, width in zip(peers, (7, 8), strict=True):
                if task not in peer:
                    line += f"{'-':>10}{'-':>{width}}"
                    continue
                behind += peer[task] < seconds
                line += f"{peer[task]:>10.4f}{peer[task] / seconds:>{width}.1f}"
            print(line)
    return int(behind > 0)


if __name__ == "__main__":
    sys.exit(main())
