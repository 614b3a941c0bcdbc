"""What the index knows about one mentor: the facts that rules, scores and reasons read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mentor:
    """One mentor as the platform knows them at one moment.

    `requests` and `replies` count requests that arrived while the mentor had room and are old
    enough to judge; `decayed_requests` and `decayed_replies` are the same, weighted by age
    (see `mentor_matching.forecast.record`): the ranking reads these. Without them, None for both,
    every request weighs 1, so they are the plain counts.
    `expected_load` is the sum of acceptance chances of the requests still waiting for an answer.
    `free` of `places` are left this month.
    `reply_days` is the time within which the mentor usually replies, None when unknown.
    `wished_stages` and `wished_industries` are what the mentor asked to help with; empty
    means anyone. `programme` reserves the mentor for members of one programme; 0 is everyone.
    `gender` is read only for a seeker who asks for it.
    """

    id: int
    areas: tuple[str, ...]
    languages: tuple[str, ...]
    country: str = ""
    industries: tuple[str, ...] = ()
    wished_industries: tuple[str, ...] = ()
    wished_stages: tuple[str, ...] = ()
    employer: int = 0
    places: int = 3
    free: int = 3
    expected_load: float = 0.0
    requests: int = 0
    replies: int = 0
    decayed_requests: float | None = None
    decayed_replies: float | None = None
    reply_days: float | None = None
    is_open: bool = True
    is_adult: bool = True
    programme: int = 0
    gender: str = ""
