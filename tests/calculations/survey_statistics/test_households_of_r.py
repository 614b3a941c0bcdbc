"""Made-up households with ties, gaps, rare levels, lone and certain units, and given replicates.

R's call stands under the name of the case in `tests/references/survey/households.R`; the numbers
themselves are compared by `test_referee_table`.
"""

import pytest
from tests.references.households import CASES, ours, pairs


@pytest.mark.parametrize("case", [case for case in CASES if "level" in CASES[case]])
def test_domains_come_with_the_levels_of_r(case):
    assert ours(case)["level"] == CASES[case]["level"]


@pytest.mark.parametrize("case", CASES)
def test_what_r_cannot_say_we_do_not_say_either(case):
    unsaid = [(quantity, place) for quantity, place, theirs, own in pairs(case) if theirs is None]
    said = [pair[:2] for pair in pairs(case) if pair[2] is None and pair[3] is not None]
    assert said == [], unsaid
