"""The table of referees is what the code computes today, and every case agrees."""

from pathlib import Path

import pytest
from tests.references.referee_row import Row
from tests.references.referee_table import rows

PAGE = Path(__file__).parents[3] / "docs" / "methods" / "referees.md"
NINE_DIGITS = 1e-9
# Where R itself stops earlier: a spline through a profile, and glm's 1e-8 of the deviance.
R_STOPS = {"ciprop_likelihood": 2e-5, "_ipw": 1e-8, "matchit_": 1e-8}
# Its logit interval comes from such a fit, and its raking stops at the epsilon of the script.
R_STOPS |= {"prop.never.logit": 2e-8, "subbootstrap.raked": 1e-8}


@pytest.fixture(scope="module")
def found() -> list[Row]:
    return list(rows())


def allowed(row: Row) -> float:
    if row.digits is not None:
        return 0.0
    return next((limit for part, limit in R_STOPS.items() if part in row.case), NINE_DIGITS)


def test_every_case_agrees_with_its_referee(found):
    apart = [row.line() for row in found if row.difference > allowed(row)]
    assert apart == []


def test_the_page_lists_every_case_that_is_computed(found):
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    listed = [line.split("|")[1:5] for line in lines if line.startswith("| ")][1:]
    computed = [row.line().split("|")[1:5] for row in found]
    assert listed == computed
