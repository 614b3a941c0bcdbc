"""The history of a set of weights: one readable line for each step."""

from dataclasses import dataclass

from survey_statistics.arrays import FloatArray
from survey_statistics.weighting.dispersion import (
    coefficient_of_variation,
    effective_size,
    kish_design_effect,
)


@dataclass(frozen=True)
class StepRecord:
    """What one step did to the weights.

    Attributes:
        name: The step.
        n: Rows with weight after it.
        sum_before: Sum of the weights before it.
        sum_after: Sum of the weights after it.
        minimum: Smallest weight above zero after it.
        maximum: Largest weight after it.
        coefficient_of_variation: Of the weights after it.
        design_effect: Kish's, of the weights after it.
        effective_n: Rows over the design effect.
    """

    name: str
    n: int
    sum_before: float
    sum_after: float
    minimum: float
    maximum: float
    coefficient_of_variation: float
    design_effect: float
    effective_n: float


def record(name: str, before: FloatArray, after: FloatArray) -> StepRecord:
    """Describe one step from the weights (n,) before and after it.

    >>> import numpy as np
    >>> record("base", np.ones(2), np.array([1.0, 3.0])).design_effect
    1.25
    """
    held = after[after != 0]
    return StepRecord(
        name=name,
        n=len(held),
        sum_before=float(before.sum()),
        sum_after=float(after.sum()),
        minimum=float(held.min()) if held.size else 0.0,
        maximum=float(held.max()) if held.size else 0.0,
        coefficient_of_variation=coefficient_of_variation(after),
        design_effect=kish_design_effect(after),
        effective_n=effective_size(after),
    )


@dataclass(frozen=True)
class WeightingHistory:
    """All steps in order. As text, a table of one line each."""

    steps: tuple[StepRecord, ...]

    def __str__(self) -> str:
        """Lay the steps out as a table."""
        width = max([4, *(len(step.name) for step in self.steps)])
        head = ("n", "sum before", "sum after", "min", "max", "cv", "deff", "effective n")
        lines = [f"{'step':<{width}}" + "".join(f"{title:>14}" for title in head)]
        for step in self.steps:
            cells = (
                f"{step.n}",
                f"{step.sum_before:.2f}",
                f"{step.sum_after:.2f}",
                f"{step.minimum:.4f}",
                f"{step.maximum:.4f}",
                f"{step.coefficient_of_variation:.4f}",
                f"{step.design_effect:.4f}",
                f"{step.effective_n:.1f}",
            )
            lines.append(f"{step.name:<{width}}" + "".join(f"{cell:>14}" for cell in cells))
        return "\n".join(lines)
