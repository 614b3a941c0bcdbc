"""What every part of the analysis works with: the material, its weights, and how to estimate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from survey_statistics.bounds import wilson_limits
from survey_statistics.designs.design import ReplicateDesign
from survey_statistics.estimation import (
    mean,
    median,
    net_promoter_score,
    proportion,
    stratified_share,
    total,
)
from survey_statistics.results import Estimate
from tequio.domain.studies.analysis import content, variables
from tequio.domain.studies.analysis.content import Content
from tequio.domain.studies.analysis.material import Flags, Floats, Material
from tequio.domain.studies.analysis.weights import Weighting, coarse

Indicator = Mapping[str, Any]
COVARIATES = ("country", "stage", "gender", "cohort")


@dataclass(frozen=True, eq=False)
class Context:
    """The material of a study with its weights."""

    material: Material
    weighting: Weighting

    @cached_property
    def everybody(self) -> Flags:
        """All released cases (n,)."""
        return np.ones(self.material.n, dtype=np.bool_)

    @cached_property
    def covariates(self) -> dict[str, np.ndarray]:
        """What the frame knew before, rare levels joined, for comparisons (n,)."""
        material = self.material
        return {
            name: coarse(material, name, material.answered)[0]
            for name in COVARIATES
            if material.holds_fact(name)
        }

    def design(self, form: str) -> tuple[ReplicateDesign, np.ndarray]:
        """Weights for a form with the cases they belong to; both forms together unless detailed."""
        if form == "detailed" and self.weighting.detailed is not None:
            return self.weighting.detailed, np.flatnonzero(self.material.detailed)
        return self.weighting.main, self.weighting.respondents

    def share(
        self,
        holds: Floats,
        *,
        denominator: str,
        among: Flags | None = None,
        form: str = "both",
        **more: Any,
    ) -> Content:
        """A weighted share with its interval: of everybody stratified, of some Korn-Graubard.

        Args:
            holds: 1, 0 or NaN for each case (n,).
            among: cases that the share is of (n,).
        """
        design, rows = self.design(form)
        y = holds[rows]
        where = (self.everybody if among is None else among)[rows] & ~np.isnan(y)
        if not where.any():
            return content.estimate(None, n=0, denominator=denominator, source="survey", **more)
        if among is None:  # of everybody: what the honesty dial moves
            more.setdefault("answered", as_everybody(self.material, holds, form))
        found = self._share(design, y, where, rows, is_of_all=among is None)
        count = int((y[where] == 1).sum())
        return content.from_estimate(
            found, denominator=denominator, count=count, form=form, **more
        )  # fmt: skip

    def _share(
        self, design: ReplicateDesign, y: Floats, where: Flags, rows: np.ndarray, *, is_of_all: bool
    ) -> Estimate:
        """The calibrated share of everybody knows the sizes of the strata; a part of them not."""
        level = self.material.confidence
        if not (y[where] == 1).any():
            return _nobody(design, int(where.sum()), level)
        if is_of_all:
            return stratified_share(design, y, {"log": self.logged[rows]}, where=where, level=level)
        labels = np.where(np.isnan(y), 0, y).astype(np.int64)
        return proportion(design, labels, levels=[1], where=where, level=level).only

    @cached_property
    def logged(self) -> np.ndarray:
        """What the logs say of the plan's definition of mentored (n,), one level if not held."""
        material = self.material
        name = f"log_m{material.definition[1]}"
        if not material.holds_fact(name):
            return np.full(material.n, "all", dtype=object)
        return coarse(material, name, material.answered)[0]

    def shares(
        self, values: np.ndarray, levels: Sequence[str], *, among: Flags, form: str = "both"
    ) -> list[Content]:
        """The weighted share of each level of a classification (n,)."""
        return [
            self.share(
                np.where(among, (values == level).astype(np.float64), np.nan),
                denominator="answered",
                among=among,
                form=form,
            )
            for level in levels
        ]

    def indicator(
        self, indicator: Indicator, *, among: Flags | None = None, form: str | None = None
    ) -> Content:
        """The estimate of an indicator of the plan, of its denominator or within `among`."""
        y = self.values_of(indicator)
        whom = self.denominator(str(indicator.get("denominator") or "responded"))
        if among is not None:
            whom = among if whom is None else whom & among
        kind = str(indicator.get("kind") or "proportion")
        where = form or str(indicator.get("form") or "both")
        named = str(indicator.get("denominator") or "responded")
        if kind == "proportion":
            return self.share(y, denominator=named, among=whom, form=where)
        found = self.quantity(kind, y, denominator=named, among=whom, form=where)
        currency = str(indicator.get("currency") or "")
        if currency and variables.is_money(str(indicator.get("variable") or "")):
            found |= {"unit": "money", "currency": currency}
        return found

    def quantity(
        self, kind: str, y: Floats, *, denominator: str, among: Flags | None = None,
        form: str = "both", unit: str | None = None,
    ) -> Content:  # fmt: skip
        """A weighted mean, median, total or net promoter score of a variable (n,)."""
        design, rows = self.design(form)
        values = y[rows]
        where = (self.everybody if among is None else among)[rows] & ~np.isnan(values)
        units = {"nps": "points", "mean": "number", "median": "number", "total": "number"}
        if where.sum() < 2:
            return content.estimate(
                None, n=int(where.sum()), denominator=denominator, source="survey",
                unit=unit or units[kind], form=form,
            )  # fmt: skip
        function = {"nps": net_promoter_score, "mean": mean, "median": median, "total": total}[kind]
        found = function(design, values, where=where, level=self.material.confidence).only
        said = answered_total(found, values[where], design.weights, self.material.response_rate)
        return content.from_estimate(
            found, denominator=denominator, unit=unit or units[kind], form=form,
            answered=said if kind == "total" else None,
        )  # fmt: skip

    def values_of(self, indicator: Indicator) -> Floats:
        """The variable of an indicator (n,), winsorised as the plan says."""
        return values_of(self.material, indicator)

    def denominator(self, name: str) -> Flags | None:
        """Cases of a denominator (n,); None for all who answered."""
        if name == "mentored":
            return np.asarray(self.material.tier(self.material.definition) == 1)
        if name == "contacted":
            return np.asarray(self.material.tier("M0") == 1)
        return None

    def indicators(self) -> list[Indicator]:
        """The indicators of the plan that the entrepreneurs' forms answer."""
        found = self.material.plan.get("indicators") or []
        return [one for one in found if one.get("form") != "mentor" and is_held(self.material, one)]


