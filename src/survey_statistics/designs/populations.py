"""Population sizes of the strata of a stage, from sizes or sampling fractions."""

import numpy as np

from survey_statistics.arrays import Codes, FloatArray, IntArray
from survey_statistics.errors import MixedPopulation, PopulationTooSmall, PopulationVaries

# Fractions are often typed with few digits; R compares sizes with the same slack.
_SLACK = 1e-9


def read_population(
    column: tuple[str, FloatArray] | None,
    strata: Codes,
    strata_of_clusters: IntArray,
    clusters: IntArray,
    sampled: IntArray,
    complete: bool,
    unequal: bool,
    level: int,
) -> tuple[FloatArray, bool]:
    """Population size of each stratum (H,), or of each unit (m,) with `unequal`.

    Without a column the sample counts as complete or, if no stage has one, as drawn with
    replacement (an infinite population). Second value: whether the sizes are by unit.

    Raises:
        MixedPopulation: Sizes and fractions in one column, or values not above zero.
        PopulationVaries: Values differ inside a stratum and `unequal` is false.
        PopulationTooSmall: A stratum holds more sampled units than its population.
    """
    if column is None:
        return (sampled.astype(np.float64) if complete else np.full(len(sampled), np.inf)), False
    name, values = column
    is_fraction = _is_fraction(name, values)
    by_stratum = np.empty(strata.count)
    by_stratum[strata.codes] = values
    constant = bool(np.all(by_stratum[strata.codes] == values))
    if not constant and not unequal:
        where = int(strata.codes[np.flatnonzero(by_stratum[strata.codes] != values)[0]])
        raise PopulationVaries(name, str(strata.labels[where]), level + 1)
    if constant:
        size = sampled / by_stratum if is_fraction else by_stratum
        _refuse_too_small(name, strata, sampled, size)
        return size, False
    by_unit = np.empty(len(strata_of_clusters))
    by_unit[clusters] = values
    return (sampled[strata_of_clusters] / by_unit if is_fraction else by_unit), True


def _is_fraction(name: str, values: FloatArray) -> bool:
    if not (values > 0).all() or ((values > 1).any() and (values < 1).any()):
        raise MixedPopulation(name)
    return bool((values < 1).any())


def _refuse_too_small(name: str, strata: Codes, sampled: IntArray, population: FloatArray) -> None:
    short = np.flatnonzero(population < sampled * (1 - _SLACK))
    if short.size:
        h = int(short[0])
        raise PopulationTooSmall(name, str(strata.labels[h]), int(sampled[h]), float(population[h]))
