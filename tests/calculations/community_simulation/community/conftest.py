"""The whole community, made once for all who look at it."""

import pytest
from tests.calculations.community_simulation.community.draws import UNTIL

from community_simulation.community.community import Community
from community_simulation.community.making import make_community


@pytest.fixture(scope="session")
def community() -> Community:
    return make_community(until=UNTIL)
