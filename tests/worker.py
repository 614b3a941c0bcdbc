"""The worker of the tests: real jobs, until nothing is left to do."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

from asgiref.sync import sync_to_async
from django.db import connections
from procrastinate.contrib.django import app


def work_until_idle() -> None:
    """In a thread of its own, for Playwright's loop may run in ours."""
    thread = threading.Thread(target=lambda: asyncio.run(_until_idle()))
    thread.start()
    thread.join()


async def _until_idle() -> None:
    # One thread for all jobs, so that its connection can be closed at the end.
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(max_workers=1))
    worker = app.with_connector(app.connector.get_worker_connector())
    try:
        async with worker.open_async():
            await worker.run_worker_async(
                wait=False, install_signal_handlers=False, listen_notify=False
            )
    finally:
        for is_of_the_queue in (True, False):
            await sync_to_async(connections.close_all, thread_sensitive=is_of_the_queue)()
