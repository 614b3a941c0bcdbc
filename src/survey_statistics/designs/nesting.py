"""Turn columns of labels into stages whose units and strata are nested."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from survey_statistics.arrays import Codes, FloatArray, IntArray, encode, level_text, pair
from survey_statistics.designs.populations import read_population
from survey_statistics.designs.stage import Stage
from survey_statistics.errors import ALL, ClustersCrossStrata

LabelColumn = tuple[str, NDArray[Any]]
NumberColumn = tuple[str, FloatArray]


def nest_stages(
    n: int,
    strata: Sequence[LabelColumn],
    clusters: Sequence[LabelColumn],
    population: Sequence[NumberColumn],
    *,
    nest: bool,
    unequal: bool,
) -> tuple[Stage, ...]:
    """Code every stage, outermost first.

    Units below the first stage are nested in the unit above; with `nest` units of every stage
    are nested in their stratum. More strata columns than stages are crossed at the last.
    """
    stratum_codes = _cross_surplus([encode(values) for _, values in strata], max(1, len(clusters)))
    stages: list[Stage] = []
    for level in range(max(1, len(clusters))):
        parent = stages[-1] if stages else None
        own = stratum_codes[min(level, len(stratum_codes) - 1)] if stratum_codes else None
        coded_strata = _stage_strata(n, own, parent)
        units, owner = _stage_units(clusters, level, coded_strata, parent, nest=nest)
        if units is not None and owner is None:
            owner = _nested(coded_strata, units, clusters[level])
        column = _population_of(level, population)
        complete = bool(population) and column is None
        stages.append(_stage(coded_strata, units, owner, column, parent, complete, unequal, level))
    return tuple(stages)


def _population_of(level: int, population: Sequence[NumberColumn]) -> NumberColumn | None:
    """The column of a stage, None where the stage was taken whole.

    Ones beside sampling fractions of other stages are fractions: all of one.
    """
    if level >= len(population):
        return None
    beside_fractions = any((values < 1).any() for _, values in population)
    whole = beside_fractions and bool((population[level][1] == 1).all())
    return None if whole else population[level]


def _cross_surplus(codes: list[Codes], stage_count: int) -> list[Codes]:
    if len(codes) <= stage_count:
        return codes
    kept, surplus = codes[:stage_count], codes[stage_count:]
    last = kept[-1]
    for other in surplus:
        crossed, combinations = pair(last.codes, other.codes, other.count)
        outer, inner = np.divmod(combinations, other.count)
        labels = np.array(
            [f"{a}, {b}" for a, b in zip(last.labels[outer], other.labels[inner], strict=True)],
            dtype=object,
        )
        last = Codes(crossed, labels)
    return [*kept[:-1], last]


def _stage_strata(n: int, own: Codes | None, parent: Stage | None) -> Codes:
    if parent is None:
        return own or Codes(np.zeros(n, dtype=np.int64), np.array([ALL], dtype=object))
    if own is None:
        return Codes(parent.clusters, np.arange(parent.unit_count))
    crossed, combinations = pair(parent.clusters, own.codes, own.count)
    return Codes(crossed, own.labels[combinations % own.count])


def _stage_units(
    clusters: Sequence[LabelColumn],
    level: int,
    strata: Codes,
    parent: Stage | None,
    *,
    nest: bool,
) -> tuple[IntArray | None, IntArray | None]:
    """Code of each row's unit, and stratum of each unit where the nesting tells it.

    None and None if every row is its own unit.
    """
    if not clusters:
        return None, None
    own = encode(clusters[level][1])
    if own.count == len(strata.codes):
        return None, None
    if parent is None and not nest:
        return own.codes, None
    above = strata.codes if parent is None or nest else parent.clusters
    units, combinations = pair(above, own.codes, own.count, reuse=True)
    return units, combinations // own.count if above is strata.codes else None


def _stage(
    strata: Codes,
    units: IntArray | None,
    owner: IntArray | None,
    column: NumberColumn | None,
    parent: Stage | None,
    complete: bool,
    unequal: bool,
    level: int,
) -> Stage:
    n = len(strata.codes)
    clusters = np.arange(n) if units is None else units
    strata_of_clusters = strata.codes if owner is None else owner
    sampled = np.bincount(strata_of_clusters, minlength=strata.count)
    size, by_unit = read_population(
        column, strata, strata_of_clusters, clusters, sampled, complete, unequal, level
    )
    return Stage(
        clusters=clusters,
        strata=strata.codes,
        strata_of_clusters=strata_of_clusters,
        sampled=sampled,
        population=size,
        by_unit=by_unit,
        fraction_above=_fraction_above(parent, clusters, len(strata_of_clusters)),
        strata_labels=strata.labels,
        one_row_each=units is None,
    )


def _nested(strata: Codes, units: IntArray, column: LabelColumn) -> IntArray:
    """Stratum of each unit, refusing units that occur in two."""
    owner = np.empty(int(units.max()) + 1, dtype=np.int64)
    owner[units] = strata.codes
    astray = np.flatnonzero(owner[units] != strata.codes)
    if astray.size:
        name, values = column
        raise ClustersCrossStrata(level_text(values[astray[0]]), name)
    return owner


def _fraction_above(parent: Stage | None, clusters: IntArray, unit_count: int) -> FloatArray:
    if parent is None:
        return np.ones(1)
    above = parent.sampled_of_units / parent.population_of_units * parent.fraction_above
    by_unit = np.empty(unit_count)
    by_unit[clusters] = above[parent.clusters]
    return by_unit
