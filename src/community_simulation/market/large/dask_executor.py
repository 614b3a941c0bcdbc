"""Processes of `dask.distributed`, on this machine or a cluster, as an ordinary executor.

Needs the optional extra `distributed`; nothing else imports this module.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

import dask
from distributed import Client, LocalCluster

QUIET = {
    # By default workers give every array back to the system the moment it is dropped, and take
    # its pages anew for the next: half of the time of a block.
    "distributed.nanny.pre-spawn-environ.MALLOC_TRIM_THRESHOLD_": None,
    # One thread computes and one talks: what the second does every few milliseconds without
    # need, the first waits for.
    "distributed.worker.profile.enabled": False,
    "distributed.worker.memory.monitor-interval": "5s",
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "5s",
    # Tasks are alike; to move them between workers costs more than it brings.
    "distributed.scheduler.work-stealing": False,
}
"""What workers started here leave alone; a cluster elsewhere has settings of its own."""


@contextmanager
def dask_executor(workers: int, scheduler: str | None = None) -> Iterator[Executor]:
    """An executor over `workers` local processes, or over the cluster at address `scheduler`.

    Each worker draws the mentors once and keeps them; a task carries 0.4 MB for 100,000 mentors.
    """
    if scheduler is not None:
        with Client(scheduler) as client:
            yield client.get_executor(pure=False)
        return
    with (
        dask.config.set(QUIET),
        LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        yield client.get_executor(pure=False)
