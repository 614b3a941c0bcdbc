"""Why a mentor is suggested, as kinds with values. The page turns them into sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class HelpsWith:
    """The mentor helps with these of the needs, the strongest need first."""

    kind: ClassVar[str] = "helps_with"
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Speaks:
    """Languages that both speak, in the seeker's order."""

    kind: ClassVar[str] = "speaks"
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SameCountry:
    """Both are in this country."""

    kind: ClassVar[str] = "same_country"
    country: str


@dataclass(frozen=True, slots=True)
class KnowsIndustry:
    """The mentor knows the seeker's industry."""

    kind: ClassVar[str] = "knows_industry"
    industry: str


@dataclass(frozen=True, slots=True)
class AskedForIndustry:
    """The mentor asked to help businesses of this industry."""

    kind: ClassVar[str] = "asked_for_industry"
    industry: str


@dataclass(frozen=True, slots=True)
class AskedForStage:
    """The mentor asked to help businesses at this stage."""

    kind: ClassVar[str] = "asked_for_stage"
    stage: str


@dataclass(frozen=True, slots=True)
class ReplyKnown:
    """The mentor answered `replied` of the last `of` requests, usually within `days`."""

    kind: ClassVar[str] = "reply_record"
    replied: int
    of: int
    days: float | None


@dataclass(frozen=True, slots=True)
class ReplyUnknown:
    """Too few requests to say: we do not know yet."""

    kind: ClassVar[str] = "reply_unknown"


@dataclass(frozen=True, slots=True)
class Places:
    """`free` of `of` places are left this month."""

    kind: ClassVar[str] = "places"
    free: int
    of: int


Reason = (
    HelpsWith
    | Speaks
    | SameCountry
    | KnowsIndustry
    | AskedForIndustry
    | AskedForStage
    | ReplyKnown
    | ReplyUnknown
    | Places
)
