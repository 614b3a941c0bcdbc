"""The same market through dask.distributed."""

from community_simulation.market.large.dask_executor import dask_executor
from community_simulation.market.large.run import run_large
from community_simulation.market.large.setting import LargeSetting


def test_dask_comes_to_the_same_result_as_one_process():
    setting = LargeSetting(n_people=1000, n_mentors=200, seed=7)
    with dask_executor(2) as executor:
        assert run_large(setting, executor=executor) == run_large(setting)
