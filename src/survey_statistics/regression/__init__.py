"""Linear, logistic and quasi-Poisson regression under a survey design."""

from survey_statistics.regression.margins import predictive_margins
from survey_statistics.regression.regress import Coefficient, Regression, regress

__all__ = ["Coefficient", "Regression", "predictive_margins", "regress"]
