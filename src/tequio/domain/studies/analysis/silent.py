"""What the honesty dial starts from: what those who answered say, and how many of whom they are.

The silent have k times the share (mean, total) of those who answered: Little (1993),
Pattern-mixture models for multivariate incomplete data. A group that only answers tell, like the
mentored, is itself k times as frequent among the silent (`docs/methods/honesty-dial.md`).
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from scipy.special import ndtri

from survey_statistics.bounds import wilson_limits
from tequio.domain.studies.analysis import content
from tequio.domain.studies.analysis.content import Content
from tequio.domain.studies.analysis.material import Flags, Floats, Material
from tequio.domain.studies.analysis.phases import BOTH, base_weights

ALIKE: Final = 1e-9  # weights that differ by less are the same
PROMOTERS, DETRACTORS = 9, 6


@dataclass(frozen=True, eq=False)
class Group:
    """People whom only their answers put into a group; `opposite` is everybody else.

    Attributes:
        holds: 1 in it, 0 not, NaN not known (n,).
        form: who was asked what it takes to know.
    """

    holds: Floats
    opposite: bool = False
    form: str = BOTH

    @property
    def flags(self) -> Flags:
        """Who is in the group (n,)."""
        return np.asarray(self.holds == (0 if self.opposite else 1))

    def both(self, other: "Group | None") -> "Group":
        """Those who are in this group and in another."""
        if other is None:
            return self
        gaps = np.isnan(self.holds) | np.isnan(other.holds)
        held = np.where(gaps, np.nan, (self.flags & other.flags).astype(np.float64))
        return Group(held, form=self.form if other.form == BOTH else other.form)


@dataclass(frozen=True, eq=False)
class Told:
    """Who told what is asked about, and with which weights.

    Attributes:
        weights: design weights, the second phase of the form in them (n,).
        here: whom the number is about, as far as the frame tells (n,).
        known: those of them, and of the group, whose answer is known (n,).
        rate: weighted share of `here` that answered.
        held: weighted share of those who answered that are in the group; None without one.
        part: weighted share of all who answered, here or not, that `known` are.
    """

    weights: Floats
    here: Flags
    known: Flags
    rate: float
    held: float | None
    part: float


def told(
    material: Material, y: Floats, form: str, within: Flags | None, group: Group | None
) -> Told | None:
    """Who told `y` (n,); None where nobody did."""
    if form == BOTH and group is not None:
        form = group.form
    weights = base_weights(material, form)
    here = np.ones(material.n, dtype=np.bool_) if within is None else within
    answered = material.answered & here & (weights > 0)
    known = answered & ~np.isnan(y)
    held: float | None = None
    counts = known
    if group is not None:
        sure = answered & ~np.isnan(group.holds)
        inside, counts = sure & group.flags, answered
        known = known & inside
        held = float(weights[inside].sum() / weights[sure].sum()) if inside.any() else None
    if not known.any():
        return None
    rate = float(weights[counts].sum() / weights[here].sum())
    part = float(weights[known].sum() / weights[material.answered].sum())
    return Told(weights, here, known, rate, held, part)


def share(
    material: Material, y: Floats, form: str, within: Flags | None = None,
    group: Group | None = None,
) -> Content | None:  # fmt: skip
    """Where a share starts: of those who told it, with Wilson's limits."""
    found = told(material, y, form, within, group)
    if found is None:
        return None
    w, values = found.weights[found.known], y[found.known] == 1
    low, high = limits(w, values.astype(np.float64), material.confidence)
    return _start(found, group, value=float(w @ values / w.sum()), low=low, high=high)


def quantity(
    material: Material, kind: str, y: Floats, form: str, within: Flags | None,
    group: Group | None, people: float,
) -> Content | None:  # fmt: skip
    """Where a mean, a total or a net promoter score starts; None for a median, which stays.

    Args:
        people: of how many a total is (the sum of the weights).
    """
    found = told(material, y, form, within, group)
    if found is None or kind == "median":
        return None
    w, values = found.weights[found.known], y[found.known]
    more: dict[str, Any] = {"unbounded": True}
    if kind == "nps":
        for name, hit in (("promoters", values >= PROMOTERS), ("detractors", values <= DETRACTORS)):
            more[name] = content.tidy(float(w @ hit / w.sum()))
        more.pop("unbounded")
        values = 100.0 * (values >= PROMOTERS) - 100.0 * (values <= DETRACTORS)
    middle = float(w @ values / w.sum())
    spread = float(w @ (values - middle) ** 2 / w.sum())
    half = float(ndtri((1 + material.confidence) / 2)) * np.sqrt(spread / effective(w))
    times = people * found.part if kind == "total" else 1.0
    ends = {"value": middle, "low": middle - half, "high": middle + half}
    if kind == "total":
        more["total"] = True
    return _start(found, group, **{name: end * times for name, end in ends.items()}, **more)


def limits(w: Floats, y: Floats, level: float) -> tuple[float, float]:
    """Wilson's limits of a weighted share, of as many as the weights are worth."""
    n = len(w) if np.ptp(w) <= ALIKE * w.mean() else effective(w)
    return wilson_limits(min(float(w @ y / w.sum()) * n, n), n, level)


def effective(w: Floats) -> float:
    """How many cases of equal weight tell as much (Kish).

    >>> effective(np.array([1.0, 1.0, 2.0])) < 3
    True
    """
    return float(w.sum() ** 2 / (w @ w))


def _start(found: Told, group: Group | None, **ends: Any) -> Content:
    held = {name: content.tidy(v) if isinstance(v, float) else v for name, v in ends.items()}
    held["rate"] = content.tidy(found.rate)
    if found.held is not None and group is not None:
        held |= {"held": content.tidy(found.held), "opposite": group.opposite}
    return held