def values_of(material: Material, indicator: Indicator) -> Floats:
    """The variable of an indicator (n,), winsorised as the plan says."""
    spoke = material.answered | material.reached
    if is_share(indicator):
        return variables.holds(str(indicator["formula"]), material.values, material.unknown, spoke)
    y = variables.numbers(material.values, str(indicator["variable"]), material.n).copy()
    currency = indicator.get("currency")
    if currency and "currency" in material.values:
        y[material.values["currency"] != currency] = np.nan
    formula = str(indicator.get("formula") or "")
    if formula:
        chosen = variables.holds(formula, material.values, material.unknown, spoke)
        y[chosen != 1] = np.nan
    return winsorised(y, indicator.get("winsorise"), material.answered)


def is_held(material: Material, indicator: Indicator) -> bool:
    """Money without a currency is left out: pesos and quetzales do not add up."""
    names = variables.names_in(str(indicator.get("formula") or ""))
    names |= {str(indicator.get("variable") or "")} - {""}
    is_one_money = bool(indicator.get("currency")) or not variables.is_money(
        str(indicator.get("variable") or "")
    )
    return bool(names) and names <= set(material.values) and is_one_money


def _nobody(design: ReplicateDesign, n: int, level: float) -> Estimate:
    """Nobody among those who answered: an interval from zero."""
    return Estimate(
        "proportion", "1", value=0.0, standard_error=0.0, low=0.0,
        high=1 - (0.5 * (1 - level)) ** (1 / n), interval=f"korn-graubard {level:g}",
        degrees_of_freedom=design.degrees_of_freedom, n=n,
    )  # fmt: skip


def is_share(indicator: Indicator) -> bool:
    """Whether an indicator is a share of people."""
    return str(indicator.get("kind") or "proportion") == "proportion"


def winsorised(y: Floats, level: object, answered: Flags) -> Floats:
    """Values above the quantile `level` of those who answered set to it.

    >>> winsorised(np.array([1.0, 2.0, 100.0]), 0.5, np.array([True, True, True])).tolist()
    [1.0, 2.0, 2.0]
    """
    if not isinstance(level, int | float) or not 0 < float(level) < 1:
        return y
    held = y[answered & ~np.isnan(y)]
    return np.minimum(y, np.quantile(held, float(level))) if held.size else y


def counted(material: Material, holds: Floats, among: Flags | None = None) -> tuple[int, int]:
    """How many respondents hold, of how many whose answer is known."""
    where = material.answered & ~np.isnan(holds)
    if among is not None:
        where &= among
    return int((holds[where] == 1).sum()), int(where.sum())


def as_everybody(
    material: Material, holds: Floats, form: str, among: Flags | None = None
) -> Content | None:
    """Where the dial starts: the share among those who answered, and how many answered.

    The detailed form is given by lot: whoever had the short one is not silent. `among` is a group
    that the frame knows of everybody, so that its response is known.
    """
    x, n = counted(material, holds, among)
    here = np.ones(material.n, dtype=np.bool_) if among is None else among
    told = int((material.answered & here).sum()) if form == "detailed" else n
    rate = told / max(int(here.sum()), 1)
    return as_answered(x, n, rate, material.confidence) if n else None


def answered_total(found: Estimate, y: Floats, weights: Floats, rate: float) -> Content:
    """A total over everybody as it were if all were like those who answered; y of those in it."""
    ratio = float(y.sum()) / len(weights) * float(weights.sum()) / float(found.value or 1)
    ends = {"value": found.value, "low": found.low, "high": found.high}
    said = {name: None if end is None else content.tidy(end * ratio) for name, end in ends.items()}
    return {**said, "rate": content.tidy(rate), "unbounded": True}


def dial_by(
    context: Context, domain: str, holds: Floats, facts: np.ndarray, levels: Sequence[str],
    form: str = "both",
) -> Content:  # fmt: skip
    """The dial of a chart by group: each group moves by its own response."""
    found = {
        f"{domain}={level}": as_everybody(context.material, holds, form, facts == level)
        for level in levels
    }
    return content.dial(found, {})


def as_answered(x: int, n: int, rate: float, level: float) -> Content:
    """The share x of n with Wilson's limits, and the response rate.

    >>> as_answered(238, 900, 0.225, 0.95)["value"]
    0.2644444444
    """
    low, high = wilson_limits(x, n, level)
    ends = {"value": x / n, "low": low, "high": high, "rate": rate}
    return {name: content.tidy(value) for name, value in ends.items()}


def simple_share(
    x: int, n: int, *, denominator: str, source: str = "survey", level: float = 0.95, **more: Any
) -> Content:
    """An unweighted share with Wilson's interval."""
    if n == 0:
        return content.estimate(None, n=0, denominator=denominator, source=source, **more)
    low, high = wilson_limits(x, n, level)
    return content.estimate(
        x / n, n=n, denominator=denominator, source=source, low=low, high=high, level=level,
        interval=f"wilson {level:g}", count=x, **more,
    )  # fmt: skip
