"""The variables of answers as columns: numbers with gaps, texts with gaps, and what follows.

Codes `.d` (does not know) and `.r` (rather not say) are gaps. A question that a finished interview
did not come to did not apply: a share counts that as no, a mean leaves it out.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from survey_statistics.commands.expressions import choose_rows

Columns = dict[str, NDArray[Any]]
UNKNOWN = frozenset({".d", ".r"})
NOT_APPLICABLE = ".n"
TEXTS = frozenset(
    (
        *("a_lang", "a_ident", "b_sector", "b_formal", "c_span", "c_modes", "c_end"),
        *("c_why_main", "c_why_all", "d_topics", "d_topic_main", "d_roles", "d_applied"),
        *("e_goal_main", "f_src", "f_result", "currency", "f_amount_band", "f_noapply"),
        *("g_rev_m_band", "h_bds", "z_gender", "z_school", "z_birth", "f_fin", "m_delay"),
        *("m_why_not", "m_topics", "form", "version", "mode", "language", "key", "stratum"),
        *("stage", "country", "gender", "cohort", "log_asks", "log_replies"),
        *("log_conversations", "log_exchanges", "log_first_ask"),
    )
)
BANDED = re.compile(r"(\d+)(?:-\d+|\+)")
MONEY = re.compile(r"f_amount(_loan|_equity|_grant)?|g_rev_(m|y0|y1)")
JOBS = re.compile(r"fte(_reg)?|g_jobs_\w+")
FULL_WEEK = 48.0  # hours of a legal week in Mexico and Guatemala
LONG_SPANS = ("3m_6m", "gt6m")
RECEIVED = ("all", "part", "received")
TIERS = (0, 1, 2, 3, 4)
NAME = re.compile(r"'[^']*'|\"[^\"]*\"|`([^`]+)`|([^\W\d][\w.]*)")


def columns_of(texts: Mapping[str, Sequence[str]]) -> Columns:
    """Typed columns from texts: numbers (bands as their lowest) or texts, gaps as NaN or None."""
    return {name: typed(name, values) for name, values in texts.items()}


def typed(name: str, values: Sequence[str]) -> NDArray[Any]:
    """One column. A text among numbers is a gap.

    >>> typed("c_exch_n", ["2", "3-5", ".d", ""]).tolist()
    [2.0, 3.0, nan, nan]
    """
    if name in TEXTS:
        gaps = UNKNOWN | {"", NOT_APPLICABLE}
        return np.array([None if value in gaps else value for value in values], dtype=object)
    known = {value: _number(value) for value in set(values)}
    return np.array([known[value] for value in values], dtype=np.float64)


def unknown_of(texts: Mapping[str, Sequence[str]], unfinished: NDArray[np.bool_]) -> Columns:
    """For each column the rows that have an answer nobody knows: refused, or broken off before."""
    return {
        name: np.array([value in UNKNOWN for value in values], dtype=np.bool_)
        | (unfinished & np.array([value == "" for value in values], dtype=np.bool_))
        for name, values in texts.items()
    }


def derived(columns: Columns, answered: NDArray[np.bool_]) -> Columns:
    """Tiers of mentoring, amounts and full-time equivalents that follow from the answers."""
    n = len(answered)
    found = tiers(columns, n)
    found["f_amount"] = _amount(columns, n)
    found["fte"] = _fte(columns, "g_jobs_ft", "g_jobs_pt", n)
    found["fte_reg"] = _fte(columns, "g_jobs_reg_ft", "g_jobs_reg_pt", n)
    return {name: np.where(answered, values, np.nan) for name, values in found.items()}


def tiers(columns: Columns, n: int) -> Columns:
    """M0 to M4 as `tier_0` to `tier_4`: whoever reached one has reached those before it.

    A gap where it is not told: the short form asks neither for hours (M3, of whoever had one or
    two conversations) nor for the span (M4). Where no form asks for hours, conversations decide.
    """
    contact, reply, inbound, talks, hours = (
        numbers(columns, name, n)
        for name in ("c_contact_n", "c_reply_n", "c_inbound_n", "c_exch_n", "c_hours")
    )
    span = columns.get("c_span", np.full(n, None, dtype=object))
    known = ~(np.isnan(contact) & np.isnan(talks) & np.isnan(inbound))
    spoke = talks >= 1
    told_span = np.array([value is not None for value in span]) | ~spoke
    told_hours = ~np.isnan(hours) | ~spoke | ("c_hours" not in columns)
    reached = [
        contact >= 1,
        (reply >= 1) | (inbound >= 1),
        spoke,
        (talks >= 3) | (spoke & (hours >= 1)),
        spoke & np.isin(np.where(span == None, "", span).astype(str), LONG_SPANS),  # noqa: E711  (elementwise)
    ]
    out: Columns = {}
    above = np.zeros(n, dtype=np.bool_)
    for tier in reversed(TIERS):
        above = above | reached[tier]
        told = {3: told_hours, 4: told_span}.get(tier, True)
        held = known & (above | told)
        out[f"tier_{tier}"] = np.where(held, above.astype(np.float64), np.nan)
    return out


def holds(
    formula: str, columns: Columns, unknown: Columns, answered: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Where a formula holds: 1 or 0, NaN where the answer is not known.

    Raises:
        UnusableExpression, UnknownColumn: as `choose_rows`.
    """
    true = choose_rows(formula, columns)
    false = choose_rows(f"not ({formula})", columns)
    doubt = np.zeros(len(answered), dtype=np.bool_)
    for name in names_in(formula):
        if name in unknown:
            doubt |= unknown[name]
        elif name in columns and columns[name].dtype.kind == "f":
            doubt |= np.isnan(columns[name])
    value = np.where(true, 1.0, 0.0)
    value[~true & ~false & doubt] = np.nan
    return np.where(answered, value, np.nan)


