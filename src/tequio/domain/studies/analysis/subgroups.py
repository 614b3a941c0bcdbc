"""Indicators by group: T22 country, T23 stage, T24 gender, T25 the rest; small groups withheld."""

from typing import Any

import numpy as np

from survey_statistics.association.rao_scott import rao_scott
from survey_statistics.errors import SurveyError
from survey_statistics.multiple_testing import benjamini_hochberg, holm
from tequio.domain.studies.analysis import content, gender, guard
from tequio.domain.studies.analysis.content import Results
from tequio.domain.studies.analysis.context import Context, Indicator, dial_by

NUMBERS = {"country": "T22", "stage": "T23", "gender": "T24"}
OTHERS = "T25"


def subgroups(context: Context) -> Results:
    """Every indicator with domains, by each of them, with tests adjusted over all."""
    material = context.material
    common = (material.plan.get("estimates") or {}).get("domains") or []
    results: Results = {}
    tests: list[tuple[str, str, float, bool]] = []
    for indicator in context.indicators():
        named = list(indicator.get("domains") or [])
        for domain in dict.fromkeys([*named, *common]):
            if not material.holds_fact(domain):
                continue
            found, p = _by(context, indicator, domain)
            results[f"{NUMBERS.get(domain, OTHERS)}.{domain}.{indicator['id']}"] = found
            if p is not None:
                tests.append((domain, str(indicator["id"]), p, domain in named))
    return results | _tests(tests)


def _by(
    context: Context, indicator: Indicator, domain: str
) -> tuple[content.Content, float | None]:
    material = context.material
    levels_of = material.fact(domain).astype(str)
    if domain == "gender":
        levels_of = gender.collapsed(
            levels_of, context.values_of(indicator), material.answered, material.threshold
        )
    levels = sorted(set(levels_of[material.answered].tolist()) - {""})
    found = [context.indicator(indicator, among=levels_of == level) for level in levels]
    if found and found[0]["unit"] == "share":
        shown = guard.group_of_shares(found, material.threshold)
    else:
        gone = guard.hidden([[one["n"]] for one in found], material.threshold).ravel()
        shown = [
            content.withheld(one) if hide else one for one, hide in zip(found, gone, strict=True)
        ]
    rows = [
        {"label": f"{domain}={level}", "value": one["value"], "low": one["low"],
         "high": one["high"], "n": one["n"]}
        for level, one in zip(levels, shown, strict=True)
    ]  # fmt: skip
    unit = found[0]["unit"] if found else "share"
    made = content.chart("rows", rows, unit=unit)
    if unit == "share" and context.denominator(str(indicator.get("denominator") or "")) is None:
        made["dial"] = dial_by(context,
            domain, context.values_of(indicator), levels_of,
            [level for level, one in zip(levels, shown, strict=True) if one["value"] is not None],
        )  # fmt: skip
    return made, _p_value(context, indicator, levels_of)


def _p_value(context: Context, indicator: Indicator, levels: np.ndarray) -> float | None:
    """Whether a share differs between groups at all (Rao-Scott); None for other kinds."""
    if str(indicator.get("kind") or "proportion") != "proportion":
        return None
    design, rows = context.design(str(indicator.get("form") or "both"))
    y, group = context.values_of(indicator)[rows], levels[rows]
    whom = context.denominator(str(indicator.get("denominator") or ""))
    known = ~np.isnan(y) & (group != "")
    known &= True if whom is None else whom[rows]
    try:
        labels = np.where(np.isnan(y), 0, y).astype(int)
        return content.tidy(rao_scott(design, {"group": group}, {"y": labels}, where=known).p_value)
    except SurveyError:
        return None


def _tests(tests: list[tuple[str, str, float, bool]]) -> Results:
    if not tests:
        return {}
    p = [test[2] for test in tests]
    rows: list[list[Any]] = [
        [domain, f"indicator={name}", "prespecified" if planned else "exploratory", value,
         float(strict), float(mild)]
        for (domain, name, value, planned), strict, mild in zip(
            tests, holm(p), benjamini_hochberg(p), strict=True
        )
    ]  # fmt: skip
    columns = {"domain": "word", "indicator": "word", "status": "word", "p": "p_value",
               "holm": "p_value", "benjamini_hochberg": "p_value"}  # fmt: skip
    return {"T22.tests": content.table(columns, rows)}
