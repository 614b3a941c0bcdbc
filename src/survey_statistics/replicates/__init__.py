"""Replicates: standard errors from repeating the whole estimate on parts of the sample."""

from survey_statistics.replicates.balanced import balanced_repeated
from survey_statistics.replicates.bootstrap import canty_davison_bootstrap, rao_wu_bootstrap
from survey_statistics.replicates.given import given_replicates
from survey_statistics.replicates.hadamard import hadamard
from survey_statistics.replicates.jackknife import jackknife_1, jackknife_2, jackknife_n
from survey_statistics.replicates.preston import preston_bootstrap
from survey_statistics.replicates.successive import successive_differences
from survey_statistics.replicates.units import UnitReplicates, reweighted

__all__ = [
    "UnitReplicates",
    "balanced_repeated",
    "canty_davison_bootstrap",
    "given_replicates",
    "hadamard",
    "jackknife_1",
    "jackknife_2",
    "jackknife_n",
    "preston_bootstrap",
    "rao_wu_bootstrap",
    "reweighted",
    "successive_differences",
]
