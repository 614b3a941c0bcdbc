"""Do two coders see the same: percent, kappa and alpha, with bootstrap intervals."""

from survey_statistics.agreement.alpha import krippendorff_alpha
from survey_statistics.agreement.intervals import Agreement, alpha_interval, coefficient_interval
from survey_statistics.agreement.kappa import (
    cohen_kappa,
    fleiss_kappa,
    fleiss_kappa_of_ratings,
    percent_agreement,
)
from survey_statistics.agreement.ratings import Ratings, UnusableRatings, read_ratings

__all__ = [
    "Agreement",
    "Ratings",
    "UnusableRatings",
    "alpha_interval",
    "coefficient_interval",
    "cohen_kappa",
    "fleiss_kappa",
    "fleiss_kappa_of_ratings",
    "krippendorff_alpha",
    "percent_agreement",
    "read_ratings",
]
