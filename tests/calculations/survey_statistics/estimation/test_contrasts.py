"""Differences, sums, net promoter scores and replicates that fail."""

import numpy as np
import pytest
from tests.calculations.survey_statistics.estimate_references import school

from survey_statistics.designs import ReplicateDesign, survey_design
from survey_statistics.errors import NotAvailable
from survey_statistics.estimation import (
    combination,
    difference,
    mean,
    net_promoter_score,
    proportion,
    quantile,
    total,
)


def test_quantiles_at_different_probabilities_have_no_difference() -> None:
    quartiles = quantile(survey_design(size=9), np.arange(9.0), [0.25, 0.75])
    with pytest.raises(NotAvailable, match="covariance"):
        difference(quartiles, 1, 0)


def test_totals_of_domains_combine_to_the_total() -> None:
    s = school("clus2")
    domains = total(s.design, s.numbers("api00"), by={"stype": s.text("stype")})
    ours, whole = combination(domains, [1, 1, 1]), total(s.design, s.numbers("api00")).only
    assert ours.value == pytest.approx(whole.value)
    assert ours.standard_error == pytest.approx(whole.standard_error)
    assert ours.degrees_of_freedom == whole.degrees_of_freedom


def test_a_net_promoter_score_is_a_difference_of_shares() -> None:
    s = school("clus1")
    score = np.random.default_rng(3).integers(0, 11, s.design.size)
    group = np.select([score >= 9, score <= 6], ["promoter", "detractor"], "passive")
    shares = difference(proportion(s.design, group), 2, 0)
    ours = net_promoter_score(s.design, score).only
    assert ours.value == pytest.approx(100 * shares.value)
    assert ours.standard_error == pytest.approx(100 * shares.standard_error)


def test_medians_of_two_domains_can_be_compared() -> None:
    s = school("strat")
    medians = quantile(s.design, s.numbers("api00"), by={"stype": s.text("stype")})
    ours = difference(medians, 0, 1)
    apart = np.hypot(medians[0].standard_error, medians[1].standard_error)
    assert ours.standard_error == pytest.approx(apart)  # strata are independent


def test_a_replicate_without_the_domain_is_left_out_for_that_domain_only() -> None:
    replicates = np.array([[0.0, 2, 2], [2, 2, 0], [2, 0, 2], [2, 2, 2.0]])
    design = ReplicateDesign(np.ones(4), replicates, 2 / 3, np.ones(3), 2)
    y, group = np.array([1.0, 2, 3, 5]), np.array(["a", "b", "b", "b"])
    alone, others = mean(design, y, by={"g": group})
    assert (alone.value, alone.standard_error) == (1.0, 0.0)
    of_b = np.array([10 / 3, 7 / 2, 4.0])
    expected = np.sqrt(2 / 3 * ((of_b - of_b.mean()) ** 2).sum())
    assert others.standard_error == pytest.approx(expected)
