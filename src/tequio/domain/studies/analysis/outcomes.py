"""The indicators of the plan, their projection, and what people say helped (T17, T18)."""

from typing import Any

import numpy as np

from tequio.domain.studies.analysis import content, guard, variables
from tequio.domain.studies.analysis.content import Results
from tequio.domain.studies.analysis.context import Context, Indicator, counted, simple_share

CONTRIBUTIONS = {"goal": "e_goal_contrib", "finance": "f_contrib", "sales": "g_rev_contrib"}
DECISIVE = 3  # came sooner or went better, or would not have happened


def outcomes(context: Context) -> Results:
    """Every indicator for all, and for mentored and not; contribution as reported, never impact."""
    results: Results = {}
    rows: list[list[Any]] = []
    answered: dict[str, Any] = {}
    for indicator in context.indicators():
        name = str(indicator["id"])
        found = context.indicator(indicator)
        results[f"I.{name}"] = found
        if found["unit"] == "share":
            y = context.values_of(indicator)
            among = context.denominator(str(indicator.get("denominator") or ""))
            x, n = counted(context.material, y, among)
            results[f"I.{name}.naive"] = simple_share(x, n, denominator="responded")
            if among is None:
                results[f"I.{name}.floor"] = simple_share(
                    x, context.material.n, denominator="sampled"
                )
                results[f"I.{name}.people"] = _people(found, context.material.N)
        shown = guard.share(found, context.material.threshold)
        answered[f"indicator={name}"] = shown.get("answered")
        rows.append(
            [f"indicator={name}", found["denominator"], shown["n"], shown["value"], shown["low"],
             shown["high"], _item_response(context, indicator), unit_of(found)]
        )  # fmt: skip
    columns = {"indicator": "word", "denominator": "word", "n": "count", "value": "by_unit",
               "low": "by_unit", "high": "by_unit", "item_response": "share",
               "unit": "word"}  # fmt: skip
    results["T17"] = content.table(columns, rows)
    ends = {name: (name, 1.0) for name in ("value", "low", "high")}
    results["T17"]["dial"] = content.dial(answered, ends)
    return results | _by_arm(context) | contributions(context)


def unit_of(found: content.Content) -> str:
    """The unit of a row, with the currency of money: `share`, `money MXN`."""
    return f"{found['unit']} {found.get('currency') or ''}".strip()


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
    asked = material.detailed if indicator.get("form") == "detailed" else material.answered
    whom = context.denominator(str(indicator.get("denominator") or ""))
    asked = asked if whom is None else asked & whom
    if not asked.any():
        return None
    return float((~np.isnan(context.values_of(indicator)[asked])).mean())


def _by_arm(context: Context) -> Results:
    """Outcomes of mentored and not, raw, under every definition."""
    results: Results = {}
    for definition in ("M0", "M1", "M2", "M3", "M4"):
        tier = context.material.tier(definition)
        rows: list[list[Any]] = []
        for indicator in context.indicators():
            if not indicator.get("is_outcome") or about_mentoring(indicator):
                continue
            arms = [context.indicator(indicator, among=tier == arm) for arm in (1, 0)]
            arms = guard.group_of_shares(arms, context.material.threshold)
            for arm, found in zip(("mentored", "others"), arms, strict=True):
                results[f"T17.{definition}.{indicator['id']}.{arm}"] = found
            rows.append(
                [f"indicator={indicator['id']}",
                 *(found[key] for found in arms for key in ("n", "value", "low", "high")),
                 unit_of(arms[0])]
            )  # fmt: skip
        columns = {"indicator": "word"}
        for arm in ("mentored", "others"):
            columns |= {f"{arm}_n": "count"}
            columns |= {f"{arm}_{key}": "by_unit" for key in ("value", "low", "high")}
        if rows:
            results[f"T17.{definition}"] = content.table({**columns, "unit": "word"}, rows)
    return results


def about_mentoring(indicator: Indicator) -> bool:
    """Whether an indicator is the mentoring itself and no outcome of it."""
    names = variables.names_in(str(indicator.get("formula") or ""))
    return bool(names) and all(name.startswith(("tier_", "mentored", "c_")) for name in names)


def contributions(context: Context) -> Results:
    """Of those with the outcome, how many say that advice had a decisive part: as reported."""
    material = context.material
    results: Results = {}
    rows: list[list[Any]] = []
    mentored = material.tier(material.definition)
    for name, variable in CONTRIBUTIONS.items():
        y = variables.numbers(material.values, variable, material.n)
        said = np.where(np.isnan(y), np.nan, (y >= DECISIVE).astype(float))
        if np.isnan(said[material.answered]).all():
            continue
        arms = [
            context.share(
                said, denominator="with_the_outcome", among=mentored == arm, form="detailed"
            )
            for arm in (1, 0)
        ]
        for arm, found in zip(
            ("mentored", "others"), guard.group_of_shares(arms, material.threshold), strict=True
        ):
            results[f"T18.{name}.{arm}"] = found
            rows.append([name, arm, found["n"], found["value"], found["low"], found["high"]])
    columns = {"outcome": "word", "group": "word", "n": "count", "value": "share",
               "low": "share", "high": "share"}  # fmt: skip
    return {**results, "T18": content.table(columns, rows)} if rows else results
