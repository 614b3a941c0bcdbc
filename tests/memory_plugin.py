"""What is loaded when the tests begin stays to the end: the collector of garbage leaves it out.

Half a million objects that every full collection would look at again.
"""

import gc

import pytest

OBJECTS_BEFORE_A_LOOK = 10_000


@pytest.hookimpl(trylast=True)
def pytest_collection_finish(session: pytest.Session) -> None:
    """Set aside what lives now, and look at what comes less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_BEFORE_A_LOOK)
