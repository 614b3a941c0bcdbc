"""A day of the mentors: who comes by reads the queue in order until the places are gone."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from community_simulation.market.season.requests import Requests
from community_simulation.market.season.setting import DAYS_A_WEEK, Mentors, Setting

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


def read_queues(
    requests: Requests,
    free: Integers,
    mentors: Mentors,
    setting: Setting,
    today: int,
    rng: np.random.Generator,
) -> None:
    """Read what waits, answer some of it, and take accepted requests off `free` (m,).

    A mentor who visits reads in order of arrival while a place is left. What was read without
    a reply stays silent for good; what was not read waits in the backlog.
    """
    visits = rng.random(len(free)) < setting.visits
    queue = requests.unread(today, setting.expiry_days)
    queue = queue[visits[requests.mentor[queue]]]
    queue = queue[np.argsort(requests.mentor[queue], kind="stable")]
    whose = requests.mentor[queue]
    rate = tired_rate(requests, mentors, setting, today)
    replies = rng.random(len(queue)) < rate[whose]
    accepts = replies & (rng.random(len(queue)) < requests.yes[queue])
    is_read = _accepted_before(whose, accepts) < free[whose]
    requests.is_read[queue] = is_read
    requests.replied[queue] = is_read & replies
    requests.accepted[queue] = is_read & accepts
    free -= np.bincount(whose[is_read & accepts], minlength=len(free))


def tired_rate(requests: Requests, mentors: Mentors, setting: Setting, today: int) -> Floats:
    """Each mentor's reply rate today, lower after a week of being asked too often."""
    recent = requests.mentor[requests.day > today - DAYS_A_WEEK]
    asked = np.bincount(recent, minlength=len(mentors.places)) / mentors.places
    excess = np.maximum(0.0, asked - setting.patience)
    return np.asarray(mentors.reply_rate / (1.0 + setting.fatigue * excess))


def _accepted_before(whose: Integers, accepts: npt.NDArray[np.bool_]) -> Integers:
    """For requests grouped by mentor: how many earlier ones of the same mentor were accepted."""
    before: Integers = np.cumsum(accepts) - accepts
    return np.asarray(before - before[np.searchsorted(whose, whose)])
