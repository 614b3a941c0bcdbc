"""Makes a frame coarse enough to publish: nobody stands alone in it.

The order says what is given up first: what helps an estimate least, and names a person most.
"""

from collections import Counter
from collections.abc import Sequence
from math import floor
from typing import Final

K: Final = 5
GIVEN_UP: Final = (
    "log_first_ask",
    "log_conversations",
    "log_replies",
    "cohort",
    "language",
    "log_met",
    "log_asks",
    "log_exchanges",
    "log_m4",
    "log_m3",
    "gender",
    "stage",
    "log_m1",
    "log_m0",
    "country",
    "log_m2",
)
LARGEST_PART: Final = 0.05
PEOPLE_A_STEP: Final = 50
MOST_STEPS: Final = 50
Facts = dict[str, str]
Combination = tuple[str, ...]


def coarsened(rows: Sequence[Facts], k: int = K) -> tuple[list[Facts], dict[str, int]]:
    """The rows with facts blanked until each combination is shared by k, and how many of each.

    A column is blanked where the combination is still rare, in the order of `GIVEN_UP`. Where that
    is more than `LARGEST_PART` of the rows it is blanked for everybody: combinations are rare among
    those who did much, so that the women whose gender is left would be the women nobody mentored.
    Fewer than k rows cannot be made safe: all their facts are blanked.
    """
    columns = tuple(rows[0]) if rows else ()
    known = [tuple(row[column] for column in columns) for row in rows]
    blanked: Counter[str] = Counter()
    sizes = Counter(known)
    rare = [place for place, facts in enumerate(known) if sizes[facts] < k]
    for column in GIVEN_UP:
        if not rare:
            break
        if column in columns:
            is_part = len(rare) <= LARGEST_PART * len(known)
            which = rare if is_part else range(len(known))
            _blank(known, which, (columns.index(column),), columns, blanked)
            sizes = Counter(known)
            rare = [place for place, facts in enumerate(known) if sizes[facts] < k]
    _fold(known, rare, columns, k, blanked)
    return [dict(zip(columns, facts, strict=True)) for facts in known], dict(blanked)


def _blank(
    known: list[Combination],
    places: Sequence[int],
    which: Sequence[int],
    columns: Sequence[str],
    blanked: Counter[str],
) -> None:
    for place in places:
        facts = list(known[place])
        for number in which:
            if facts[number]:
                facts[number] = ""
                blanked[columns[number]] += 1
        known[place] = tuple(facts)


def _fold(
    known: list[Combination],
    rare: list[int],
    columns: Sequence[str],
    k: int,
    blanked: Counter[str],
) -> None:
    """Rows without any fact that are too few to hide each other take in the next smallest group."""
    every = range(len(columns))
    while rare:
        sizes = Counter(known)
        others = [size for size in sizes.items() if size[1] >= k]
        wanted = min(others, key=lambda size: (size[1], size[0]))[0] if others else None
        taken = [place for place, facts in enumerate(known) if facts == wanted]
        _blank(known, [*rare, *taken], every, columns, blanked)
        if wanted is None:
            return
        sizes = Counter(known)
        rare = [place for place, facts in enumerate(known) if sizes[facts] < k]


def steps_for(people: int) -> int:
    """How many steps the circle has: at least about fifty people share a published number.

    An exact number for life would tie the lines of a person in two published frames together.
    """
    return max(1, min(MOST_STEPS, people // PEOPLE_A_STEP))


def rounded_number(number: float, steps: int) -> float:
    """The middle of the step in which a permanent number lies."""
    return (floor(number * steps) + 0.5) / steps
