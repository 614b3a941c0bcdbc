"""One error class per cause. Each names the place and says what to do about it."""

from collections.abc import Mapping, Sequence


class SurveyError(ValueError):
    """Base of every refusal of this package: the input, not the program, is at fault."""


class MissingWeight(SurveyError):
    """Some rows have no weight."""

    def __init__(self, column: str, rows: Sequence[int]) -> None:
        self.column, self.rows = column, tuple(rows)
        super().__init__(
            f"The weight column '{column}' is missing in {len(rows)} row(s), the first of them "
            f"row {rows[0] + 1}. Give every row a weight, or remove the rows that were not sampled."
        )


class NegativeWeight(SurveyError):
    """Some weights are below zero or infinite."""

    def __init__(self, column: str, rows: Sequence[int]) -> None:
        self.column, self.rows = column, tuple(rows)
        super().__init__(
            f"The weight column '{column}' is negative or infinite in {len(rows)} row(s), the "
            f"first of them row {rows[0] + 1}. Weights must be zero or more: correct them, or give "
            "rows that do not count 0."
        )


class NoWeight(SurveyError):
    """All weights are zero: nothing can be estimated."""

    def __init__(self, column: str) -> None:
        self.column = column
        super().__init__(
            f"All weights in '{column}' are zero. At least one row needs a positive weight."
        )


class MissingValue(SurveyError):
    """A column that may not have gaps (stratum, cluster, population, margin) has some."""

    def __init__(self, column: str, rows: Sequence[int]) -> None:
        self.column, self.rows = column, tuple(rows)
        super().__init__(
            f"The column '{column}' is missing in {len(rows)} row(s), the first of them row "
            f"{rows[0] + 1}. Fill it in for every row: it describes the sample, not an answer."
        )


class UnequalLengths(SurveyError):
    """Two columns that belong together have different numbers of rows."""

    def __init__(self, column: str, rows: int, expected: int) -> None:
        self.column, self.rows, self.expected = column, rows, expected
        super().__init__(
            f"The column '{column}' has {rows} rows where {expected} are expected. "
            "Give all columns of one data set in the same order and length."
        )


class NotNumeric(SurveyError):
    """A column that must hold numbers holds text."""

    def __init__(self, column: str, example: object) -> None:
        self.column, self.example = column, example
        super().__init__(
            f"The column '{column}' must hold numbers, but it holds '{example}'. "
            "Correct the value, or name it as a missing value."
        )


class MarginsDisagree(SurveyError):
    """Population margins add up to different totals."""

    def __init__(self, totals: Mapping[str, float]) -> None:
        self.totals = dict(totals)
        listed = ", ".join(f"'{name}' adds up to {total:.10g}" for name, total in totals.items())
        super().__init__(
            f"The population margins disagree: {listed}. "
            "Bring them to the same total before calibrating."
        )


class UnknownLevel(SurveyError):
    """A column has a level that is not among those given, or the other way round."""

    def __init__(self, column: str, level: str, known: Sequence[str], *, where: str = "") -> None:
        self.column, self.level, self.known = column, level, tuple(known)
        place = where or "the levels given"
        super().__init__(
            f"The level '{level}' of column '{column}' is not in {place}: "
            f"{', '.join(map(str, known[:20]))}. Correct the level or add it."
        )


class EmptyCell(SurveyError):
    """A weighting cell has a population but nobody to carry it."""

    def __init__(self, column: str, cell: str, population: float) -> None:
        self.column, self.cell, self.population = column, cell, population
        super().__init__(
            f"The cell '{cell}' of '{column}' holds a population of {population:.10g} but no "
            "respondent with a positive weight. Merge it with a similar cell."
        )


# The label of the one stratum of a design without strata.
ALL = "all"


class SingleUnitStratum(SurveyError):
    """A stratum has one sampled unit, so its variance cannot be estimated."""

    def __init__(self, stratum: str, *, column: str = "strata", stage: int = 1) -> None:
        self.stratum, self.column, self.stage = stratum, column, stage
        whole = stratum == ALL and stage == 1
        place = "The sample" if whole else f"The stratum '{stratum}' of '{column}'"
        advice = "" if whole else "Merge it with a similar stratum, or choose"
        super().__init__(
            f"{place} has a single sampled unit at stage {stage}: no variance can be seen. "
            f"{advice or 'Choose'} a rule: certainty, scaled or centred."
        )


class ClustersCrossStrata(SurveyError):
    """A cluster identifier occurs in more than one stratum."""

    def __init__(self, cluster: str, column: str) -> None:
        self.cluster, self.column = cluster, column
        super().__init__(
            f"The cluster '{cluster}' of '{column}' occurs in more than one stratum. If "
            "identifiers start again in each stratum, say nest = true; otherwise correct them."
        )


class PopulationVaries(SurveyError):
    """The population size is not constant within a stratum."""

    def __init__(self, column: str, stratum: str, stage: int) -> None:
        self.column, self.stratum, self.stage = column, stratum, stage
        super().__init__(
            f"The population column '{column}' varies within stratum '{stratum}' at stage {stage}. "
            "Give one population size (or sampling fraction) for each stratum."
        )


