"""What every part of the analysis works with: the material, its weights, and how to estimate."""

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
from tequio.domain.studies.analysis import content, silent, variables
from tequio.domain.studies.analysis.amounts import above_nothing, with_contributors
from tequio.domain.studies.analysis.between import shown_tiers
from tequio.domain.studies.analysis.content import Content
from tequio.domain.studies.analysis.indicator_kinds import (
    Indicator,
    is_held,
    is_of_amounts,
    is_share,
)
from tequio.domain.studies.analysis.material import TIERS, Flags, Floats, Material
from tequio.domain.studies.analysis.phases import (
    BOTH,
    base_weights,
    form_of,
    form_of_formula,
    not_asked,
)
from tequio.domain.studies.analysis.silent import Group
from tequio.domain.studies.analysis.weighting_variables import coarse
from tequio.domain.studies.analysis.weights import Weighting

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
    def shown(self) -> tuple[str, ...]:
        """The definitions that may stand side by side without showing few people."""
        return shown_tiers(self.material)

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
        """Weights for a form with the cases they belong to; of all respondents for `both`."""
        return self.weighting.phases.get(form, (self.weighting.main, self.weighting.respondents))

    @cached_property
    def mentored(self) -> Group:
        """The mentored by the definition that counts here."""
        return self.group(self.material.definition)

    def group(self, definition: str, *, opposite: bool = False) -> Group:
        """The mentored by a definition, or those who were not.

        Fewer than the threshold of whom it is not known are counted among the others: apart, the
        difference of two tables would show what they said.
        """
        tier = self.material.tier(definition)
        open_here = np.isnan(tier) & self.material.answered
        open_here &= ~not_asked(self.material, definition)
        if 0 < open_here.sum() < self.material.threshold:
            tier = np.where(open_here, 0.0, tier)
        return Group(tier, opposite, form_of(definition))

    def share(
        self,
        holds: Floats,
        *,
        denominator: str,
        within: Flags | None = None,
        group: Group | None = None,
        form: str = BOTH,
        **more: Any,
    ) -> Content:
        """A weighted share with its interval: of everybody stratified, of some Korn-Graubard.

        Args:
            holds: 1, 0 or NaN for each case (n,).
            within: cases that the share is of, told by the frame (n,).
            group: people that the share is of, told by their answers.
        """
        design, rows = self.design(_asked(form, group))
        y = holds[rows]
        where = _where(self, within, group)[rows] & ~np.isnan(y)
        if not where.any():
            return content.estimate(None, n=0, denominator=denominator, source="survey", **more)
        more.setdefault("answered", silent.share(self.material, holds, form, within, group))
        is_of_all = within is None and group is None
        found = _shares(self, design, y, where, rows, is_of_all=is_of_all)
        count = int((y[where] == 1).sum())
        return content.from_estimate(
            found, denominator=denominator, count=count, form=form, **more
        )  # fmt: skip

    @cached_property
    def logged(self) -> np.ndarray:
        """What the logs say of the plan's definition of mentored (n,), one level if not held."""
        material = self.material
        name = f"log_m{material.definition[1]}"
        if not material.holds_fact(name):
            return np.full(material.n, "all", dtype=object)
        return coarse(material, name, material.answered)[0]

    def indicator(
        self, indicator: Indicator, *, within: Flags | None = None, group: Group | None = None
    ) -> Content:
        """The estimate of an indicator of the plan, of its denominator or of a part of it."""
        y = self.values_of(indicator)
        named = str(indicator.get("denominator") or "responded")
        whom = self.denominator(named)
        whom = group if whom is None else whom.both(group)
        kind = str(indicator.get("kind") or "proportion")
        form = asked_in(self.material, indicator)
        if kind == "proportion":
            return self.share(y, denominator=named, within=within, group=whom, form=form)
        found = self.quantity(kind, y, denominator=named, within=within, group=whom, form=form)
        held = known_values(self, indicator, self.everybody if within is None else within, group)
        if is_of_amounts(indicator):
            found = with_contributors(found, held, self.material.threshold)
        currency = str(indicator.get("currency") or "")
        if currency and variables.is_money(str(indicator.get("variable") or "")):
            found |= {"unit": "money", "currency": currency}
        return found

    def quantity(
        self, kind: str, y: Floats, *, denominator: str, within: Flags | None = None,
        group: Group | None = None, form: str = BOTH, unit: str | None = None,
    ) -> Content:  # fmt: skip
        """A weighted mean, median, total or net promoter score of a variable (n,)."""
        design, rows = self.design(_asked(form, group))
        values = y[rows]
        where = _where(self, within, group)[rows] & ~np.isnan(values)
        units = {"nps": "points", "mean": "number", "median": "number", "total": "number"}
        if where.sum() < 2:
            return content.estimate(
                None, n=int(where.sum()), denominator=denominator, source="survey",
                unit=unit or units[kind], form=form,
            )  # fmt: skip
        function = {"nps": net_promoter_score, "mean": mean, "median": median, "total": total}[kind]
        found = function(design, values, where=where, level=self.material.confidence).only
        found = above_nothing(found, values[where]) if kind in ("mean", "total") else found
        people = float(design.weights.sum())
        return content.from_estimate(
            found, denominator=denominator, unit=unit or units[kind], form=form,
            answered=silent.quantity(self.material, kind, y, form, within, group, people),
        )  # fmt: skip

    def values_of(self, indicator: Indicator) -> Floats:
        """The variable of an indicator (n,), winsorised as the plan says."""
        return values_of(self.material, indicator)

    def denominator(self, name: str) -> Group | None:
        """The people of a denominator; None for all who answered."""
        if name == "mentored":
            return self.mentored
        return self.group("M0") if name == "contacted" else None

    def indicators(self) -> list[Indicator]:
        """The indicators of the plan that the entrepreneurs' forms answer."""
        found = self.material.plan.get("indicators") or []
        held = [one for one in found if one.get("form") != "mentor" and is_held(self.material, one)]
        hidden = [self.material.tier(tier) for tier in TIERS if tier not in self.shown]
        return [
            one for one in held
            if not any(np.array_equal(self.values_of(one), tier, equal_nan=True) for tier in hidden)
        ]  # fmt: skip


