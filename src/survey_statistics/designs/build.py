"""From columns of a data set to a `Design`, with every refusal."""

from collections.abc import Sequence
from typing import Any, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from survey_statistics.arrays import (
    Column,
    FloatArray,
    as_numbers,
    named,
    refuse_gaps,
    row_blocks,
)
from survey_statistics.designs.design import Design, SingleUnitRule
from survey_statistics.designs.nesting import nest_stages
from survey_statistics.designs.single_units import refuse_single_units
from survey_statistics.designs.stage import Stage
from survey_statistics.errors import (
    MissingWeight,
    NegativeWeight,
    NoWeight,
    UnequalLengths,
    UnknownChoice,
)


def survey_design(
    *,
    weights: Column | None = None,
    strata: Sequence[Column] = (),
    clusters: Sequence[Column] = (),
    population: Sequence[Column] = (),
    size: int | None = None,
    nest: bool = False,
    unequal_probabilities: bool = False,
    single_unit: SingleUnitRule = "error",
) -> Design:
    """Describe how a sample was drawn.

    Each of `strata`, `clusters` and `population` holds one column (n,) per stage, outermost
    first; a column may be given as `{name: values}` so that errors can name it. Without clusters
    every row is a sampling unit. Strata of a stage that has none of its own are the units of the
    stage above. Population columns hold sizes (1 or more) or sampling fractions (below 1); with
    none, sampling counts as with replacement and only the first stage enters the variance; with
    fewer than stages, the remaining stages count as complete (R `survey::svydesign`). Without
    weights, the population sizes give them; without both, every weight is 1.

    Args:
        weights: (n,) sampling weights, zero or more.
        strata: Columns of strata.
        clusters: Columns of sampling units.
        population: Columns of population sizes or sampling fractions.
        size: Number of rows, where no column tells it.
        nest: Whether cluster identifiers start again in each stratum.
        unequal_probabilities: Allow sampling fractions that vary inside a stratum (Brewer's
            approximation for sampling with probability proportional to size).
        single_unit: Rule for strata with one sampled unit: "error" refuses; "certainty"
            contributes nothing; "scaled" contributes the average of the other strata;
            "centred" contributes the deviation from zero, the centre of all influence values.

    Raises:
        UnknownChoice: No such rule for single units.
        MissingWeight, NegativeWeight, NoWeight: Weights that cannot be used.
        ClustersCrossStrata: Identifiers repeat across strata and `nest` is false.
        PopulationVaries, PopulationTooSmall, MixedPopulation: Impossible population columns.
        SingleUnitStratum: A stratum has one sampled unit and no rule was named.

    Source: T. Lumley (2004), "Analysis of complex survey samples", J. Stat. Software 9(8).

    >>> design = survey_design(strata=[["a", "a", "b", "b"]], population=[[8, 8, 6, 6]])
    >>> design.weights.tolist()
    [4.0, 4.0, 3.0, 3.0]
    """
    if single_unit not in get_args(SingleUnitRule):
        raise UnknownChoice("rule for single units", single_unit, get_args(SingleUnitRule))
    n = _row_count(weights, strata, clusters, population, size)
    strata_columns = [_read_labels(c, f"strata{i + 1}", n) for i, c in enumerate(strata)]
    stages = nest_stages(
        n,
        strata_columns,
        [_read_labels(c, f"clusters{i + 1}", n) for i, c in enumerate(clusters)],
        [_read_population(c, f"population{i + 1}", n) for i, c in enumerate(population)],
        nest=nest,
        unequal=unequal_probabilities,
    )
    refuse_single_units(stages, single_unit, [name for name, _ in strata_columns])
    w = _population_weights(n, stages) if weights is None else read_weights(weights, n)
    return Design(weights=w, stages=stages, single_unit=single_unit)


def _population_weights(n: int, stages: tuple[Stage, ...]) -> FloatArray:
    """Inverse of the sampling fractions of all stages (n,); 1 where drawn with replacement."""
    w = np.ones(n)
    for stage in stages:
        share = stage.population_of_units / stage.sampled_of_units
        w *= np.where(np.isinf(share), 1.0, share)[stage.clusters]
    return w


def read_weights(weights: Column, n: int) -> FloatArray:
    """Read weights (n,).

    Raises:
        UnequalLengths: another number of rows. MissingWeight: a gap. NegativeWeight: below zero or
            infinite. NoWeight: all are zero.
    """
    name, _ = named(weights, "weights")
    w = as_numbers(weights, name)
    if len(w) != n:
        raise UnequalLengths(name, len(w), n)
    if all(_usable(w[block]) for block in row_blocks(n)) and w.any():
        return w
    missing = np.flatnonzero(np.isnan(w))
    if missing.size:
        raise MissingWeight(name, missing.tolist())
    wrong = np.flatnonzero((w < 0) | np.isinf(w))
    if wrong.size:
        raise NegativeWeight(name, wrong.tolist())
    raise NoWeight(name)


def _usable(w: FloatArray) -> bool:
    """Whether all of these weights are finite and none is negative; a gap is not."""
    return bool(w.min() >= 0 and w.max() < np.inf)


def _row_count(
    weights: Column | None,
    strata: Sequence[Column],
    clusters: Sequence[Column],
    population: Sequence[Column],
    size: int | None,
) -> int:
    if size is not None:
        return size
    given: list[Column] = [c for c in (weights, *clusters, *strata, *population) if c is not None]
    if not given:
        raise UnequalLengths("weights", 0, 1)
    return len(named(given[0], "")[1])


def _read_labels(column: Column, default: str, n: int) -> tuple[str, NDArray[Any]]:
    name, values = named(column, default)
    if len(values) != n:
        raise UnequalLengths(name, len(values), n)
    refuse_gaps(values, name)
    return name, values


def _read_population(column: Column, default: str, n: int) -> tuple[str, FloatArray]:
    name, values = named(column, default)
    numbers = as_numbers({name: _spread(values, n)}, name)
    if len(numbers) != n:
        raise UnequalLengths(name, len(numbers), n)
    refuse_gaps(numbers, name)
    return name, numbers


def _spread(values: NDArray[Any], n: int) -> ArrayLike:
    return np.broadcast_to(values, (n,)) if values.ndim == 0 else values
