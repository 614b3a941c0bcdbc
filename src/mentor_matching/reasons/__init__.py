"""Reasons for a suggestion."""

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

__all__ = [
    "AskedForIndustry",
    "AskedForStage",
    "HelpsWith",
    "KnowsIndustry",
    "Places",
    "Reason",
    "ReplyKnown",
    "ReplyUnknown",
    "SameCountry",
    "Speaks",
]
