"""Every try to reach a case, with a day, a mode and an AAPOR code.

Letters on days 0, 3 and 5, then six calls on different days: nobody is written to or called more
than three times a week. A case ends with the code of its end; what comes before is silence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

SCHEDULE: Final = (
    *(("mail", 0), ("whatsapp", 3), ("mail", 5), ("phone", 8), ("phone", 11)),
    *(("phone", 13), ("phone", 16), ("phone", 19), ("phone", 21)),
)
FIRST_CALL: Final = 3
SHORT_AT: Final = (0.30, 0.18, 0.12, 0.12, 0.09, 0.07, 0.05, 0.04, 0.03)
DETAILED_AT: Final = (0.0, 0.0, 0.0, 0.34, 0.22, 0.16, 0.12, 0.09, 0.07)
FOLLOW_UP_DAY: Final = 35
ANSWERED: Final = ("complete", "unfinished")
LAST: Final = {
    "complete": "1.1",
    "unfinished": "1.2",
    "refusal": "2.112",
    "break-off": "2.12",
    "unable": "2.32",
    "language": "2.332",
    "ineligible": "4.90",
}


@dataclass(frozen=True)
class Try:
    """One attempt; `day` counts from the day on which the field opened."""

    number: int
    mode: str
    code: str
    day: int
    is_follow_up: bool = False


def tries(rng: np.random.Generator, end: str, *, detailed: bool) -> list[Try]:
    """The attempts of a case that ends so, in order.

    >>> [each.code for each in tries(np.random.default_rng(3), "undelivered", detailed=False)][:3]
    ['3.30', '3.30', '3.30']
    """
    if end not in LAST:
        contact = int(rng.integers(FIRST_CALL, len(SCHEDULE))) if end == "contact" else -1
        return [
            Try(number, mode, _nothing(rng, mode, end, here=number - 1 == contact), day)
            for number, (mode, day) in enumerate(SCHEDULE, start=1)
        ]
    chances = DETAILED_AT if detailed or end in ("unable", "language") else SHORT_AT
    at = int(rng.choice(len(SCHEDULE), p=chances))
    before = [
        Try(number, mode, _nothing(rng, mode, "silence", here=False), day)
        for number, (mode, day) in enumerate(SCHEDULE[:at], start=1)
    ]
    mode, day = SCHEDULE[at]
    web = end in ANSWERED and mode != "phone"
    return [*before, Try(at + 1, "web" if web else mode, LAST[end], day)]


def more_tries(rng: np.random.Generator, earlier: int, *, answered: bool) -> list[Try]:
    """The follow-up of a silent case: two calls, the second with the answer if there is one."""
    calls = [("phone", FOLLOW_UP_DAY), ("phone", FOLLOW_UP_DAY + 3)]
    at = int(rng.integers(0, 2)) if answered else 1
    return [
        Try(
            number=earlier + 1 + place,
            mode=mode,
            code="1.1" if answered and place == at else "3.13",
            day=day,
            is_follow_up=True,
        )
        for place, (mode, day) in enumerate(calls[: at + 1])
    ]


def _nothing(rng: np.random.Generator, mode: str, end: str, *, here: bool) -> str:
    """The code of a try that brought nothing; `here` a machine says that it is the person."""
    if end == "undelivered":
        return "4.31" if mode == "phone" else "3.30"
    if mode != "phone":
        return "3.19"
    if here:
        return "2.221"
    return "3.12" if rng.random() < 0.15 else "3.13"
