"""What the estimators hand back: frozen values that explain themselves."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from survey_statistics.arrays import FloatArray


@dataclass(frozen=True)
class Estimate:
    """One number with its uncertainty.

    An empty domain is an explicit result: `n == 0`, every number None, and a note that says why.

    Attributes:
        statistic: What was estimated, with its convention ("mean", "quantile 0.5 (math)").
        variable: The variable, "numerator / denominator" for a ratio.
        domain: Column and level for each classification, `()` for everybody.
        value: The estimate, in units of the variable.
        standard_error: In the same units.
        low: Lower limit of the interval.
        high: Upper limit of the interval.
        interval: Method of the interval, with its level ("t 0.95").
        degrees_of_freedom: Of the design within the domain.
        n: Rows with a value and a weight in the domain.
        design_effect: Variance over that of a simple random sample without replacement.
        design_effect_replace: The same against a sample with replacement.
        suppressed: True if disclosure control withheld the numbers.
        notes: Conventions that a reader of the number must know.
    """

    statistic: str
    variable: str
    domain: tuple[tuple[str, str], ...] = ()
    value: float | None = None
    standard_error: float | None = None
    low: float | None = None
    high: float | None = None
    interval: str = ""
    degrees_of_freedom: float | None = None
    n: int = 0
    design_effect: float | None = None
    design_effect_replace: float | None = None
    suppressed: bool = False
    notes: tuple[str, ...] = ()

    @property
    def coefficient_of_variation(self) -> float | None:
        """Standard error over the absolute estimate; None where either is missing or zero."""
        if self.value is None or self.standard_error is None or self.value == 0:
            return None
        return self.standard_error / abs(self.value)

    @property
    def is_empty(self) -> bool:
        """Whether the domain held no case."""
        return self.n == 0

    def as_dict(self) -> dict[str, Any]:
        """The fields as plain values, the domain as a mapping, for JSON."""
        plain = asdict(self)
        plain["domain"] = dict(self.domain)
        plain["notes"] = list(self.notes)
        return plain


@dataclass(frozen=True, eq=False)
class Estimates:
    """Several estimates of one call, with what is needed to compare them.

    Attributes:
        items: The estimates, in the order of the levels.
        covariance: (k, k) covariance between them, empty domains as zeros.
        degrees_of_freedom: Of the whole design.
    """

    items: tuple[Estimate, ...]
    covariance: FloatArray = field(repr=False)
    degrees_of_freedom: float

    def __iter__(self) -> Iterator[Estimate]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, index: int) -> Estimate:
        return self.items[index]

    @property
    def only(self) -> Estimate:
        """The single estimate; raises `ValueError` if there are several."""
        (item,) = self.items
        return item

    @property
    def values(self) -> FloatArray:
        """Point estimates (k,), NaN for empty domains."""
        return np.array([np.nan if e.value is None else e.value for e in self.items])

    @property
    def standard_errors(self) -> FloatArray:
        """Standard errors (k,), NaN for empty domains."""
        return np.array(
            [np.nan if e.standard_error is None else e.standard_error for e in self.items]
        )


@dataclass(frozen=True)
class TestResult:
    """A hypothesis test.

    Attributes:
        test: Name and variant of the test.
        statistic: Value of the test statistic.
        degrees_of_freedom: Numerator first where there are two.
        p_value: Two-sided unless the test says otherwise.
        estimate: The quantity tested where there is one (a difference), else None.
        standard_error: Its standard error.
        low: Lower limit of its interval.
        high: Upper limit of its interval.
        n: Rows that entered.
    """

    test: str
    statistic: float
    degrees_of_freedom: tuple[float, ...]
    p_value: float
    estimate: float | None = None
    standard_error: float | None = None
    low: float | None = None
    high: float | None = None
    n: int = 0

    __test__ = False  # the name is the field's; pytest must not collect it
