"""Where two processes share the tests, files with slow tests begin, then those with many tests.

So that at the end no process waits long for the other's last file. The tests of one file stay
together and in their order; `--no-loadscope-reorder` keeps what is ordered here.
"""

from collections import Counter

import pytest


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Order the files in a process that shares; a run in one process is left as it is."""
    if not hasattr(config, "workerinput"):
        return
    sizes = Counter(item.path for item in items)
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: (item.path not in slow, -sizes[item.path], item.path))