class PopulationTooSmall(SurveyError):
    """More units were sampled than the population holds."""

    def __init__(self, column: str, stratum: str, sampled: int, population: float) -> None:
        self.column, self.stratum = column, stratum
        self.sampled, self.population = sampled, population
        super().__init__(
            f"In stratum '{stratum}' {sampled} units were sampled but the population column "
            f"'{column}' says there are {population:.10g}. Correct the population size."
        )


class MixedPopulation(SurveyError):
    """Population sizes and sampling fractions are mixed in one column."""

    def __init__(self, column: str) -> None:
        self.column = column
        super().__init__(
            f"The population column '{column}' mixes sizes (1 or more) and sampling fractions "
            "(above 0 and below 1), or holds values that are not positive. Use one of the two."
        )


class NotConverged(SurveyError):
    """An iteration ended before it reached its target."""

    def __init__(
        self, method: str, rounds: int, reached: Mapping[str, tuple[float, float]] | None = None
    ) -> None:
        self.method, self.rounds = method, rounds
        self.reached = dict(reached or {})
        worst = sorted(self.reached.items(), key=lambda item: -abs(item[1][0] - item[1][1]))[:5]
        listed = "; ".join(f"{name}: {got:.10g} of {target:.10g}" for name, (got, target) in worst)
        tail = f" Reached: {listed}." if listed else ""
        super().__init__(
            f"{method} did not converge in {rounds} rounds.{tail} "
            "Merge small cells, widen the bounds or drop a margin or a predictor."
        )


class ReplicateFailed(SurveyError):
    """A weighting step that works for the sample refuses one of its replicates."""

    def __init__(self, reason: SurveyError) -> None:
        self.reason = reason
        super().__init__(
            f"A replicate of the sample cannot be weighted as the sample was. {reason} A jackknife "
            "or Fay's half-samples leave fewer cells empty than a bootstrap."
        )


class ConstantVariable(SurveyError):
    """A variable that must vary does not."""

    def __init__(self, column: str, purpose: str) -> None:
        self.column, self.purpose = column, purpose
        super().__init__(
            f"The variable '{column}' takes a single value, so {purpose} has no meaning. "
            "Choose another variable or a wider domain."
        )


class DependentColumns(SurveyError):
    """A model column is a combination of the others."""

    def __init__(self, column: str) -> None:
        self.column = column
        super().__init__(f"The column '{column}' is a combination of the other columns. Remove it.")


class OutOfRange(SurveyError):
    """A value lies outside the range its use allows."""

    def __init__(self, column: str, value: float, allowed: str) -> None:
        self.column, self.value, self.allowed = column, value, allowed
        super().__init__(
            f"'{column}' holds {value:.10g}, but only {allowed} is allowed here. Correct the value."
        )


class UnknownChoice(SurveyError):
    """A named method or rule does not exist."""

    def __init__(self, what: str, given: str, choices: Sequence[str]) -> None:
        self.what, self.given, self.choices = what, given, tuple(choices)
        super().__init__(f"There is no {what} '{given}'. Choose one of: {', '.join(choices)}.")


class TooFewUnits(SurveyError):
    """The design leaves no degrees of freedom for the request."""

    def __init__(self, request: str, degrees_of_freedom: float) -> None:
        self.request, self.degrees_of_freedom = request, degrees_of_freedom
        super().__init__(
            f"{request} needs at least one degree of freedom, but the design leaves "
            f"{degrees_of_freedom:.10g}. Use fewer terms or a wider domain."
        )


class NotAvailable(SurveyError):
    """The request needs something that this kind of design does not carry."""

    def __init__(self, request: str, reason: str) -> None:
        self.request, self.reason = request, reason
        super().__init__(f"{request} is not available: {reason}")


class LostWeight(SurveyError):
    """A weighting step changed a total that it must keep."""

    def __init__(self, step: str, before: float, after: float) -> None:
        self.step, self.before, self.after = step, before, after
        super().__init__(
            f"The weights add up to {before:.10g} before the step '{step}' and to {after:.10g} "
            "after it. The step must keep the total: look for cells without respondents."
        )


class WeightTooSmall(SurveyError):
    """A weighting step left a weight below the smallest one allowed."""

    def __init__(self, step: str, row: int, weight: float, minimum: float) -> None:
        self.step, self.row, self.weight, self.minimum = step, row, weight, minimum
        super().__init__(
            f"The step '{step}' left row {row + 1} with the weight {weight:.10g}, below the "
            f"smallest one allowed, {minimum:.10g}. Use a calibration with bounds, or fewer "
            "margins."
        )


class TrimmingImpossible(SurveyError):
    """No weights within the bounds have the sum that the weights must keep."""

    def __init__(self, total: float, rows: int) -> None:
        self.total, self.rows = total, rows
        super().__init__(
            f"{rows} weights cannot add up to {total:.10g} within the trimming bounds. "
            "Widen the bounds."
        )


class NotPaired(SurveyError):
    """A stratum cannot be split into pairs of units."""

    def __init__(self, stratum: str, units: int) -> None:
        self.stratum, self.units = stratum, units
        super().__init__(
            f"The stratum '{stratum}' has {units} units, which cannot be split into pairs. "
            "Use jackknife n or the bootstrap, or merge strata."
        )
