"""What can be wrong with the files, plans and expressions given to the command."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from survey_statistics.errors import SurveyError


class UnreadableFile(SurveyError):
    """A file is missing, not UTF-8, not a table, or of a kind that cannot be read."""


class UnknownColumn(SurveyError):
    """A plan or an expression names a column that the data do not have."""

    def __init__(
        self, column: str, columns: Iterable[str], *, asked_by: str, hint: str = ""
    ) -> None:
        self.column, self.asked_by = column, asked_by
        super().__init__(
            f"The data have no column '{column}', which {asked_by} asks for."
            + nearest(column, columns)
            + hint
        )


class UnknownPlanKey(SurveyError):
    """A plan has a key that does not exist, or not in that table."""

    def __init__(
        self, key: str, table: str, keys: Iterable[str], elsewhere: Mapping[str, str] | None = None
    ) -> None:
        self.key, self.table = key, table
        choices, others = list(keys), elsewhere or {}
        hint = nearest(key, choices)
        if near(key, choices) is None and (other := near(key, others)) is not None:
            hint = f" Did you mean '{other}' in {others[other]}?"
        super().__init__(f"The plan has a key '{key}' in {table}, which does not exist.{hint}")


class UnusablePlan(SurveyError):
    """A plan is not TOML, lacks a key, or gives one a value of the wrong kind."""


class AttemptsDisagree(SurveyError):
    """The attempts of one case carry different weights or groups."""

    def __init__(
        self,
        case_column: str,
        case: object,
        column: str,
        values: tuple[tuple[int, object], tuple[int, object]],
    ) -> None:
        self.case, self.column, self.values = case, column, values
        (first, one), (later, other) = values
        super().__init__(
            f"The attempts of the case '{case}' of '{case_column}' disagree in the column "
            f"'{column}': {_quoted(one)} in row {first + 1}, {_quoted(other)} in row {later + 1}. "
            "It describes the case, not the attempt: give every attempt of a case the same value."
        )


def _quoted(value: object) -> str:
    return "nothing" if value is None or value == "" else f"'{value}'"


class UnusableExpression(SurveyError):
    """A `where` expression cannot be understood."""


def nearest(given: str, choices: Iterable[str]) -> str:
    """Say which valid name is nearest to the one given, or list them all.

    >>> nearest("wieght", ["weight", "strata"])
    " Did you mean 'weight'?"
    """
    valid = list(choices)
    close = near(given, valid)
    if close is not None:
        return f" Did you mean '{close}'?"
    shown = ", ".join(valid[:12]) + (", ..." if len(valid) > 12 else "")
    return f" Choose one of: {shown}." if valid else ""


def near(given: str, choices: Iterable[str]) -> str | None:
    """The valid name that one could have meant, if there is one.

    >>> near("wieght", ["weight", "strata"])
    'weight'
    """
    folded = {choice.casefold(): choice for choice in choices}
    close = get_close_matches(given.casefold(), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else None
