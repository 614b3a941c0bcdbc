"""The indicators of the plan, their projection, and what people say helped (T17, T18)."""

from typing import Any

import numpy as np

from tequio.domain.studies.analysis import content, guard, variables
from tequio.domain.studies.analysis.content import Results
from tequio.domain.studies.analysis.context import (
    Context,
    asked_in,
    counted,
    known_values,
    simple_share,
)
from tequio.domain.studies.analysis.indicator_kinds import Indicator, is_of_amounts, is_share
from tequio.domain.studies.analysis.phases import DETAILED, base_weights
from tequio.domain.studies.analysis.released import Released, floor

CONTRIBUTIONS = {"goal": "e_goal_contrib", "finance": "f_contrib", "sales": "g_rev_contrib"}
ARMS = ("mentored", "others")
DECISIVE = 3  # came sooner or went better, or would not have happened


def outcomes(context: Context) -> Results:
    """Every indicator for all, and for mentored and not; contribution as reported, never impact."""
    results = indicators(context)
    for definition in context.shown:
        results |= by_arm(context, definition)
    return results | contributions(context)


def indicators(context: Context) -> Results:
    """The indicators of the plan, of their own denominators (T17, I.*)."""
    results: Results = {}
    rows: list[list[Any]] = []
    answered: dict[str, Any] = {}
    for indicator in context.indicators():
        name = str(indicator["id"])
        found = context.indicator(indicator)
        results |= _one(context, indicator, found)
        shown = guard.share(found, context.material.threshold)
        answered[f"indicator={name}"] = shown.get("answered")
        rows.append(
            [f"indicator={name}", _of_whom(found), shown["n"], shown["value"], shown["low"],
             shown["high"], _item_response(context, indicator), unit_of(found)]
        )  # fmt: skip
    columns = {"indicator": "word", "denominator": "word", "n": "count", "value": "by_unit",
               "low": "by_unit", "high": "by_unit", "item_response": "share",
               "unit": "word"}  # fmt: skip
    ends = {name: (name, 1.0) for name in ("value", "low", "high")}
    results["T17"] = {
        **content.table(columns, rows),
        "dial": content.dial(answered, ends),
        "own_currency": any("_in=" in row[1] for row in rows),
    }
    return results


def _one(context: Context, indicator: Indicator, found: content.Content) -> Results:
    """An indicator with what it is without weights, at least, and in people."""
    material, name = context.material, str(indicator["id"])
    denominator = str(indicator.get("denominator") or "responded")
    results = {f"I.{name}": found}
    if found["unit"] != "share":
        return results
    y = context.values_of(indicator)
    whom = context.denominator(denominator)
    x, n = counted(material, y, None if whom is None else whom.flags)
    results[f"I.{name}.naive"] = simple_share(
        x, n, denominator=denominator, level=material.confidence
    )
    form = asked_in(context.material, indicator)
    said = Released.told(material, y, form) if whom is None else None
    if said is not None:
        results[f"I.{name}.floor"] = floor(said)
        results[f"I.{name}.people"] = _people(found, material.N)
    return results


def unit_of(found: content.Content) -> str:
    """The unit of a row, with the currency of money: `share`, `money MXN`."""
    return f"{found['unit']} {found.get('currency') or ''}".strip()


def _of_whom(found: content.Content) -> str:
    """Of whom a row is: of money, those who keep accounts in its currency."""
    currency = str(found.get("currency") or "")
    return f"{found['denominator']}_in={currency}" if currency else str(found["denominator"])


def _people(found: content.Content, population: int) -> content.Content:
    scaled: dict[str, Any] = {
        name: content.tidy(found[name] * population)
        for name in ("value", "low", "high", "standard_error")
        if found.get(name) is not None
    }
    if found.get("answered"):
        scaled["answered"] = content.scaled(found["answered"], population)
    return {**found, **scaled, "unit": "people", "population": population}


def _item_response(context: Context, indicator: Indicator) -> float | None:
    """The share of those asked whose answer is known."""
    material = context.material
    form, currency = asked_in(context.material, indicator), str(indicator.get("currency") or "")
    asked = material.answered & (base_weights(material, form) > 0)
    if currency and "currency" in material.values:
        asked &= material.values["currency"] == currency
    whom = context.denominator(str(indicator.get("denominator") or ""))
    asked = asked if whom is None else asked & whom.flags
    if not asked.any():
        return None
    return float((~np.isnan(context.values_of(indicator)[asked])).mean())


