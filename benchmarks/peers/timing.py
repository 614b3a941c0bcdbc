"""Time tasks in a process of its own and hand the figures over as JSON."""

import json
import resource
import sys
import time
from collections.abc import Callable, Mapping

# Rows of the sample that loads the libraries before memory is measured.
SMALL = 900


def peak() -> float:
    """Largest memory of this process so far, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024.0


def report(
    tasks: Mapping[str, Callable[[], object]], repeats: int, before: float, held: float
) -> None:
    """Print the best time of each task, and the peak memory over that of what must be held.

    Beside the clock stands the time of the processor, which other programs do not lengthen.

    Args:
        tasks: what to time, by name.
        repeats: how often; a bootstrap is timed once.
        before: peak memory before the data were made, in bytes.
        held: bytes of the data and replicates.
    """
    seconds, processor = {}, {}
    for name, task in tasks.items():
        best = worked = float("inf")
        for _ in range(1 if "bootstrap" in name else repeats):
            start, started = time.perf_counter(), time.process_time()
            task()
            best = min(best, time.perf_counter() - start)
            worked = min(worked, time.process_time() - started)
        seconds[name], processor[name] = best, worked
    figures = {
        "seconds": seconds,
        "processor": processor,
        "megabytes": peak() / 2**20,
        "memory": (peak() - before) / held,
    }
    sys.stdout.write(json.dumps(figures))
