"""Jackknives: leave out one first-stage unit at a time."""

import numpy as np

from survey_statistics.arrays import FloatArray
from survey_statistics.designs.design import Design
from survey_statistics.errors import NotAvailable, SingleUnitStratum
from survey_statistics.replicates.pairs import pairs_of_units
from survey_statistics.replicates.units import (
    UnitReplicates,
    design_degrees_of_freedom,
    first_fraction,
    refuse_single_units,
    single_units,
)


def jackknife_1(design: Design) -> UnitReplicates:
    """Delete-one jackknife of an unstratified design with m units (JK1): m replicates.

    The remaining units carry m / (m - 1); the scale is (1 - f)(m - 1) / m, with the first-stage
    sampling fraction f where the design has one, as R survey does.

    Source: Wolter (2007), Introduction to Variance Estimation, chapter 4.

    Raises:
        NotAvailable: the design has strata.
        SingleUnitStratum: the design has one unit.

    >>> from survey_statistics.designs.build import survey_design
    >>> jackknife_1(survey_design(weights=[1.0, 1.0, 1.0])).factors.tolist()
    [[0.0, 1.5, 1.5], [1.5, 0.0, 1.5], [1.5, 1.5, 0.0]]
    """
    stage = design.stages[0]
    if stage.stratum_count > 1:
        raise NotAvailable("jackknife 1", "the design has strata. Use jackknife n.")
    m = stage.unit_count
    if m == 1:
        raise SingleUnitStratum(str(stage.strata_labels[0]))
    factors = np.full((m, m), m / (m - 1))
    np.fill_diagonal(factors, 0.0)
    fraction = float(first_fraction(design)[0])
    return UnitReplicates(
        factors, stage.clusters, (1 - fraction) * (m - 1) / m, np.ones(m), float(m - 1)
    )


def jackknife_n(design: Design) -> UnitReplicates:
    """Delete-one jackknife of a stratified design (JKn): a replicate for each unit.

    In the stratum of the unit left out, the others carry n_h / (n_h - 1), and the replicate's
    factor is (1 - f_h)(n_h - 1) / n_h. Strata with one unit follow the rule of the design, as
    R survey's `lonely.psu`: certainty adds nothing, scaled inflates the sum by the units over
    the replicates, centred leaves out the whole stratum. Strata taken whole count no degrees of
    freedom.

    Source: Rust and Rao (1996), Statistical Methods in Medical Research 5, 283-310.

    Raises:
        SingleUnitStratum: a stratum has one unit and the design names no rule.

    >>> from survey_statistics.designs.build import survey_design
    >>> design = survey_design(weights=[1.0] * 4, strata=[[1, 1, 2, 2]])
    >>> jackknife_n(design).factors.tolist()[0], jackknife_n(design).rscales.tolist()
    ([0.0, 2.0, 1.0, 1.0], [0.5, 0.5, 0.5, 0.5])
    """
    stage = design.stages[0]
    lonely = single_units(design)
    if design.single_unit == "error" or not (stage.sampled > 1).any():
        refuse_single_units(design)
    kept = np.flatnonzero(~lonely[stage.strata_of_clusters] | (design.single_unit == "centred"))
    factors = np.ones((stage.unit_count, len(kept)), order="F")
    sizes = stage.sampled.astype(np.float64)
    shares = (1 - first_fraction(design)) * (sizes - 1) / sizes
    for column, unit in enumerate(kept):
        stratum = stage.strata_of_clusters[unit]
        if lonely[stratum]:
            factors[:, column] = stage.stratum_count / (stage.stratum_count - 1)
            shares[stratum] = 1 - 1 / stage.stratum_count
        elif sizes[stratum] > 1:
            inside = stage.strata_of_clusters == stratum
            factors[inside, column] = sizes[stratum] / (sizes[stratum] - 1)
        factors[unit, column] = 0.0
    scale = stage.unit_count / len(kept) if design.single_unit == "scaled" else 1.0
    complete = first_fraction(design) >= 1
    return UnitReplicates(
        factors,
        stage.clusters,
        scale,
        shares[stage.strata_of_clusters[kept]],
        design_degrees_of_freedom(design) - float((sizes[complete] - 1).sum()),
    )


def jackknife_2(design: Design) -> UnitReplicates:
    """Paired jackknife (JK2): a replicate for each pair of units, one out, the other doubled.

    Strata with an even number of units are split into successive pairs. Only one of the two
    replicates of each pair is made, so the variance is centred at the full-sample estimate.
    Finite population corrections are ignored.

    Source: Rust and Rao (1996), Statistical Methods in Medical Research 5, 283-310.

    Raises:
        NotPaired: a stratum has an odd number of units.

    >>> from survey_statistics.designs.build import survey_design
    >>> jackknife_2(survey_design(weights=[1.0] * 4, strata=[[1, 1, 2, 2]])).factors.tolist()
    [[0.0, 1.0], [2.0, 1.0], [1.0, 0.0], [1.0, 2.0]]
    """
    first, second = pairs_of_units(design)
    count = len(first)
    factors: FloatArray = np.ones((design.stages[0].unit_count, count), order="F")
    factors[first, np.arange(count)] = 0.0
    factors[second, np.arange(count)] = 2.0
    return UnitReplicates(
        factors,
        design.stages[0].clusters,
        1.0,
        np.ones(count),
        design_degrees_of_freedom(design),
        mse=True,
    )
