"""The factors of one suggestion as reasons."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mentor_matching.forecast.reply_rate import FEWEST_REQUESTS
from mentor_matching.reasons.reason import (
    AskedForIndustry,
    AskedForStage,
    HelpsWith,
    KnowsIndustry,
    Places,
    Reason,
    ReplyKnown,
    ReplyUnknown,
    SameCountry,
    Speaks,
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What seeker and mentor have in common, and what is known of the mentor.

    Strings are empty and tuples hold nothing where there is nothing in common.
    """

    areas: tuple[str, ...]
    languages: tuple[str, ...]
    country: str
    known_industry: str
    wished_industry: str
    wished_stage: str
    requests: int
    replies: int
    reply_days: float
    free: int
    places: int


def reasons_from(evidence: Evidence) -> tuple[Reason, ...]:
    """Every reason that holds, in the order a page shows them."""
    reasons: list[Reason] = [HelpsWith(evidence.areas), Speaks(evidence.languages)]
    if evidence.country:
        reasons.append(SameCountry(evidence.country))
    if evidence.known_industry:
        reasons.append(KnowsIndustry(evidence.known_industry))
    if evidence.wished_industry:
        reasons.append(AskedForIndustry(evidence.wished_industry))
    if evidence.wished_stage:
        reasons.append(AskedForStage(evidence.wished_stage))
    reasons.append(_reply(evidence))
    reasons.append(Places(evidence.free, evidence.places))
    return tuple(reasons)


def _reply(evidence: Evidence) -> Reason:
    if evidence.requests < FEWEST_REQUESTS:
        return ReplyUnknown()
    days = evidence.reply_days if np.isfinite(evidence.reply_days) else None
    return ReplyKnown(evidence.replies, evidence.requests, days)
