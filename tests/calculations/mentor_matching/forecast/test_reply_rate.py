"""Empirical Bayes reply rates: prior, posterior, optimism and honest bands."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from mentor_matching.errors import InvalidRecordError
from mentor_matching.forecast.prior import FIRST_WEEKS, BetaPrior, fit_prior
from mentor_matching.forecast.reply_rate import reply_band, reply_rates


def test_more_replies_than_requests_are_refused():
    with pytest.raises(InvalidRecordError):
        reply_rates([3.0], [2.0], FIRST_WEEKS)


def test_a_prior_of_weights_by_age_is_refused():
    with pytest.raises(InvalidRecordError, match="whole counts"):
        fit_prior([0.5] * 30, [1.25] * 30)


def test_below_five_requests_people_are_told_nothing():
    assert reply_band(4, 4, FIRST_WEEKS) is None
    assert reply_band(4, 5, FIRST_WEEKS) is not None


def test_too_few_mentors_keep_the_first_prior():
    assert fit_prior([1.0] * 19, [2.0] * 19) == FIRST_WEEKS
    assert fit_prior([], []) == FIRST_WEEKS
    assert fit_prior([0.0] * 500, [0.0] * 500) == FIRST_WEEKS


@pytest.mark.parametrize(("replied", "asked", "mentors"), [(1, 2, 25), (0, 1, 20), (2, 2, 20)])
def test_few_requests_of_mentors_alike_so_far_do_not_outweigh_every_later_record(
    replied, asked, mentors
):
    prior = fit_prior([replied] * mentors, [asked] * mentors)
    assert 1.0 < prior.a + prior.b < 20.0
    none, all_of_them = reply_rates([0.0, 12.0], [12.0, 12.0], prior).mean
    assert all_of_them - none > 0.4


@pytest.mark.parametrize("truth", [(1.2, 1.8), (2.0, 8.0), (6.0, 4.0)])
@pytest.mark.parametrize(("mentors", "asked"), [(20, 2), (40, 5)])
def test_bands_hold_the_true_rate_as_often_as_promised_in_a_young_community(truth, mentors, asked):
    rng = np.random.default_rng(27)
    held = []
    for _ in range(60):
        prior = fit_prior(rng.binomial(asked, rng.beta(*truth, mentors)), [asked] * mentors)
        rates = rng.beta(*truth, 50)
        a, b = prior.a + (replies := rng.binomial(10, rates)), prior.b + 10 - replies
        low, high = stats.beta(a, b).ppf([[0.1], [0.9]])
        held.append(np.mean((low <= rates) & (rates <= high)))
    assert 0.72 < np.mean(held) < 0.88


def test_the_band_is_the_central_part_of_the_posterior():
    band = reply_band(8, 10, BetaPrior(1.0, 1.0))
    low, high = stats.beta(9, 3).ppf([0.1, 0.9])
    assert (band.low, band.high) == pytest.approx((low, high))


def test_the_prior_is_found_again_from_records_it_made():
    rng = np.random.default_rng(11)
    requests = rng.poisson(6.0, 20_000)
    replies = rng.binomial(requests, rng.beta(1.2, 1.8, 20_000))
    prior = fit_prior(replies, requests)
    assert (prior.a, prior.b) == pytest.approx((1.2, 1.8), rel=0.05)


def test_no_other_prior_makes_the_records_more_likely():
    rng = np.random.default_rng(12)
    requests = rng.integers(1, 9, 400)
    replies = rng.binomial(requests, rng.beta(2.0, 5.0, 400))
    best = fit_prior(replies, requests)

    def log_likelihood(a, b):
        return stats.betabinom(requests, a, b).logpmf(replies).sum()

    top = log_likelihood(best.a, best.b)
    for a, b in ((0.9, 1.0), (1.1, 1.0), (1.0, 0.9), (1.0, 1.1)):
        assert log_likelihood(best.a * a, best.b * b) < top


def test_shrinking_beats_the_raw_rate_on_unseen_truth():
    rng = np.random.default_rng(13)
    truth = rng.beta(1.2, 1.8, 20_000)
    requests = rng.poisson(4.0, 20_000)
    replies = rng.binomial(requests, truth)
    shrunk = reply_rates(replies, requests, fit_prior(replies, requests)).mean
    error = np.sqrt(np.mean((shrunk - truth) ** 2))
    assert error == pytest.approx(0.1686, abs=0.0005)
    raw = np.where(requests > 0, replies / np.maximum(requests, 1), 0.4)
    assert error < 0.85 * np.sqrt(np.mean((raw - truth) ** 2))


@given(st.floats(0.0, 1.0), st.floats(0.0, 500.0))
@settings(deadline=None)
def test_optimism_lies_between_the_mean_and_certainty(share, requests):
    rates = reply_rates([share * requests], [requests], FIRST_WEEKS)
    assert 0.0 < rates.mean[0] <= rates.optimistic()[0] <= 1.0


def test_optimism_fades_with_experience():
    rates = reply_rates([4.0, 400.0], [10.0, 1000.0], FIRST_WEEKS)
    few, many = rates.optimistic() - rates.mean
    assert few > 5 * many
