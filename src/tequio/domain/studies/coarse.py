"""Makes a frame coarse enough to publish: nobody stands alone in it.

The order says what is given up first: what helps an estimate least, and names a person most.
"""

from collections import Counter
from collections.abc import Sequence
from math import floor
from typing import Final

K: Final = 5
GIVEN_UP: Final = (
    "gender",
    "language",
    "cohort",
    "log_first_ask",
    "log_conversations",
    "log_replies",
    "log_asks",
    "log_exchanges",
    "stage",
    "log_met",
    "log_m4",
    "log_m3",
    "log_m1",
    "log_m0",
    "country",
    "log_m2",
)
PEOPLE_A_STEP: Final = 50
MOST_STEPS: Final = 50
Facts = dict[str, str]


def coarsened(rows: Sequence[Facts], k: int = K) -> tuple[list[Facts], dict[str, int]]:
    """The rows with facts blanked until each combination is shared by k, and how many of each.

    A column is blanked only where the combination is still rare, in the order of `GIVEN_UP`.
    Fewer than k rows cannot be made safe: all their facts are blanked.
    """
    made = [dict(row) for row in rows]
    blanked: Counter[str] = Counter()
    for column in GIVEN_UP:
        for row in _rare(made, k):
            if row.get(column):
                row[column] = ""
                blanked[column] += 1
    _fold(made, k, blanked)
    return made, dict(blanked)


def steps_for(people: int) -> int:
    """How many steps the circle has: at least about fifty people share a published number.

    An exact number for life would tie the lines of a person in two published frames together.
    """
    return max(1, min(MOST_STEPS, people // PEOPLE_A_STEP))


def rounded_number(number: float, steps: int) -> float:
    """The middle of the step in which a permanent number lies."""
    return (floor(number * steps) + 0.5) / steps


def _combination(row: Facts) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(row.items()))


def _rare(rows: Sequence[Facts], k: int) -> list[Facts]:
    sizes = Counter(_combination(row) for row in rows)
    return [row for row in rows if sizes[_combination(row)] < k]


def _fold(rows: Sequence[Facts], k: int, blanked: Counter[str]) -> None:
    """Rows without any fact that are too few to hide each other take in the next smallest group."""
    while rare := _rare(rows, k):
        sizes = Counter(_combination(row) for row in rows)
        others = [size for size in sizes.items() if size[1] >= k]
        wanted = min(others, key=lambda size: (size[1], size[0]))[0] if others else None
        for row in [*rare, *(row for row in rows if _combination(row) == wanted)]:
            for column, value in row.items():
                if value:
                    row[column] = ""
                    blanked[column] += 1
        if wanted is None:
            return
