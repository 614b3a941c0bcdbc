"""The worker of the tests: real jobs, until nothing is left to do."""

import asyncio
import threading

from procrastinate.contrib.django import app


def work_until_idle() -> None:
    """In a thread of its own, for Playwright's loop may run in ours."""
    thread = threading.Thread(target=lambda: asyncio.run(_until_idle()))
    thread.start()
    thread.join()


async def _until_idle() -> None:
    worker = app.with_connector(app.connector.get_worker_connector())
    async with worker.open_async():
        await worker.run_worker_async(
            wait=False, install_signal_handlers=False, listen_notify=False
        )
