"""The reference designs of R's school samples, with their columns, and how to compare with R."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.calculations.survey_statistics.weighting_references import numbers, stored, text

from survey_statistics.designs.build import survey_design
from survey_statistics.designs.design import Design

R = 1e-9  # the relative difference from R that the project allows
# R's exact zeros (a stratifier's share has no variance) come out as rounding of this size.
ZERO = 1e-12
DATA = {"srs": "apisrs", "strat": "apistrat", "clus1": "apiclus1", "clus2": "apiclus2"}
NAMES = tuple(f"{kind}{ending}" for kind in DATA for ending in ("", "_nofpc"))


@dataclass(frozen=True, eq=False)
class School:
    """A reference design and the columns of its data."""

    name: str
    design: Design

    @property
    def data(self) -> str:
        """Name of the data file."""
        return DATA[self.name.partition("_")[0]]

    def numbers(self, column: str) -> NDArray[np.float64]:
        """A column as numbers."""
        return numbers(self.data, column)

    def text(self, column: str) -> tuple[str, ...]:
        """A column as text."""
        return text(self.data, column)

    def case(self, ending: str) -> Any:
        """R's values for one case of this design."""
        return stored("survey_package")[f"{self.name}_{ending}"]["values"]


@cache
def school(name: str) -> School:
    """One of the eight reference designs."""
    kind, _, without = name.partition("_")
    data = DATA[kind]
    two_stage = kind == "clus2" and not without
    clusters = {"clus1": ["dnum"], "clus2": ["dnum", "snum"] if two_stage else ["dnum"]}
    population = [] if without else ["fpc1", "fpc2"] if two_stage else ["fpc"]
    from_population = (kind == "srs" and not without) or two_stage
    design = survey_design(
        weights=None if from_population else {"pw": numbers(data, "pw")},
        strata=[{"stype": text(data, "stype")}] if kind == "strat" else [],
        clusters=[{c: numbers(data, c)} for c in clusters.get(kind, [])],
        population=[{c: numbers(data, c)} for c in population],
    )
    return School(name, design)


def pairs(ours: Any, theirs: Any) -> Iterator[tuple[float, float]]:
    """Numbers side by side."""
    return zip(ours, theirs, strict=True)


def same(ours: float | None, theirs: float, tolerance: float = R) -> None:
    """Assert that a number is R's."""
    assert ours == pytest.approx(theirs, rel=tolerance, abs=ZERO)
