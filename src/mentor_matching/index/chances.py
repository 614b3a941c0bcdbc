"""What follows from the columns alone, row by row: chances, their bound, and who is a newcomer."""

from __future__ import annotations

from dataclasses import dataclass, fields

from mentor_matching.congestion.free_place import free_place_chance
from mentor_matching.forecast.prior import BetaPrior
from mentor_matching.forecast.reply_rate import FEWEST_REQUESTS, reply_rates
from mentor_matching.index.bits import Flags, Rows
from mentor_matching.index.columns import Floats, MentorColumns, written


@dataclass(frozen=True)
class Chances:
    """One value a mentor, each of shape (n,), read-only.

    `reply_chance` is the optimistic forecast, `room` the chance of a free place under the loads
    of the columns, `bound` the product of both, 0 for who may not be asked; `newcomer` marks
    mentors with fewer than 5 requests.
    """

    reply_chance: Floats
    room: Floats
    bound: Floats
    newcomer: Flags

    def __post_init__(self) -> None:
        for values in fields(self):
            getattr(self, values.name).setflags(write=False)

    @classmethod
    def of(cls, columns: MentorColumns, prior: BetaPrior) -> Chances:
        """The chances of every mentor of `columns`."""
        rates = reply_rates(columns.decayed_replies, columns.decayed_requests, prior)
        reply_chance = rates.optimistic()
        room = free_place_chance(columns.free, columns.expected_load)
        bound = reply_chance * room * columns.may_be_asked
        return cls(reply_chance, room, bound, columns.requests < FEWEST_REQUESTS)

    def updated(self, rows: Rows, columns: MentorColumns, prior: BetaPrior) -> Chances:
        """The chances after the mentors at `rows` of `columns` changed; the others are kept."""
        of_changed = Chances.of(columns.take(rows), prior)
        return Chances(
            **{
                values.name: written(
                    getattr(self, values.name), len(columns), rows, getattr(of_changed, values.name)
                )
                for values in fields(self)
            }
        )
