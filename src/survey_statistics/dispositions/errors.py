"""What can be wrong with dispositions."""

from __future__ import annotations

from survey_statistics.errors import SurveyError


class UnknownDisposition(SurveyError):
    """A code is not in the AAPOR tables, or a category is not one of the nine."""


class NoAttempt(SurveyError):
    """A case has no attempt to take a final code from."""


class UnusableCount(SurveyError):
    """A count of cases or a weight is negative or missing."""


class UnusableEligibility(SurveyError):
    """The share eligible among unknown cases is outside [0, 1] or names an unknown category."""
