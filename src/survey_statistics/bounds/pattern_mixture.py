"""Sensitivity in k, the share among the silent over the share among respondents.

Source: R. Little (1993), Pattern-mixture models for multivariate incomplete data, JASA 88, 125-134.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from survey_statistics.bounds.errors import UnusableShare, share


@dataclass(frozen=True)
class Scenario:
    """What would be true if the silent had k times the respondents' share.

    Attributes:
        k: share among the silent over share among respondents.
        share: share in the whole sample.
        silent_share: share among the silent.
        response_with: response rate of those with the property; None if nobody has it.
        response_without: response rate of the others; None if everybody has it.
    """

    k: float
    share: float
    silent_share: float
    response_with: float | None
    response_without: float | None


def scenario(respondent_share: float, response_rate: float, k: float) -> Scenario:
    """Return the scenario of one k.

    The share is p(k) = rr p + (1 - rr) k p.

    Args:
        respondent_share: p, the share among respondents.
        response_rate: rr.
        k: from 0 (nobody silent has it) to 1/p (all of them do).

    Source: Little (1993), Pattern-mixture models for multivariate incomplete data, JASA 88.

    Raises:
        UnusableShare: k p is outside [0, 1].

    >>> one = scenario(238 / 900, 0.225, k=0.5)
    >>> round(one.share, 3), round(one.response_with, 3), round(one.response_without, 3)
    (0.162, 0.367, 0.197)
    """
    p, rr = (
        share("share among respondents", respondent_share),
        share("response rate", response_rate),
    )
    silent = k * p
    if not 0 <= silent <= 1:
        raise UnusableShare(
            f"k = {k} would put the share among the silent at {silent:g}; keep it from 0 to 1."
        )
    whole = rr * p + (1 - rr) * silent
    return Scenario(
        k=k,
        share=whole,
        silent_share=silent,
        response_with=rr * p / whole if whole > 0 else None,
        response_without=rr * (1 - p) / (1 - whole) if whole < 1 else None,
    )


def scenarios(respondent_share: float, response_rate: float, ks: Sequence[float]) -> list[Scenario]:
    """Return the sensitivity curve over several k.

    >>> [round(each.share, 4) for each in scenarios(238 / 900, 0.225, [0, 1])]
    [0.0595, 0.2644]
    """
    return [scenario(respondent_share, response_rate, k) for k in ks]


def silent_share_needed(respondent_share: float, response_rate: float, target: float) -> float:
    """Return the share among the silent at which the whole reaches `target`.

    The result may lie outside [0, 1]: then no answer of the silent reaches the target.

    Raises:
        UnusableShare: a share outside [0, 1], or nobody was silent.

    >>> round(silent_share_needed(238 / 900, 0.225, 0.10), 4)
    0.0523
    """
    p, rr = (
        share("share among respondents", respondent_share),
        share("response rate", response_rate),
    )
    if rr == 1:
        raise UnusableShare("Everybody answered: the whole is the respondents' share.")
    return (share("target", target) - rr * p) / (1 - rr)


def tipping_point(respondent_share: float, response_rate: float, target: float) -> float | None:
    """Return the k at which the whole reaches `target`, None when no possible k does.

    Raises:
        UnusableShare: a share outside [0, 1], or nobody was silent.

    >>> round(tipping_point(238 / 900, 0.225, 0.10), 3)
    0.198
    >>> tipping_point(238 / 900, 0.225, 0.05) is None
    True
    """
    needed = silent_share_needed(respondent_share, response_rate, target)
    if not 0 <= needed <= 1 or respondent_share == 0:
        return None
    return needed / respondent_share
