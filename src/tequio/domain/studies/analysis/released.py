"""A property of all who were asked: at least, at most, and as a follow-up or the logs bound it.

Every released case has its design weight, so that a stratum of which more were drawn counts for
no more than it is. Where all weights are the same these are counts with Wilson's limits.
Sampling fractions are not taken off the variance.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from scipy.special import ndtri

from survey_statistics.bounds import Bounds, hansen_hurwitz, imbens_manski, wilson_limits
from survey_statistics.estimation import mean
from tequio.domain.studies.analysis import content
from tequio.domain.studies.analysis.content import Content
from tequio.domain.studies.analysis.context import Context, counted
from tequio.domain.studies.analysis.material import Flags, Floats, Material
from tequio.domain.studies.analysis.phases import BOTH, base_weights, form_of
from tequio.domain.studies.analysis.silent import ALIKE, effective, limits
from tequio.domain.studies.analysis.weights import design_of


@dataclass(frozen=True, eq=False)
class Released:
    """What the released told of a property.

    Attributes:
        material: the study.
        holds: 1, 0, or NaN for those who did not tell (n,).
        form: who was asked.
        weights: design weights with the second phase of the form (n,).
        known: told it in the first phase (n,).
        yes, answered: counts of those who told it.
    """

    material: Material
    holds: Floats
    form: str
    weights: Floats
    known: Flags
    yes: int
    answered: int

    @classmethod
    def of(cls, context: Context, definition: str) -> "Released | None":
        """Mentored by a definition; None where nobody told it."""
        material = context.material
        return cls.told(material, material.tier(definition), form_of(definition))

    @classmethod
    def told(cls, material: Material, holds: Floats, form: str) -> "Released | None":
        """A property (n,) that a form asks for."""
        weights = base_weights(material, form)
        asked = np.where(weights > 0, holds, np.nan)
        x, n = counted(material, asked)
        known = material.answered & ~np.isnan(asked)
        return cls(material, asked, form, weights, known, x, n) if n else None

    @cached_property
    def plain(self) -> bool:
        """Whether all released count the same."""
        return bool(np.ptp(self.weights) <= ALIKE * self.weights.mean())

    @cached_property
    def rate(self) -> float:
        """Weighted share of the released that told it."""
        return self.part(self.known)

    @cached_property
    def share(self) -> float:
        """Weighted share of yes among those who told it."""
        return self.part(self.said) / self.rate

    @property
    def left_some_out(self) -> bool:
        """Whether somebody who answered was not asked this."""
        return bool((self.material.answered & (self.weights == 0)).any())

    @property
    def said(self) -> Flags:
        """Told it in the first phase, and it holds (n,)."""
        return np.asarray(self.known & (self.holds == 1))

    def part(self, where: Flags) -> float:
        """Weighted share of all released that `where` (n,) is."""
        return float(self.weights[where].sum() / self.weights.sum())

    def error(self, where: Flags) -> float:
        """The standard error of that share."""
        if self.plain:
            p, n = self.part(where), len(where)
            return float(np.sqrt(p * (1 - p) / n))
        held = self.weights > 0
        design = design_of(self.material, self.weights)
        return float(mean(design, where[held].astype(np.float64)).only.standard_error or 0.0)

    def worth(self, where: Flags) -> float:
        """How many cases of a simple random sample tell as much of that share."""
        if self.plain:
            return float(len(where))
        p, error = self.part(where), self.error(where)
        held = effective(self.weights[self.weights > 0])
        return float(p * (1 - p) / error**2) if 0 < p < 1 and error > 0 else held


def of_all_who_answered(said: Released) -> Content:
    """Of those who answered, where those who were asked stand for those who were not."""
    weights = said.weights[said.known]
    holds = (said.holds[said.known] == 1).astype(np.float64)
    level = said.material.confidence
    low, high = limits(weights, holds, level)
    return content.estimate(
        said.share, n=said.answered, denominator="responded", source="survey", low=low, high=high,
        level=level, interval=f"wilson {level:g}",
    )  # fmt: skip


def floor(said: Released) -> Content:
    """As if nobody silent had it."""
    value, n = said.part(said.said), said.worth(said.said)
    level = said.material.confidence
    x = said.yes if said.plain else value * n
    low, high = wilson_limits(x, n, level)
    return content.estimate(
        value, n=said.answered, denominator="sampled", source="survey", low=low, high=high,
        level=level, interval=f"wilson {level:g}", count=said.yes,
    )  # fmt: skip


def worst(said: Released) -> Content:
    """Without any assumption: nobody silent has it, or all of them do."""
    most = said.said | (~said.known & (said.weights > 0))
    return _bounds(said, said.said, most, "survey")


def _bounds(said: Released, least: Flags, most: Flags, source: str) -> Content:
    """Two ends with an interval for the truth (Imbens and Manski)."""
    shares, errors = [said.part(s) for s in (least, most)], [said.error(s) for s in (least, most)]
    found = imbens_manski(shares[0], shares[1], errors[0], errors[1], said.material.confidence)
    return as_range(found, said.answered, source)


def as_range(found: Bounds, n: int, source: str) -> Content:
    """Bounds as a result: no value, the two ends, and an interval for the truth."""
    return content.estimate(
        None, n=n, denominator="sampled", source=source,
        low=None if found.low is None else max(found.low, 0.0),
        high=None if found.high is None else min(found.high, 1.0),
        interval="imbens-manski", lower=content.tidy(found.lower),
        upper=content.tidy(found.upper),
    )  # fmt: skip


def by_logs(context: Context, definition: str, said: Released) -> dict[str, Content]:
    """Bounds that the logs leave: the silent whom the log shows mentored are, those who never
    wrote are not, those between may be (help found outside the platform's messages).
    """
    material = context.material
    logged, wrote = material.log(definition), material.log("M0")
    silent = ~material.answered
    if np.isnan(logged).all() or np.isnan(wrote).all():
        return {}
    least = said.said | (silent & (logged == 1))
    row = _bounds(said, least, least | (silent & (wrote == 1)), "log")
    w = base_weights(material, BOTH)
    theirs, answered = (
        float(w[side] @ (logged[side] == 1) / w[side].sum()) if side.any() else None
        for side in (silent, material.answered)
    )
    row["k"] = content.tidy(theirs / answered) if theirs is not None and answered else None
    return {"log_bounded": row}


def follow_up(material: Material, said: Released) -> dict[str, Content]:
    """Hansen and Hurwitz, with the bounds that the follow-up leaves."""
    reached = material.reached & ~np.isnan(said.holds)
    if not reached.any():
        return {}
    theirs = said.holds[reached] == 1
    planned = material.tier(material.definition)
    apart = reached & ~np.isnan(planned) & (said.holds != planned)
    if (
        min(theirs.sum(), (~theirs).sum()) < material.threshold
        or 0 < apart.sum() < material.threshold
    ):
        none = content.estimate(None, n=0, denominator="sampled", source="follow_up")
        hidden = {**none, "n": None, "suppressed": True}
        return {"follow_up": hidden, "follow_up_worst": hidden}
    found = _plain_follow_up(said, reached) if said.plain else _weighted_follow_up(said, reached)
    shared: dict[str, Any] = {
        "n": said.answered + int(reached.sum()), "denominator": "sampled", "source": "follow_up",
    }  # fmt: skip
    value, error, theirs, lower, upper = found
    half = float(ndtri((1 + material.confidence) / 2)) * error
    return {
        "follow_up": content.estimate(
            value, low=max(value - half, 0.0), high=min(value + half, 1.0), standard_error=error,
            interval="hansen-hurwitz", followed_up_share=content.tidy(theirs),
            reached=int(reached.sum()), drawn=int(material.followed.sum()), **shared,
        ),
        "follow_up_worst": content.estimate(
            None, lower=content.tidy(lower), upper=content.tidy(upper), **shared
        ),
    }  # fmt: skip


def _plain_follow_up(said: Released, reached: Flags) -> tuple[float, float, float, float, float]:
    found = hansen_hurwitz(
        sampled=said.material.n, respondents=said.answered, successes=said.yes,
        drawn=int(said.material.followed.sum()), reached=int(reached.sum()),
        reached_successes=int((said.holds[reached] == 1).sum()),
        confidence=said.material.confidence,
    )  # fmt: skip
    bounds = found.worst_case
    return (found.value, found.standard_error, found.followed_up_share, bounds.lower, bounds.upper)


def _weighted_follow_up(said: Released, reached: Flags) -> tuple[float, float, float, float, float]:
    """The same with design weights; the two phases add their variances."""
    w = said.weights
    yes = reached & (said.holds == 1)
    theirs = float(w[yes].sum() / w[reached].sum())
    silent, base = 1 - said.rate, said.part(said.said)
    drawn = w[said.material.followed].sum()
    missed = float(w[said.material.followed & ~reached].sum() / drawn)
    least = float(w[yes].sum() / drawn)
    second = silent**2 * theirs * (1 - theirs) / effective(w[reached])
    error = float(np.sqrt(said.error(said.said) ** 2 + second))
    lower = base + silent * least
    return base + silent * theirs, error, theirs, lower, lower + silent * missed
