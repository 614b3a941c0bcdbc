"""What can be wrong with a table to protect."""

from __future__ import annotations

from survey_statistics.errors import SurveyError


class UnusableTable(SurveyError):
    """A table has negative or missing cells, or its hierarchy does not fit its labels."""


class UnusableRule(SurveyError):
    """A parameter of a disclosure rule is outside its range."""


class UnprotectableTable(SurveyError):
    """No pattern of suppressed cells protects what must be protected."""
