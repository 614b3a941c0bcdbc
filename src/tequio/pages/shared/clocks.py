"""The face of a clock that runs on an ask."""

from dataclasses import dataclass
from datetime import datetime

CIRCUMFERENCE = 88.0  # of the drawn circle, radius 14


@dataclass(frozen=True)
class Face:
    """What the clock shows: its state and how much of the ring is filled."""

    state: str
    filled: str


def read(*, since: datetime, until: datetime, now: datetime, state: str) -> Face:
    """Read the clock: a running clock past its time is late."""
    if state == "running" and now > until:
        return Face("late", ring(1.0))
    if state == "ended":
        return Face("ended", ring(1.0))
    whole = (until - since).total_seconds()
    gone = (now - since).total_seconds() / whole if whole > 0 else 1.0
    return Face(state, ring(min(1.0, max(0.0, gone))))


def ring(share: float) -> str:
    """Give the dash pattern that fills `share` of the ring."""
    return f"{share * CIRCUMFERENCE:.1f} {CIRCUMFERENCE:.1f}"
