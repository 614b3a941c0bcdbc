"""How unequal weights are, and what that costs.

Source: L. Kish (1992), Weighting for unequal P_i, J. Official Statistics 8, 183-200.
"""

import numpy as np

from survey_statistics.arrays import FloatArray


def kish_design_effect(weights: FloatArray) -> float:
    """Variance inflation by unequal weights (n,): n times the sum of squares over squared sum.

    Rows of weight zero are not in the sample. Source: Kish (1992), Journal of Official
    Statistics 8, 183-200.

    >>> kish_design_effect(np.array([1.0, 1.0, 4.0]))
    1.5
    """
    held = weights[weights != 0]
    if not held.size:
        return 1.0
    return float(held.size * (held @ held) / held.sum() ** 2)


def effective_size(weights: FloatArray) -> float:
    """Rows of equal weight that would be as precise as these weights (n,).

    >>> effective_size(np.array([1.0, 1.0, 4.0]))
    2.0
    """
    held = int(np.count_nonzero(weights))
    return held / kish_design_effect(weights)


def coefficient_of_variation(weights: FloatArray) -> float:
    """Standard deviation (divisor n) over mean of the weights (n,) above zero.

    >>> round(coefficient_of_variation(np.array([1.0, 1.0, 4.0])) ** 2, 12)
    0.5
    """
    return float(np.sqrt(max(kish_design_effect(weights) - 1, 0.0)))
