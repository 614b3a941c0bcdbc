"""Every request of a season, as columns that grow."""

from __future__ import annotations

from dataclasses import dataclass, field, fields

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass
class Requests:
    """r requests in order of arrival, each column of shape (r,).

    `yes` is the chance that a reply accepts, `forecast` the chance of a reply that the platform
    saw when it was sent. `is_read` says that the mentor looked at it, which happens only
    with a place left; `replied` and `accepted` what came of it.
    """

    person: Integers = field(default_factory=lambda: np.empty(0, np.int64))
    mentor: Integers = field(default_factory=lambda: np.empty(0, np.int64))
    day: Integers = field(default_factory=lambda: np.empty(0, np.int64))
    yes: Floats = field(default_factory=lambda: np.empty(0, np.float64))
    forecast: Floats = field(default_factory=lambda: np.empty(0, np.float64))
    had_room: Flags = field(default_factory=lambda: np.empty(0, np.bool_))
    is_read: Flags = field(default_factory=lambda: np.empty(0, np.bool_))
    replied: Flags = field(default_factory=lambda: np.empty(0, np.bool_))
    accepted: Flags = field(default_factory=lambda: np.empty(0, np.bool_))

    def __len__(self) -> int:
        return len(self.mentor)

    def add(
        self,
        *,
        person: Integers,
        mentor: Integers,
        day: int,
        yes: Floats,
        forecast: Floats,
        had_room: Flags,
    ) -> None:
        """Append requests sent on `day`."""
        unknown = np.zeros(len(mentor), np.bool_)
        sent = {
            "person": person,
            "mentor": mentor,
            "day": np.full(len(mentor), day),
            "yes": yes,
            "forecast": forecast,
            "had_room": had_room,
            "is_read": unknown,
            "replied": unknown,
            "accepted": unknown,
        }
        for column in fields(self):
            grown = np.concatenate([getattr(self, column.name), sent[column.name]])
            setattr(self, column.name, grown)

    def unanswered(self, today: int, expiry_days: int) -> Integers:
        """The requests without a reply that are not too old, oldest first."""
        return np.flatnonzero(~self.replied & (self.day > today - expiry_days))

    def unread(self, today: int, expiry_days: int) -> Integers:
        """The requests that wait to be read and are not too old, oldest first."""
        return np.flatnonzero(~self.is_read & (self.day > today - expiry_days))
