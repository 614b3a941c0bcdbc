"""Proportions and their intervals against R survey."""

import numpy as np
import pytest
from tests.calculations.survey_statistics.estimate_references import NAMES, same, school

from survey_statistics.designs.build import survey_design
from survey_statistics.estimation.proportions import proportion

# R interpolates the profile likelihood by a spline; we solve for the limit.
SPLINE = 2e-5
METHODS = {"logit": 1e-9, "likelihood": SPLINE, "asin": 1e-9, "beta": 1e-9, "mean": 1e-9}


@pytest.mark.parametrize("name", NAMES)
def test_shares_of_levels(name: str) -> None:
    s = school(name)
    theirs = s.case("mean_stype")
    for ours in proportion(s.design, {"stype": s.text("stype")}):
        expected = theirs[ours.variable.replace("=", "")]
        same(ours.value, expected["est"])
        same(ours.standard_error, expected["se"])


@pytest.mark.parametrize("method", [*METHODS, "xlogit"])
@pytest.mark.parametrize("name", NAMES)
def test_interval(name: str, method: str) -> None:
    s = school(name)
    theirs = s.case(f"ciprop_{method}")
    ours = proportion(s.design, s.text("sch.wide"), levels=["Yes"], interval=method).only
    same(ours.value, theirs["est"])
    same(ours.low, theirs["lci"], METHODS.get(method, 1e-9))
    same(ours.high, theirs["uci"], METHODS.get(method, 1e-9))


def test_jeffreys_limits_are_quantiles_of_the_beta_distribution_of_r() -> None:
    # qbeta(c(.025, .975), 4.75 + .5, 14.25 + .5): 5 of 20 count for 19 with their own variance.
    design = survey_design(weights=np.ones(20))
    ours = proportion(design, np.arange(20) < 5, interval="jeffreys").only
    same(ours.low, 0.09975008133271)
    same(ours.high, 0.47004615236625)


def test_jeffreys_limits_of_nobody_and_of_everybody_are_quantiles_of_r_too() -> None:
    # qbeta(.975, .5, 20.5) and qbeta(.025, 20.5, .5); the other limit is 0 or 1.
    design = survey_design(weights=np.ones(20))
    nobody = proportion(design, np.zeros(20, bool), interval="jeffreys").only
    assert nobody.low == 0
    same(nobody.high, 0.11663898290488)
    everybody = proportion(design, np.ones(20, bool), interval="jeffreys").only
    same(everybody.low, 0.88336101709512)
    assert everybody.high == 1
