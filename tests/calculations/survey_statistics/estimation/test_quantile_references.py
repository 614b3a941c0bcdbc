"""Quantiles by every stored rule of R survey, with Woodruff's interval."""

import pytest
from tests.calculations.survey_statistics.estimate_references import NAMES, same, school

from survey_statistics.estimation.quantiles import quantile

RULES = ("math", "school", "shahvaish", "hf1", "hf2", "hf3", "hf4", "hf6", "hf7", "hf8")


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("name", NAMES)
def test_quartiles(name: str, rule: str) -> None:
    s = school(name)
    theirs = s.case(f"quant_{rule}").values()
    ours = quantile(s.design, s.numbers("api00"), [0.25, 0.5, 0.75], rule=rule)
    for estimate, expected in zip(ours, theirs, strict=True):
        value, low, high, error = expected.values()
        same(estimate.value, value)
        same(estimate.low, low)
        same(estimate.high, high)
        same(estimate.standard_error, error)
