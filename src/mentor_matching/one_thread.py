"""Small matrix products in this thread: waking a pool of threads costs ten times the product."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock

from threadpoolctl import ThreadpoolController

_lock = Lock()


@contextmanager
def one_thread() -> Iterator[None]:
    """Keep BLAS to one thread meanwhile.

    The number of threads is that of the process, so that one caller at a time may change it:
    two that overlapped would each put back what the other had set.
    """
    with _lock, _controller().limit(limits=1, user_api="blas"):
        yield


@cache
def _controller() -> ThreadpoolController:
    return ThreadpoolController()