def known_values(
    context: Context, indicator: Indicator, within: Flags, group: Group | None = None
) -> Floats:
    """The known values behind an indicator of some cases (n,), unordered."""
    y, material = context.values_of(indicator), context.material
    whom = context.denominator(str(indicator.get("denominator") or ""))
    whom = group if whom is None else whom.both(group)
    weights = base_weights(material, _asked(asked_in(material, indicator), whom))
    where = _where(context, within & material.answered & (weights > 0), whom)
    return np.asarray(y[where & ~np.isnan(y)])


def _where(context: Context, within: Flags | None, group: Group | None) -> Flags:
    where = context.everybody if within is None else within
    return where if group is None else where & group.flags


def asked_in(material: Material, indicator: Indicator) -> str:
    """The form whose weights an indicator needs: that of the plan, or what its formula asks."""
    form = str(indicator.get("form") or BOTH)
    names = variables.names_in(str(indicator.get("formula") or ""))
    return form_of_formula(names, material.definition) if form == BOTH else form


def _shares(
    context: Context, design: ReplicateDesign, y: Floats, where: Flags, rows: np.ndarray,
    *, is_of_all: bool,
) -> Estimate:  # fmt: skip
    """The calibrated share of everybody knows the sizes of the strata; a part of them not."""
    level = context.material.confidence
    if not (y[where] == 1).any():
        return _nobody(design, int(where.sum()), level)
    if is_of_all:
        strata = {"log": context.logged[rows]}
        return stratified_share(design, y, strata, where=where, level=level)
    labels = np.where(np.isnan(y), 0, y).astype(np.int64)
    return proportion(design, labels, levels=[1], where=where, level=level).only


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


def _nobody(design: ReplicateDesign, n: int, level: float) -> Estimate:
    """Nobody among those who answered: an interval from zero."""
    return Estimate(
        "proportion", "1", value=0.0, standard_error=0.0, low=0.0,
        high=1 - (0.5 * (1 - level)) ** (1 / n), interval=f"korn-graubard {level:g}",
        degrees_of_freedom=design.degrees_of_freedom, n=n,
    )  # fmt: skip


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


def _asked(form: str, group: Group | None) -> str:
    """The form whose weights count: what is asked, or else what tells who is in the group."""
    return group.form if form == BOTH and group is not None else form


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
