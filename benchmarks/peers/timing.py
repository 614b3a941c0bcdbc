"""Time tasks in a process of its own and hand the figures over as JSON."""

import json
import resource
import sys
import time
from collections.abc import Callable, Mapping


def report(tasks: Mapping[str, Callable[[], object]], repeats: int) -> None:
    """Print the best time of each task in seconds, and the peak memory of all in megabytes."""
    seconds = {}
    for name, task in tasks.items():
        best = float("inf")
        for _ in range(1 if "bootstrap" in name else repeats):
            start = time.perf_counter()
            task()
            best = min(best, time.perf_counter() - start)
        seconds[name] = best
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps({"seconds": seconds, "megabytes": peak}))
