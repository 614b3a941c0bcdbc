"""Who is in the community: plain values, nothing that knows a database."""

from dataclasses import dataclass
from datetime import date, datetime

from community_simulation.community.tables import Town, Trade


@dataclass(frozen=True)
class Business:
    """`trade` is in the owner's words; `industry` is a class of ISIC Rev. 4."""

    name: str
    trade: str
    industry: str
    stage: str


@dataclass(frozen=True)
class Need:
    area: str
    because: str


@dataclass(frozen=True)
class Story:
    """What was on somebody's mind, and the needs found in it."""

    text: str
    language: str
    told_at: datetime
    needs: tuple[Need, ...]


@dataclass(frozen=True)
class Offer:
    """What a mentor offers; `paused_until` is the day the pause ends."""

    headline: str
    about: str
    employer: str
    areas: tuple[str, ...]
    industries: tuple[str, ...]
    stages: tuple[str, ...]
    places_a_month: int
    good_ask: str
    paused_until: date | None
    lapsed_at: datetime | None


@dataclass(frozen=True)
class Person:
    """One person; `hindrance` is the true reason for never asking: O, W, E, looking, or none."""

    key: int
    email: str
    name: str
    gender: str
    language: str
    languages: tuple[str, ...]
    town: Town
    portrait_seed: int
    joined_at: datetime
    last_seen_at: datetime
    business: Business | None = None
    trade: Trade | None = None
    story: Story | None = None
    offer: Offer | None = None
    staff_role: str = ""
    hindrance: str = ""
    is_active: bool = True

    @property
    def given_name(self) -> str:
        return self.name.split(" ", 1)[0]

    @property
    def stage(self) -> str:
        return self.business.stage if self.business else ""
