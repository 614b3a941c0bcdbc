"""What keeps a regression from being fitted, beside the causes that all estimates share."""

from survey_statistics.errors import SurveyError


class NoCases(SurveyError):
    """No row is left for a model."""

    def __init__(self, variable: str) -> None:
        self.variable = variable
        super().__init__(
            f"No row within the domain has a weight and a value of '{variable}' and of every "
            "predictor. Widen the domain or drop a predictor."
        )


class NoEvent(SurveyError):
    """The outcome of a logistic regression holds labels and none of them counts as 1."""

    def __init__(self, variable: str, label: object) -> None:
        self.variable, self.label = variable, label
        super().__init__(
            f"The outcome '{variable}' holds labels, as '{label}'. Name the one that counts as 1: "
            f"event = '{label}', for instance."
        )
