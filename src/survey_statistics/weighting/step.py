"""What a weighting step is: weights in, weights out, for one column or for many."""

from typing import Protocol

from survey_statistics.arrays import FloatArray


class WeightingStep(Protocol):
    """One adjustment of the weights, the same for the sample and for each of its replicates."""

    @property
    def name(self) -> str:
        """Name of the step in a history of weights."""
        ...

    def adjust(self, weights: FloatArray) -> FloatArray:
        """Return adjusted weights, (n,) or (n, R) as given."""
        ...
