"""What those who answer write down: the form they got, bands, refusals and gaps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from community_simulation.study.choices import Texts

SENSITIVE: Final = ("g_rev_m", "g_rev_y1", "g_rev_y0", "f_amount_loan")
SELDOM_KNOWN: Final = ("c_reply_days", "c_hours", "b_year")
REFUSED: Final = ".r"
UNKNOWN: Final = ".d"
UNFINISHED_AFTER: Final = "g_jobs_pt"
SHORT: Final = (
    *("a_consent", "b_stage_now", "c_contact_n", "c_reply_n", "c_exch_n", "c_why_main"),
    *("d_topic_main", "e_goal_met", "f_fin", "g_rev_dir", "g_jobs_ft"),
    *("g_jobs_pt", "h_bds", "i_nps"),
)
ONLY_SHORT: Final = "f_fin"
BANDS: Final[Mapping[str, Sequence[tuple[int, str]]]] = {
    "c_contact_n": ((0, "0"), (1, "1"), (2, "2-3"), (4, "4-9"), (10, "10+")),
    "c_reply_n": ((0, "0"), (1, "1"), (2, "2-3"), (4, "4+")),
    "c_exch_n": ((0, "0"), (1, "1"), (2, "2"), (3, "3-5"), (6, "6+")),
}


def answer(
    rng: np.random.Generator,
    told: Mapping[str, Texts],
    row: int,
    *,
    detailed: bool,
    finished: bool,
    refusal: float,
) -> dict[str, str]:
    """The variables of one person's form.

    Args:
        rng: source of chance.
        told: what everybody would truthfully say, by variable (N,).
        row: the person.
        detailed: the detailed form, else the short one with its bands.
        finished: reached the end; an unfinished form stops after the jobs.
        refusal: chance that a sensitive question is refused, three times that of others.
    """
    names = [name for name in told if (name != ONLY_SHORT if detailed else name in SHORT)]
    if not finished:
        names = names[: names.index(UNFINISHED_AFTER) + 1]
    given: dict[str, str] = {}
    for name in names:
        value = str(told[name][row])
        if value:
            given[name] = _said(rng, name, value, detailed=detailed, refusal=refusal)
    return given


def _said(
    rng: np.random.Generator, name: str, value: str, *, detailed: bool, refusal: float
) -> str:
    if name in SENSITIVE and rng.random() < 3 * refusal:
        return REFUSED
    if name in SELDOM_KNOWN and rng.random() < 2 * refusal:
        return UNKNOWN
    return value if detailed or name not in BANDS else band(name, int(value))


def band(name: str, number: int) -> str:
    """The answer of the short form for a number of the detailed one.

    >>> band("c_exch_n", 4)
    '3-5'
    """
    return [words for least, words in BANDS[name] if number >= least][-1]
