"""Sensitivity, agreement, power and multiple tests: printed examples and R's own functions.

D. Morton et al. (1982) as printed by P. Rosenbaum (2002), Observational Studies, 4.3.4: lead in the
blood of 33 exposed children and their matches; C. Cinelli, C. Hazlett (2020): Darfur; C. Manski's
bounds with the critical values of G. Imbens, C. Manski (2004); Y. Benjamini, Y. Hochberg (1995),
the fifteen p-values of section 3.1; L. Kish (1965), Survey Sampling, 11.7: half of the population
with weight 1, half with weight k, loses (k - 1)^2 / 4k; R 4.2.2 `stats`, its searches with
tol = 1e-14.
"""

from collections.abc import Iterator

import numpy as np
from tests.references.referee_row import Row

from survey_statistics.agreement import cohen_kappa
from survey_statistics.bounds import imbens_manski
from survey_statistics.comparison import robustness_value, rosenbaum_bound
from survey_statistics.multiple_testing import benjamini_hochberg, holm
from survey_statistics.power import (
    TwoGroups,
    detectable_difference_of_proportions,
    power_of_proportions,
    power_of_t_test,
    size_per_group_for_proportions,
    t_test_size_per_group,
)
from survey_statistics.weighting import effective_size, kish_design_effect

ROSENBAUM = "Rosenbaum 2002"
EXPOSED = (
    "38 23 41 18 37 36 23 62 31 34 24 14 21 17 16 20 15 10 45 39 22 35 49 48 44 35 43 39 34 13 "
)
EXPOSED += "73 25 27"
CONTROL = (
    "16 18 18 24 19 11 10 15 16 18 18 13 19 10 16 16 24 13 9 14 21 19 7 18 19 12 11 22 25 16 13 "
)
CONTROL += "11 13"
HIGHEST_P = {2.0: 0.0018, 3.0: 0.0136, 4.0: 0.0388, 4.25: 0.0468, 5.0: 0.0740}
P_VALUES = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344]
P_VALUES += [0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]
# R: p.adjust(P_VALUES, "holm") and "BH"
HOLM = [0.0015, 0.0056, 0.0247, 0.1140, 0.2211, 0.2780, 0.2780, 0.2780, 0.3213] + [1.0] * 6
HOCHBERG = [0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.0638571428571429, 0.0638571428571429]
HOCHBERG += [0.0645, 0.0765, 0.486, 0.581181818181818, 0.714875, 0.753230769230769]
HOCHBERG += [0.813214285714286, 1.0]


def cases_of_comparisons() -> Iterator[Row]:
    """Every printed number, compared at the digits printed, and R's in full."""
    yield from _hidden_causes()
    yield from _weights()
    yield from _agreement_and_tests()
    yield from _power()


def _hidden_causes() -> Iterator[Row]:
    pairs = np.array(EXPOSED.split(), dtype=float) - np.array(CONTROL.split(), dtype=float)
    for gamma, printed in HIGHEST_P.items():
        found = rosenbaum_bound(pairs, gamma, zeros="ranked").highest_p
        yield Row("lead in blood", f"gamma {gamma:g}", ROSENBAUM, printed, found, 4)
    darfur, source = robustness_value(4.184, 783), "Cinelli and Hazlett 2020"
    yield Row("Darfur", "robustness value", source, 0.139, darfur.value, 3)
    yield Row("Darfur", "partial R2", source, 0.022, darfur.partial_r2, 3)
    lost = robustness_value(4.184, 783, significance=0.05).value
    yield Row("Darfur", "robustness value at 5%", source, 0.076, lost, 3)
    for width, printed in ((0.0, 1.960), (1000.0, 1.645)):
        critical = imbens_manski(0, width, 1, 1).critical_value or 0
        yield Row(
            "interval of a set", f"width {width:g}", "Imbens and Manski 2004", printed, critical, 3
        )


def _weights() -> Iterator[Row]:
    for k, printed in {2: 0.125, 3: 0.333, 4: 0.562, 5: 0.800, 10: 2.025}.items():
        # a half of the population each: the half with weight k has one k-th of the sample
        weights = np.repeat([1.0, float(k)], [1000 * k, 1000])
        loss = kish_design_effect(weights) - 1
        yield Row("loss by weights", f"k = {k}", "Kish 1965", printed, loss - 1e-9, 3)
    weights = np.repeat([1.0, 2.0, 4.0], [60, 30, 10])
    by_hand = 160**2 / 340
    yield Row("effective n", "60, 30, 10 of 1, 2, 4", "by hand", by_hand, effective_size(weights))


def _agreement_and_tests() -> Iterator[Row]:
    readers = np.repeat([["y", "y", "n", "n"], ["y", "n", "y", "n"]], [20, 5, 10, 15], axis=1)
    yield Row("two readers", "kappa", "by hand", 0.4, cohen_kappa(readers) or 0)
    source = "R stats 4.2.2"
    for name, adjust, theirs in (("Holm", holm, HOLM), ("BH", benjamini_hochberg, HOCHBERG)):
        for place, (expected, ours) in enumerate(
            zip(theirs, adjust(P_VALUES).tolist(), strict=True), start=1
        ):
            yield Row("fifteen tests", f"{name} {place}", source, expected, ours)


def _power() -> Iterator[Row]:
    source = "R stats 4.2.2"
    yield Row(
        "power.t.test", "n 20", source, 0.868952801692498, power_of_t_test(TwoGroups(20, 20), 1)
    )
    yield Row("power.t.test", "n", source, 22.0210955700939, t_test_size_per_group(1, power=0.9))
    small = power_of_t_test(TwoGroups(12, 12), 0.8, 1.5, significance=0.01)
    yield Row("power.t.test", "n 12", source, 0.0861064941835761, small)
    pooled = power_of_proportions(TwoGroups(50, 50), 0.5, 0.25, variance="pooled")
    yield Row("power.prop.test", "n 50", source, 0.740165901331388, pooled)
    size = size_per_group_for_proportions(0.5, 0.25, power=0.9, variance="pooled")
    yield Row("power.prop.test", "n", source, 76.7069284517774, size)
    rise = detectable_difference_of_proportions(TwoGroups(100, 100), 0.1, variance="pooled")
    yield Row("power.prop.test", "p2", source, 0.24958964451548, 0.1 + rise)
