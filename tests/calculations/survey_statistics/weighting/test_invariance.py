"""What must not matter to weights and their standard errors: row order, labels, split rows."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_statistics.calibration import (
    BoundedCalibration,
    Exponential,
    LinearCalibration,
    Logit,
    PostStratification,
    Raking,
    categorical_margin,
    numeric_margin,
)
from survey_statistics.designs.build import survey_design
from survey_statistics.designs.design import Design
from survey_statistics.estimation.means import mean
from survey_statistics.replicates import balanced_repeated, jackknife_n
from survey_statistics.weighting import PropensityClasses, Trim, nonresponse_cells, weigh


@dataclass(frozen=True, eq=False)
class Rows:
    """Columns of a sample whose margins are within reach."""

    weights: np.ndarray
    stratum: np.ndarray
    cluster: np.ndarray
    group: np.ndarray
    kind: np.ndarray
    age: np.ndarray
    answered: np.ndarray
    y: np.ndarray

    def taken(self, order: np.ndarray) -> "Rows":
        """The rows in another order, or repeated."""
        return Rows(**{name: column[order] for name, column in vars(self).items()})

    @property
    def design(self) -> Design:
        return survey_design(weights=self.weights, strata=[self.stratum], clusters=[self.cluster])


@st.composite
def samples(draw: st.DrawFn) -> Rows:
    generator = np.random.default_rng(draw(st.integers(0, 2**32)))
    n = 96
    cluster = np.arange(n) // 8
    answered = generator.random(n) < 0.7
    answered[:12] = True
    return Rows(
        weights=generator.uniform(2, 6, n),
        stratum=cluster // 2,
        cluster=cluster,
        group=np.where(np.arange(n) % 2, "a", "b"),
        kind=np.array(list("pqr"))[np.arange(n) % 3],
        age=generator.uniform(20, 60, n),
        answered=answered,
        y=generator.normal(10, 2, n),
    )


def group(rows: Rows) -> Any:
    return categorical_margin({"group": rows.group}, {"a": 190, "b": 200})


def kind(rows: Rows) -> Any:
    return categorical_margin({"kind": rows.kind}, {"p": 130, "q": 125, "r": 135})


def age(rows: Rows) -> Any:
    return numeric_margin({"age": rows.age}, 390 * 40)


STEPS: dict[str, Callable[[Rows], Any]] = {
    "post-stratification": lambda rows: PostStratification(group(rows)),
    "raking": lambda rows: Raking((group(rows), kind(rows))),
    "linear": lambda rows: LinearCalibration((group(rows), age(rows))),
    "exponential": lambda rows: BoundedCalibration((group(rows), age(rows)), Exponential()),
    "logit": lambda rows: BoundedCalibration((group(rows), age(rows)), Logit(0.2, 4)),
    "non-response": lambda rows: nonresponse_cells({"kind": rows.kind}, respondents=rows.answered),
    "propensity": lambda rows: PropensityClasses(
        np.column_stack([np.ones(len(rows.age)), rows.age]),
        rows.answered,
        np.ones(len(rows.age), dtype=bool),
        classes=3,
    ),
    "trimming": lambda rows: Trim(upper=5.0, strict=True),
}
# Trimming shares by rows, so two half rows receive two shares.
SPLITTABLE = [name for name in STEPS if name != "trimming"]


@pytest.mark.parametrize("step", STEPS)
@given(rows=samples(), seed=st.integers(0, 100))
@settings(max_examples=10, deadline=None)
def test_row_order_changes_no_weight(step: str, rows: Rows, seed: int) -> None:
    order = np.random.default_rng(seed).permutation(len(rows.y))
    turned = rows.taken(order)
    np.testing.assert_allclose(
        STEPS[step](turned).adjust(turned.weights),
        STEPS[step](rows).adjust(rows.weights)[order],
        rtol=1e-8,
    )


@pytest.mark.parametrize("step", SPLITTABLE)
@given(rows=samples(), split=st.integers(0, 95))
@settings(max_examples=10, deadline=None)
def test_two_rows_of_half_the_weight_are_one_row(step: str, rows: Rows, split: int) -> None:
    halves = np.append(np.arange(96), split)
    doubled = rows.taken(halves)
    doubled.weights[[split, 96]] /= 2

    whole = STEPS[step](rows).adjust(rows.weights)
    found = STEPS[step](doubled).adjust(doubled.weights)

    assert found[split] + found[96] == pytest.approx(whole[split], rel=1e-8, abs=1e-12)
    others = np.delete(np.arange(96), split)
    np.testing.assert_allclose(found[others], whole[others], rtol=1e-8, atol=1e-12)


# R's residuals of raking are plain means over rows, so its standard error counts rows.
TAYLOR = ["post-stratification", "linear", "exponential", "logit"]


@pytest.mark.parametrize("step", TAYLOR)
@given(rows=samples(), split=st.integers(0, 95))
@settings(max_examples=10, deadline=None)
def test_two_rows_of_half_the_weight_leave_the_standard_error(step, rows, split) -> None:
    doubled = rows.taken(np.append(np.arange(96), split))
    doubled.weights[[split, 96]] /= 2
    errors = [
        mean(weigh(r.weights, [STEPS[step](r)]).design(r.design), r.y).only.standard_error
        for r in (rows, doubled)
    ]
    assert errors[1] == pytest.approx(errors[0], rel=1e-7)


@pytest.mark.parametrize("method", [jackknife_n, balanced_repeated])
@given(rows=samples(), seed=st.integers(0, 100))
@settings(max_examples=10, deadline=None)
def test_row_order_and_labels_change_no_replicate_standard_error(method, rows, seed) -> None:
    generator = np.random.default_rng(seed)
    turned = rows.taken(generator.permutation(96))
    if method is jackknife_n:
        # Half-samples pair units by the order of their labels: only orders may change there.
        turned = replace(
            turned,
            stratum=generator.permutation(6)[turned.stratum],
            cluster=generator.permutation(12)[turned.cluster],
        )
    errors = [
        mean(
            method(r.design).weights(r.weights, [Raking((group(r), kind(r)))]), r.y
        ).only.standard_error
        for r in (rows, turned)
    ]
    assert errors[1] == pytest.approx(errors[0], rel=1e-8)
