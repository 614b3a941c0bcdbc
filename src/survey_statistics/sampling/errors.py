"""What can be wrong with a request to draw a sample; each error names the stratum or identifier."""

from __future__ import annotations

from survey_statistics.errors import SurveyError


class RepeatedIdentifier(SurveyError):
    """An identifier stands twice in the frame."""


class SampleTooLarge(SurveyError):
    """More units are asked for than the frame or a stratum holds."""


class UnusableSize(SurveyError):
    """A measure of size, a standard deviation or a share is missing, negative or all zero."""


class UnknownStratum(SurveyError):
    """An allocation names a stratum the frame does not have, or leaves one out."""


class UnusableStart(SurveyError):
    """The point where the round of random numbers begins is not on [0, 1)."""


class UnusableNumber(SurveyError):
    """A given random number is not on [0, 1), or identifiers and numbers differ in length."""


class DrawNotFound(SurveyError):
    """A rejective procedure found no admissible sample in the allowed number of tries."""
