"""Says that this is a test run, before Django reads its settings (an early plugin: `-p`)."""

import os
from collections.abc import Iterator

import pytest

os.environ["TEQUIO_ENVIRONMENT"] = "test"
os.environ.pop("TEQUIO_VAR", None)
# As where analyses run (domain/studies/runs.py): threads for small matrices wait for one another.
for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")


@pytest.fixture(autouse=True)
def settings_of_one_test() -> Iterator[None]:
    """What a test tells its process is told to no later one: it would fail far from its cause."""
    before = _told()
    yield
    assert _told() == before


def _told() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name.startswith("TEQUIO_")}
