"""Disclosure control: what too few people stand behind is withheld, and what would give it away.

Primary rule: fewer people than the plan's threshold, on either side of a share. Complementary
cells so that sums do not give the withheld ones away. Across releases: a number that differs from
a published one by fewer people than the threshold would show those few by subtraction.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from survey_statistics.disclosure import additive_table, below_threshold, suppress
from survey_statistics.errors import SurveyError
from tequio.domain.studies.analysis.amounts import Floats, tells_few
from tequio.domain.studies.analysis.bases import emptied
from tequio.domain.studies.analysis.between import safe
from tequio.domain.studies.analysis.content import Content, Results, withheld

Flags = NDArray[np.bool_]
GUARDED_ELSEWHERE = ("T19.", "T30.")  # their parts looked at the people behind them


def share(content: Content, threshold: int) -> Content:
    """A share withheld when its base, its yes or its no is too small."""
    n, x = content.get("n") or 0, content.get("count")
    if content.get("suppressed") or content.get("value") is None:
        return content
    few = n < threshold
    if x is not None:
        few = few or 0 < x < threshold or 0 < n - x < threshold
    return withheld(content) if few else content


def group_of_shares(parts: Sequence[Content], threshold: int) -> list[Content]:
    """Shares of disjoint groups: yes and no of each group and their sums protect one another."""
    if not parts:
        return []
    counts = np.array(
        [[p.get("count") or 0, (p.get("n") or 0) - (p.get("count") or 0)] for p in parts]
    )
    hide = hidden(counts, threshold).any(axis=1) | np.array(
        [(p.get("n") or 0) < threshold for p in parts]
    )
    return [
        withheld(part) if gone and part.get("n") else part
        for part, gone in zip(parts, hide, strict=True)
    ]


def group_of_sizes(
    parts: Sequence[Content], held: Sequence[Floats], threshold: int, *, of_amounts: bool
) -> list[Content]:
    """Means, medians, totals and scores of disjoint groups: the small, and what would tell them.

    Args:
        parts: the estimates of the groups that may be shown.
        held: known values behind each, then those of whom the group is not known: the whole is
            public, so what is not shown of it follows.
        of_amounts: whether they are means or sums of amounts, of which noughts hide nobody.
    """

    def tells(values: Floats) -> bool:
        few = 0 < len(values) < threshold
        return few or (of_amounts and tells_few(values, threshold))

    gone = [tells(values) for values in held]
    order = sorted((k for k, v in enumerate(held) if len(v) and not gone[k]),
                   key=lambda k: len(held[k]))  # fmt: skip

    def is_open() -> bool:
        hidden = [values for values, hide in zip(held, gone, strict=True) if hide]
        return bool(hidden) and (len(hidden) < 2 or tells(np.concatenate(hidden)))

    while order and is_open():
        gone[order.pop(0)] = True
    return [
        withheld(one) if hide else one for one, hide in zip(parts, gone[: len(parts)], strict=True)
    ]


def rest(y: NDArray[np.float64], where: Flags) -> Content:
    """Those of whom it is not known to which group they belong, as one more part of the whole."""
    held = y[where & ~np.isnan(y)]
    return {"n": len(held), "count": int((held == 1).sum())}


def hidden(counts: Any, threshold: int) -> Flags:
    """Which cells of a table of people (rows, columns) are withheld, sums being public.

    >>> hidden([[2, 40], [50, 60], [70, 80]], 10).any(axis=1).tolist()
    [True, True, False]
    """
    values = np.asarray(counts, dtype=np.float64)
    if min(values.shape) == 1:
        return _line(values.ravel(), threshold).reshape(values.shape)
    rows = tuple(map(tuple, values.tolist()))
    return np.array(_hidden(rows, threshold), dtype=np.bool_)


@lru_cache(maxsize=4096)
def _hidden(rows: tuple[tuple[float, ...], ...], threshold: int) -> Flags:
    """The linear programs of a table, once: definitions of mentored share most tables."""
    values = np.array(rows)
    try:
        table = additive_table(values)
        found = suppress(table, below_threshold(table.values, threshold))
    except SurveyError:
        return np.ones(values.shape, dtype=np.bool_) if (values < threshold).any() else values < 0
    inside = found.cells[: values.shape[0], : values.shape[1]]
    return np.asarray(inside, dtype=np.bool_)


def hidden_choices(counts: Sequence[int], of: int, threshold: int) -> Flags:
    """Which choices are withheld: named by few, or not named by few, and what would tell them.

    >>> hidden_choices([3, 40, 95, 60], 100, 10).tolist()
    [True, True, True, False]
    """
    values = np.asarray(counts, dtype=np.float64)
    if of < threshold:
        return np.ones(len(values), dtype=np.bool_)
    missing = of - values
    return _line(values, threshold) | ((missing > 0) & (missing < threshold))


def _line(values: np.ndarray, threshold: int) -> Flags:
    """One row whose sum is public: the small ones, and the next smallest until they blur."""
    gone = (values > 0) & (values < threshold)
    order = [k for k in np.argsort(values, kind="stable").tolist() if values[k] > 0 and not gone[k]]
    while gone.any() and (gone.sum() < 2 or values[gone].sum() < threshold) and order:
        gone[order.pop(0)] = True
    return gone


def estimates(results: Results, threshold: int) -> Results:
    """Every estimate from answers, withheld where too few people stand behind it."""
    return {
        name: share(one, threshold)
        if one["kind"] == "estimate" and one["source"] in ("survey", "follow_up")
        and not name.startswith(GUARDED_ELSEWHERE)
        else one
        for name, one in results.items()
    }  # fmt: skip


def across(results: Results, published: Mapping[str, Content], threshold: int) -> Results:
    """Withhold what would show a few people when subtracted from an earlier publication."""
    return {
        name: one
        if name not in published or safe(one, published[name], threshold)
        else withheld(one)
        if one["kind"] == "estimate"
        else emptied(one)
        for name, one in results.items()
    }