def by_arm(context: Context, definition: str) -> Results:
    """Outcomes of mentored and not, raw, under a definition."""
    results: Results = {}
    rows: list[list[Any]] = []
    starts: dict[str, Any] = {}
    for indicator in context.indicators():
        if not indicator.get("is_outcome") or about_mentoring(indicator):
            continue
        arms = _arms(context, indicator, definition)
        key = f"indicator={indicator['id']}"
        for arm, found in arms.items():
            results[f"T17.{definition}.{indicator['id']}.{arm}"] = found
            starts[f"{key}|{arm}"] = found.get("answered")
        rows.append(
            [key, *(found[end] for found in arms.values() for end in ("n", "value", "low", "high")),
             unit_of(arms["mentored"])]
        )  # fmt: skip
    columns = {"indicator": "word"}
    moving: dict[str, Any] = {}
    for arm in ARMS:
        columns |= {f"{arm}_n": "count"}
        columns |= {f"{arm}_{key}": "by_unit" for key in ("value", "low", "high")}
        moving |= {f"{arm}_{key}": (key, 1.0, arm) for key in ("value", "low", "high")}
    if rows:
        table = content.table({**columns, "unit": "word"}, rows)
        results[f"T17.{definition}"] = {**table, "dial": content.dial(starts, moving)}
    return results


def _arms(context: Context, indicator: Indicator, definition: str) -> dict[str, content.Content]:
    """An outcome of the mentored and of the others; of those of whom it is not known, nothing."""
    material = context.material
    groups = [context.group(definition, opposite=side) for side in (False, True)]
    found = [context.indicator(indicator, group=group) for group in groups]
    open_here = material.answered & np.isnan(groups[0].holds)
    if is_share(indicator):
        rest = guard.rest(context.values_of(indicator), open_here)
        found = guard.group_of_shares([*found, rest], material.threshold)[:-1]
    else:
        held = [known_values(context, indicator, context.everybody, group) for group in groups]
        held.append(known_values(context, indicator, open_here))
        found = guard.group_of_sizes(
            found, held, material.threshold, of_amounts=is_of_amounts(indicator)
        )
    return dict(zip(ARMS, found, strict=True))


def about_mentoring(indicator: Indicator) -> bool:
    """Whether an indicator is the mentoring itself and no outcome of it."""
    names = variables.names_in(str(indicator.get("formula") or ""))
    return bool(names) and all(name.startswith(("tier_", "mentored", "c_")) for name in names)


def _note(rows: list[list[Any]]) -> str:
    return "suppressed" if any(cell is None for row in rows for cell in row) else ""


def contributions(context: Context) -> Results:
    """Of those with the outcome, how many say that advice had a decisive part: as reported."""
    material = context.material
    results: Results = {}
    rows: list[list[Any]] = []
    starts: dict[str, Any] = {}
    groups = [context.group(material.definition, opposite=side) for side in (False, True)]
    for name, variable in CONTRIBUTIONS.items():
        y = variables.numbers(material.values, variable, material.n)
        said = np.where(np.isnan(y), np.nan, (y >= DECISIVE).astype(float))
        if np.isnan(said[material.answered]).all():
            continue
        arms = [
            context.share(said, denominator="with_the_outcome", group=group, form=DETAILED)
            for group in groups
        ]
        rest = guard.rest(said, material.detailed & np.isnan(groups[0].holds))
        shown = guard.group_of_shares([*arms, rest], material.threshold)[:-1]
        for arm, found in zip(ARMS, shown, strict=True):
            if found["n"] == 0:
                continue  # the form asks it of the mentored alone
            results[f"T18.{name}.{arm}"] = found
            starts[f"{name}|{arm}"] = found.get("answered")
            rows.append([name, arm, found["n"], found["value"], found["low"], found["high"]])
    columns = {"outcome": "word", "group": "word", "n": "count", "value": "share",
               "low": "share", "high": "share"}  # fmt: skip
    if not rows:
        return results
    ends = {name: (name, 1.0) for name in ("value", "low", "high")}
    return {
        **results,
        "T18": {
            **content.table(columns, rows, note=_note(rows)),
            "dial": content.dial(starts, ends, keys=2),
        },
    }
