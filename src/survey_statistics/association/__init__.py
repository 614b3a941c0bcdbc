"""Tests of association and of differences under a survey design."""

from survey_statistics.association.rank_tests import rank_test
from survey_statistics.association.rao_scott import rao_scott
from survey_statistics.association.t_tests import one_sample_t_test, t_test
from survey_statistics.association.wald import wald_independence

__all__ = ["one_sample_t_test", "rank_test", "rao_scott", "t_test", "wald_independence"]
