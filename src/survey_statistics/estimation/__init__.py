"""Estimates of means, totals, ratios, proportions and quantiles, with their uncertainty."""

from survey_statistics.estimation.contrasts import combination, difference
from survey_statistics.estimation.degrees_of_freedom import degrees_of_freedom
from survey_statistics.estimation.means import mean, ratio, total
from survey_statistics.estimation.net_promoter_score import net_promoter_score
from survey_statistics.estimation.proportions import proportion
from survey_statistics.estimation.quantiles import median, quantile
from survey_statistics.estimation.replication import replicate_covariance
from survey_statistics.estimation.stratified_share import stratified_share
from survey_statistics.estimation.taylor import taylor_covariance

__all__ = [
    "combination",
    "degrees_of_freedom",
    "difference",
    "mean",
    "median",
    "net_promoter_score",
    "proportion",
    "quantile",
    "ratio",
    "replicate_covariance",
    "stratified_share",
    "taylor_covariance",
    "total",
]
