"""What keeps an estimate from being made, beside the causes that all calculations share."""

from survey_statistics.errors import SurveyError


class NoLevels(SurveyError):
    """A column that should tell domains apart holds nothing but gaps."""

    def __init__(self, column: str) -> None:
        self.column = column
        super().__init__(
            f"The column '{column}' is empty in every row, so it names no domain. "
            "Choose another column or leave it out."
        )
