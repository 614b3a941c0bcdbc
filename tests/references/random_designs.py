"""Random samples for the second referee, as columns that both programs read."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
import svy
from hypothesis import strategies as st

from survey_statistics.designs.build import survey_design
from survey_statistics.designs.design import Design


@dataclass(frozen=True, eq=False)
class Case:
    """A random sample, as columns for both programs."""

    data: pl.DataFrame
    finite: bool
    groups: dict[str, float]
    kinds: dict[str, float]
    x_total: float

    def column(self, name: str) -> np.ndarray[Any, Any]:
        """One column."""
        return self.data[name].to_numpy()

    @property
    def ours(self) -> Design:
        """The design for us."""
        return survey_design(
            weights=self.column("w"),
            strata=[self.column("h")],
            clusters=[self.column("c")],
            population=[self.column("N")] if self.finite else [],
        )

    @property
    def theirs(self) -> svy.Sample:
        """The sample for svy."""
        size = {"pop_size": "N"} if self.finite else {}
        return svy.Sample(self.data, svy.Design(stratum="h", psu="c", wgt="w", **size))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw strata of clusters of rows, with weights, outcomes and margins within reach."""
    generator = np.random.default_rng(draw(st.integers(0, 2**32)))
    finite = draw(st.booleans())
    clusters = [draw(st.integers(2, 6)) for _ in range(draw(st.integers(2, 5)))]
    h = np.repeat(np.arange(len(clusters)), clusters)
    rows = generator.integers(3, 8, len(h))
    h, c = np.repeat(h, rows), np.repeat(np.arange(len(h)), rows)
    n = len(h)
    group, kind = np.array(["a", "b"])[np.arange(n) % 2], np.array(list("pqr"))[np.arange(n) % 3]
    generator.shuffle(group)
    weights = generator.uniform(1, 5, n)
    truth = weights * generator.uniform(0.8, 1.25, n)
    answered = generator.random(n) < 0.6
    answered[:6] = True
    x = generator.uniform(1, 5, n)
    data = pl.DataFrame(
        {
            "h": h.astype(str),
            "c": c,
            "w": weights,
            "N": np.array(clusters)[h] * generator.integers(3, 9),
            "x": x,
            "y": generator.normal(10, 3, n) + x,
            "z": generator.integers(0, 2, n),
            "group": group,
            "kind": kind,
            "status": np.where(answered, "rr", "nr"),
        }
    )
    sums = {name: float(truth[group == name].sum()) for name in "ab"}
    kinds = {name: float(truth[kind == name].sum()) for name in "pqr"}
    return Case(data, finite, sums, kinds, float(truth @ x))
