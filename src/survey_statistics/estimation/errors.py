"""What keeps an estimate from being made, beside the causes that all calculations share."""

from collections.abc import Sequence

from survey_statistics.errors import SurveyError


class NoLevels(SurveyError):
    """A column that should tell domains apart holds nothing but gaps."""

    def __init__(self, column: str) -> None:
        self.column = column
        super().__init__(
            f"The column '{column}' is empty in every row, so it names no domain. "
            "Choose another column or leave it out."
        )


class UnusableLevels(SurveyError):
    """The levels asked for are none, or name one twice."""

    def __init__(self, column: str, levels: Sequence[str]) -> None:
        self.column, self.levels = column, tuple(levels)
        twice = next((level for level in levels if levels.count(level) > 1), None)
        told = "are an empty list" if twice is None else f"name '{twice}' twice"
        super().__init__(
            f"The levels asked of '{column}' {told}. "
            "Name each level once, or leave them out for all."
        )
