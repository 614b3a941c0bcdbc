"""Base weights: one over the probability of inclusion.

Source: D. Horvitz, D. Thompson (1952), JASA 47, 663-685.
"""

from collections.abc import Mapping

import numpy as np

from survey_statistics.arrays import Column, FloatArray, as_numbers, encode, named
from survey_statistics.errors import OutOfRange, PopulationTooSmall, UnknownLevel


def base_weights(probabilities: Column) -> FloatArray:
    """Weights (n,) from inclusion probabilities (n,).

    Raises:
        OutOfRange: a probability is missing, zero, negative or above one.

    >>> base_weights({"pi": [0.5, 0.1]}).tolist()
    [2.0, 10.0]
    """
    name, raw = named(probabilities, "inclusion probability")
    pi = as_numbers({name: raw}, name)
    wrong = np.flatnonzero(~((pi > 0) & (pi <= 1)))
    if wrong.size:
        raise OutOfRange(name, float(pi[wrong[0]]), "a probability above 0 and up to 1")
    return 1 / pi


def base_weights_by_stratum(strata: Column, population: Mapping[str, float]) -> FloatArray:
    """Weights (n,) of simple random samples within strata (n,): units over units drawn.

    Raises:
        UnknownLevel: a stratum without a population size.
        PopulationTooSmall: more units drawn than there are.

    >>> base_weights_by_stratum({"country": ["GT", "GT", "MX"]}, {"GT": 40, "MX": 90}).tolist()
    [20.0, 20.0, 90.0]
    """
    name, values = named(strata, "strata")
    coded = encode(values)
    drawn = np.bincount(coded.codes, minlength=coded.count)
    known = {str(stratum): float(size) for stratum, size in population.items()}
    sizes = np.empty(coded.count)
    for place, label in enumerate(map(str, coded.labels.tolist())):
        if label not in known:
            raise UnknownLevel(name, label, tuple(known), where="the population sizes")
        if known[label] < drawn[place]:
            raise PopulationTooSmall(name, label, int(drawn[place]), known[label])
        sizes[place] = known[label]
    return np.asarray((sizes / drawn)[coded.codes])