def names_in(formula: str) -> set[str]:
    """The columns that a formula speaks of.

    >>> sorted(names_in("a_x >= 2 and not b == 'c_y'"))
    ['a_x', 'b']
    """
    found = {quoted or name for quoted, name in NAME.findall(formula)}
    return {name for name in found if name and name.lower() not in {"and", "or", "not"}}


def numbers(columns: Columns, name: str, n: int) -> NDArray[np.float64]:
    """A numeric column, or gaps where the study does not have it."""
    values = columns.get(name)
    if values is None or values.dtype.kind != "f":
        return np.full(n, np.nan)
    return values


def is_money(name: str) -> bool:
    """Whether a variable is an amount in the currency of the person.

    >>> is_money("g_rev_y1"), is_money("g_rev_dir"), is_money("f_amount")
    (True, False, True)
    """
    return bool(MONEY.fullmatch(name))


def is_amount(name: str) -> bool:
    """Whether a variable is something that an enterprise has more or less of: money or jobs.

    >>> is_amount("f_amount"), is_amount("fte"), is_amount("i_nps")
    (True, True, False)
    """
    return is_money(name) or bool(JOBS.fullmatch(name))


def chosen(values: NDArray[Any], code: str) -> NDArray[np.float64]:
    """For a column of several choices: 1 where `code` is among them, NaN where nothing was said."""
    return np.array(
        [np.nan if value is None else float(code in str(value).split()) for value in values]
    )


def _number(value: str) -> float:
    band = BANDED.fullmatch(value)
    if band:
        return float(band[1])
    try:
        return float(value)
    except ValueError:
        return np.nan


def _amount(columns: Columns, n: int) -> NDArray[np.float64]:
    parts = [numbers(columns, f"f_amount_{kind}", n) for kind in ("loan", "equity", "grant")]
    stacked = np.vstack(parts)
    some = ~np.isnan(stacked).all(axis=0)
    total = np.where(some, np.nansum(stacked, axis=0), np.nan)
    result = columns.get("f_result", np.full(n, None, dtype=object))
    nothing = (numbers(columns, "f_applied", n) == 0) | (numbers(columns, "f_need", n) == 0)
    nothing |= np.isin(np.array([str(value) for value in result]), ("refused", "waiting"))
    return np.where(np.isnan(total) & nothing, 0.0, total)


def _fte(columns: Columns, full: str, part: str, n: int) -> NDArray[np.float64]:
    """Full-time equivalents; a gap where either number is not told."""
    whole = numbers(columns, full, n)
    some = numbers(columns, part, n) if part in columns else np.zeros(n)
    week = numbers(columns, f"{part}_hours", n)
    share = np.where(np.isnan(week), 0.5, np.clip(week, 0, FULL_WEEK) / FULL_WEEK)
    return np.asarray(whole + some * share)
