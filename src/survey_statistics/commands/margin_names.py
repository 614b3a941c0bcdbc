"""Margins of columns with dots in their names, as TOML hands them over."""

from collections.abc import Collection, Mapping
from typing import Any


def joined_names(margins: Mapping[str, Any]) -> dict[str, Any]:
    """Return margins by column where TOML read an unquoted `sch.wide` as `wide` inside `sch`.

    >>> joined_names({"sch": {"wide": {"No": 1072, "Yes": 5122}}, "api99": 3914069})
    {'sch.wide': {'No': 1072, 'Yes': 5122}, 'api99': 3914069}
    """
    joined: dict[str, Any] = {}
    for name, totals in margins.items():
        if isinstance(totals, Mapping) and any(isinstance(t, Mapping) for t in totals.values()):
            joined |= {f"{name}.{inner}": t for inner, t in joined_names(totals).items()}
        else:
            joined[name] = totals
    return joined


def joined_quantities(margins: Mapping[str, Any], columns: Collection[str]) -> dict[str, Any]:
    """Return margins where an unquoted `api.stu = 3` is a quantity, not a level of `api`.

    >>> joined_quantities({"api": {"stu": 3}, "g": {"x": 1}}, ["api.stu", "g"])
    {'api.stu': 3, 'g': {'x': 1}}
    """
    joined: dict[str, Any] = {}
    for name, totals in margins.items():
        levels = totals if isinstance(totals, Mapping) and name not in columns else {}
        dotted = {f"{name}.{level}": total for level, total in levels.items()}
        joined |= dotted if dotted and all(d in columns for d in dotted) else {name: totals}
    return joined
