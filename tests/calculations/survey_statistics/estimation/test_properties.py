"""Changes of writing that may not change a number."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_statistics.designs.build import survey_design
from survey_statistics.designs.design import Design
from survey_statistics.estimation.means import mean, ratio, total
from survey_statistics.estimation.proportions import proportion
from survey_statistics.estimation.quantiles import median
from survey_statistics.results import Estimates


@dataclass(frozen=True)
class Sample:
    """A stratified two-stage sample: one entry a row."""

    strata: np.ndarray
    clusters: np.ndarray
    units: np.ndarray
    weights: np.ndarray
    y: np.ndarray
    group: np.ndarray

    def design(self) -> Design:
        return survey_design(
            weights=self.weights,
            strata=[self.strata],
            clusters=[self.clusters, self.units],
            population=[np.full(len(self.y), 50), np.full(len(self.y), 80)],
            nest=True,
            single_unit="certainty",
        )

    def taken(self, rows: np.ndarray) -> "Sample":
        return Sample(*(column[rows] for column in vars(self).values()))


@st.composite
def samples(draw: st.DrawFn) -> Sample:
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    n = draw(st.integers(8, 60))
    strata = rng.integers(0, draw(st.integers(1, 3)), n)
    clusters = rng.integers(0, draw(st.integers(2, 5)), n)
    units = np.arange(n)
    y = rng.normal(50, 10, n).round(2)
    y[rng.random(n) < draw(st.sampled_from([0.0, 0.2]))] = np.nan
    return Sample(strata, clusters, units, rng.uniform(1, 9, n), y, rng.integers(0, 3, n))


Estimator = Callable[[Sample], Estimates]
ESTIMATORS: dict[str, Estimator] = {
    "mean": lambda s: mean(s.design(), s.y, by={"g": s.group}),
    "total": lambda s: total(s.design(), s.y, by={"g": s.group}),
    "ratio": lambda s: ratio(s.design(), s.y, s.weights + 3, where=s.group > 0),
    "proportion": lambda s: proportion(s.design(), s.group.astype(str), by={"h": s.clusters % 2}),
    "median": lambda s: median(s.design(), s.y, by={"g": s.group}),
}
every_estimator = pytest.mark.parametrize("estimator", ESTIMATORS)


def assert_same(one: Estimates, other: Estimates, *, counts: bool = True) -> None:
    assert one.values == pytest.approx(other.values, rel=1e-9, nan_ok=True)
    assert one.standard_errors == pytest.approx(
        other.standard_errors, rel=1e-7, abs=1e-9, nan_ok=True
    )
    assert [e.degrees_of_freedom for e in one] == [e.degrees_of_freedom for e in other]
    if counts:
        assert [e.n for e in one] == [e.n for e in other]


@every_estimator
@given(sample=samples(), seed=st.integers(0, 1000))
@settings(max_examples=30, deadline=None)
def test_the_order_of_rows_changes_nothing(estimator: str, sample: Sample, seed: int) -> None:
    rows = np.random.default_rng(seed).permutation(len(sample.y))
    assert_same(ESTIMATORS[estimator](sample), ESTIMATORS[estimator](sample.taken(rows)))


@every_estimator
@given(sample=samples())
@settings(max_examples=30, deadline=None)
def test_names_of_strata_and_clusters_change_nothing(estimator: str, sample: Sample) -> None:
    renamed = Sample(
        np.array(["north", "south", "centre"], dtype=object)[sample.strata],
        np.array([f"{9 - c}-school" for c in sample.clusters], dtype=object),
        sample.units[::-1].copy() * 7,
        sample.weights,
        sample.y,
        sample.group,
    )
    by = {"h": sample.clusters % 2}
    if estimator == "proportion":
        assert_same(
            proportion(sample.design(), sample.group.astype(str), by=by),
            proportion(renamed.design(), sample.group.astype(str), by=by),
        )
    else:
        assert_same(ESTIMATORS[estimator](sample), ESTIMATORS[estimator](renamed))


@every_estimator
@given(sample=samples(), data=st.data())
@settings(max_examples=30, deadline=None)
def test_splitting_a_row_inside_its_unit_changes_nothing(
    estimator: str, sample: Sample, data: st.DataObject
) -> None:
    row = data.draw(st.integers(0, len(sample.y) - 1))
    split = sample.taken(np.append(np.arange(len(sample.y)), row))
    split.weights[[row, -1]] /= 2
    if estimator == "ratio":  # its denominator is made of the weights
        denominator = sample.weights + 3
        one = ratio(sample.design(), sample.y, denominator)
        other = ratio(split.design(), split.y, np.append(denominator, denominator[row]))
        assert_same(one, other, counts=False)
    else:
        assert_same(ESTIMATORS[estimator](sample), ESTIMATORS[estimator](split), counts=False)


@given(sample=samples())
@settings(max_examples=50, deadline=None)
def test_totals_of_domains_add_up(sample: Sample) -> None:
    domains = total(sample.design(), sample.y, by={"g": sample.group})
    whole = total(sample.design(), sample.y).only
    assert np.nansum(domains.values) == pytest.approx(whole.value)
    ones = np.ones(len(domains))
    added = float(np.sqrt(max(ones @ domains.covariance @ ones, 0.0)))
    assert added == pytest.approx(whole.standard_error, rel=1e-7, abs=1e-6)


@given(sample=samples())
@settings(max_examples=50, deadline=None)
def test_shares_of_levels_add_up_to_one(sample: Sample) -> None:
    shares = proportion(sample.design(), {"g": sample.group.astype(str)})
    assert shares.values.sum() == pytest.approx(1.0)
    assert shares.covariance.sum() == pytest.approx(0.0, abs=1e-12)
