"""Run ours, svy and R on one task after the other, and print their times side by side.

svy runs in the environment that `make referees` makes, R `survey` where Rscript is installed;
without them only our own times are printed.
"""

import json
import math
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PEER = Path("build/referees/bin/python")
# Rows, and how often each task is timed: the best counts, which keeps other programs out of it.
SIZES = {900: 50, 100_000: 20, 1_000_000: 5}
SMALLEST_FOR_MEMORY = 100_000
MOST_MEMORY = 3.0
# Time as rows to this power, from 100,000 to 1,000,000: 1 is linear.
MOST_GROWTH = 1.25
GOAL_OVER_R = 10.0
# Seconds after which a peer is given up at one size.
PATIENCE = 1800.0


@dataclass(frozen=True)
class Round:
    """One size: seconds by task of each program, and our memory over that of the data.

    `processor` is our time of the processor, which other programs on the machine do not lengthen.
    """

    rows: int
    ours: dict[str, float]
    processor: dict[str, float]
    svy: dict[str, float]
    r: dict[str, float]
    memory: float


@dataclass
class Verdict:
    """What did not hold, in words."""

    broken: list[str] = field(default_factory=list)
    judged: int = 0

    def judge(self, finding: str, broken: bool) -> None:
        """Note a finding that breaks the claim."""
        self.judged += 1
        if broken:
            self.broken.append(finding)

    def tell(self) -> int:
        """Print what does not hold, then the verdict, and return the exit status."""
        for finding in self.broken:
            print(f"does not hold: {finding}")
        verdict = "does not hold" if self.broken else "holds"
        print(
            f"the claim {verdict}: {self.judged - len(self.broken)} of {self.judged} findings hold"
        )
        return int(bool(self.broken))


def rounds(ours: str, svy: str, r_script: str, replicates: dict[int, int]) -> Iterator[Round]:
    """Time the three programs at each size, in processes of their own."""
    for rows, repeats in SIZES.items():
        count = replicates.get(rows, 0)
        found = _python(sys.executable, ours, rows, count, repeats)
        peer = _peer(svy, rows, count, repeats)
        yield Round(
            rows=rows,
            ours=found["seconds"],
            processor=found["processor"],
            svy=peer["seconds"],
            r=_r(r_script, rows, count),
            memory=found["memory"],
        )


def compare(measured: Iterable[Round]) -> int:
    """Print times, ratios and memory as they come, then growth; 1 if the claim does not hold."""
    verdict, found = Verdict(), []
    print(
        f"{'task':<26}{'rows':>9}{'ours, s':>10}{'svy, s':>10}{'ratio':>8}{'R, s':>10}{'ratio':>8}"
    )
    for each in measured:
        found.append(each)
        for task, seconds in each.ours.items():
            line = f"{task:<26}{each.rows:>9}{seconds:>10.4f}"
            for peer, times in (("svy", each.svy), ("R", each.r)):
                line += _beside(peer, task, each.rows, seconds, times, verdict)
            print(line, flush=True)
        if each.rows >= SMALLEST_FOR_MEMORY:
            finding = f"memory at {each.rows} rows: {each.memory:.1f} times data and replicates"
            print(finding)
            verdict.judge(finding, each.memory > MOST_MEMORY)
    _growth(found, verdict)
    return verdict.tell()


def available_memory() -> int:
    """Bytes of memory that this machine can hand out."""
    return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


def _beside(
    peer: str, task: str, rows: int, seconds: float, times: dict[str, float], verdict: Verdict
) -> str:
    if task not in times:
        return f"{'-':>10}{'-':>8}"
    ratio = times[task] / seconds
    verdict.judge(f"{task} at {rows} rows is slower than {peer}: {ratio:.2f}", ratio < 1)
    short = peer == "R" and 1 <= ratio < GOAL_OVER_R
    return f"{times[task]:>10.4f}{ratio:>8.1f}" + ("  (goal over R: 10)" if short else "")


def _growth(found: list[Round], verdict: Verdict) -> None:
    """Say with which power of the rows our time grows between the two largest sizes.

    By the time of the processor: on a busy machine a task of one millisecond is seldom
    interrupted, one of ten nearly always, and the clock would show growth that is not ours.
    """
    smaller, larger = found[-2:]
    for task in larger.processor.keys() & smaller.processor.keys():
        times = larger.processor[task] / smaller.processor[task]
        power = math.log(times) / math.log(larger.rows / smaller.rows)
        finding = f"{task}: time grows as rows to the power {power:.2f}"
        print(finding)
        verdict.judge(finding, power > MOST_GROWTH)


def _peer(module: str, *numbers: int) -> dict[str, Any]:
    """What svy reports, nothing if it is not installed or takes longer than `PATIENCE`."""
    if not PEER.exists():
        return {"seconds": {}}
    try:
        return _python(str(PEER), module, *numbers, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        print(f"svy gave no times for {numbers[0]} rows within {PATIENCE:.0f} s")
        return {"seconds": {}}


def _python(
    python: str, module: str, *numbers: int, timeout: float | None = None
) -> dict[str, Any]:
    command = [python, "-m", f"benchmarks.peers.{module}", *map(str, numbers)]
    done = subprocess.run(
        command,
        check=True,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": "src:."},
        timeout=timeout,
    )
    return dict(json.loads(done.stdout))


def _r(script: str, *numbers: int) -> dict[str, float]:
    """Seconds by task in R, nothing if it is missing or takes longer than `PATIENCE`."""
    program = shutil.which("Rscript")
    if program is None:
        return {}
    command = [program, f"benchmarks/peers/{script}", *map(str, numbers)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        print(f"R gave no times for {numbers[0]} rows within {PATIENCE:.0f} s")
        return {}
    return json.loads(done.stdout.splitlines()[-1]) if done.returncode == 0 else {}
