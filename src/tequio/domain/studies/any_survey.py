"""What three counts of any survey do and do not say: sampled, answered, and who said yes."""

from dataclasses import dataclass, replace

from survey_statistics.bounds import (
    Bounds,
    Scenario,
    manski_bounds_of_share,
    scenario,
    tipping_point,
    wilson_limits,
)

LARGEST_K = 1.25
STEPS = (0.0, 0.1, 0.25, 0.5, 0.75, 1.0, LARGEST_K)


class CannotBe(Exception):
    """Counts that do not contain each other; `field` is the one to correct."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@dataclass(frozen=True)
class Share:
    """`count` of `of`, with Wilson's 95% interval; everything but the counts is a share of 1."""

    count: int
    of: int
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Reading:
    """Everything that follows from the three counts.

    Attributes:
        response: how many of those asked answered.
        respondents: yes among those who answered; None when nobody did.
        floor: yes among all who were asked: as if no silent person would have said yes.
        worst: bounds without any assumption, with an Imbens-Manski interval.
        curve: the share for several k; empty when k decides nothing (see `k_decides`).
        largest_k: where the curve ends: 1.25, or where all of the silent would say yes.
        tipping: the k at which the share reaches the threshold; None without one or out of reach.
        threshold: the share asked about; None when none was.
    """

    response: Share
    respondents: Share | None
    floor: Share
    worst: Bounds
    curve: tuple[Scenario, ...]
    largest_k: float
    threshold: float | None
    tipping: float | None

    @property
    def silent(self) -> int:
        """How many were asked and did not answer."""
        return self.response.of - self.response.count

    @property
    def k_decides(self) -> bool:
        """Whether somebody is silent and somebody said yes, so that k moves the result."""
        return bool(self.curve)


def read(*, sampled: int, answered: int, yes: int, threshold: float | None = None) -> Reading:
    """What the counts say. Raises CannotBe when they do not contain each other."""
    if sampled < 1:
        raise CannotBe("sampled")
    if not 0 <= answered <= sampled:
        raise CannotBe("answered")
    if not 0 <= yes <= answered:
        raise CannotBe("yes")
    decides = 0 < answered < sampled and yes > 0
    p, rr = (yes / answered if answered else 0.0), answered / sampled
    largest = min(LARGEST_K, 1 / p) if p else LARGEST_K
    ks = [*(k for k in STEPS if k < largest), largest] if decides else []
    return Reading(
        response=_share(answered, sampled),
        respondents=_share(yes, answered) if answered else None,
        floor=_share(yes, sampled),
        worst=_worst(yes, answered, sampled),
        curve=tuple(scenario(p, rr, min(k, 1 / p)) for k in ks),
        largest_k=largest,
        threshold=threshold,
        tipping=tipping_point(p, rr, threshold) if decides and threshold is not None else None,
    )


def _worst(yes: int, answered: int, sampled: int) -> Bounds:
    """Bounds without assumptions; with nobody silent only the draw is left, so Wilson's limits."""
    found = manski_bounds_of_share(yes, answered, sampled)
    if answered < sampled:
        return found
    low, high = wilson_limits(yes, sampled)
    return replace(found, low=low, high=high)


def _share(count: int, of: int) -> Share:
    low, high = wilson_limits(count, of)
    return Share(count, of, count / of, low, high)
