"""The same market through dask.distributed, where the extra is installed."""

import importlib

import pytest

from community_simulation.market.large.run import run_large
from community_simulation.market.large.setting import LargeSetting

pytest.importorskip(
    "distributed", reason="the optional extra is not installed: pip install 'tequio[distributed]'"
)


def test_dask_comes_to_the_same_result_as_one_process():
    dask_executor = importlib.import_module("community_simulation.market.large.dask_executor")
    setting = LargeSetting(n_people=1000, n_mentors=200, seed=7)
    with dask_executor.dask_executor(2) as executor:
        assert run_large(setting, executor=executor) == run_large(setting)
