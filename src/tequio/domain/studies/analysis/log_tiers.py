"""Facts of the log that follow from others: whoever was mentored has written and got a reply.

A published frame leaves facts out where few people share them all, and of the log's tiers it may
leave out the middle one of a person whose others are told. A handful of gaps would keep a whole
tier from the weights: with them it sets too few respondents apart from another tier.
"""

from collections.abc import Mapping
from itertools import combinations
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

YES: Final = "1"
NO: Final = "0"
Columns = Mapping[str, NDArray[Any]]


def with_implied_tiers(frame: Columns, names: tuple[str, ...]) -> dict[str, NDArray[Any]]:
    """The columns (N,) with gaps of tiers filled that follow from a higher or a lower tier.

    Nothing follows from a tier that is told of nobody, nor between two tiers where the log itself
    has somebody at the higher and not at the lower.

    Args:
        frame: columns of text.
        names: tiers, the lowest first.

    >>> frame = {"log_m1": np.array(["", "1", "0", ""]), "log_m2": np.array(["1", "1", "0", "0"])}
    >>> found = with_implied_tiers(frame, ("log_m1", "log_m2"))
    >>> [column.tolist() for column in found.values()]
    [['1', '1', '0', ''], ['1', '1', '0', '0']]
    """
    filled = {name: frame[name].copy() for name in names if name in frame and any(frame[name])}
    for low, high in combinations(list(filled), 2):
        lower, higher = frame[low], frame[high]
        if not np.any((higher == YES) & (lower == NO)):
            filled[low][(lower == "") & (higher == YES)] = YES
            filled[high][(higher == "") & (lower == NO)] = NO
    return {**frame, **filled}
