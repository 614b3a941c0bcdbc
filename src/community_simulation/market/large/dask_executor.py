"""Processes of `dask.distributed`, on this machine or a cluster, as an ordinary executor.

Needs the optional extra `distributed`; nothing else imports this module.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from distributed import Client, LocalCluster


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
        LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        yield client.get_executor(pure=False)
