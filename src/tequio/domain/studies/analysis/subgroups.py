"""Indicators by group: T22 country, T23 stage, T24 gender, T25 the rest; small groups withheld."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from survey_statistics.association.rao_scott import rao_scott
from survey_statistics.errors import SurveyError
from survey_statistics.multiple_testing import benjamini_hochberg, holm
from tequio.domain.studies.analysis import content, gender, guard, variables
from tequio.domain.studies.analysis.content import Results
from tequio.domain.studies.analysis.context import (
    Context,
    asked_in,
    known_values,
)
from tequio.domain.studies.analysis.funnel import by_level
from tequio.domain.studies.analysis.indicator_kinds import Indicator, is_of_amounts, is_share
from tequio.domain.studies.analysis.levels import in_order

NUMBERS = {"country": "T22", "stage": "T23", "gender": "T24"}
OTHERS = "T25"
TESTS = "T22.tests"


def of_the_definition(context: Context) -> Results:
    """Those of which the answer depends on what counts as mentored, without the tests."""
    found = subgroups(context, [one for one in context.indicators() if depends(one)])
    return {name: one for name, one in found.items() if name != TESTS}


def depends(indicator: Indicator) -> bool:
    """Whether an indicator is of the mentored or of mentoring, as defined."""
    is_theirs = indicator.get("denominator") == "mentored"
    return is_theirs or "mentored" in variables.names_in(str(indicator.get("formula") or ""))


def subgroups(context: Context, indicators: Sequence[Indicator] | None = None) -> Results:
    """Every indicator with domains, by each of them, with tests adjusted over all."""
    material = context.material
    common = (material.plan.get("estimates") or {}).get("domains") or []
    results: Results = {}
    tests: list[tuple[str, str, float, bool]] = []
    for indicator in context.indicators() if indicators is None else indicators:
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
    levels = in_order(domain, set(levels_of[material.answered].tolist()) - {""})
    found = [context.indicator(indicator, within=levels_of == level) for level in levels]
    held = [known_values(context, indicator, levels_of == level) for level in [*levels, ""]]
    if is_share(indicator):
        rest = {"n": len(held[-1]), "count": int((held[-1] == 1).sum())}
        shown = guard.group_of_shares([*found, rest], material.threshold)[:-1]
    else:
        shown = guard.group_of_sizes(
            found, held, material.threshold, of_amounts=is_of_amounts(indicator)
        )
    unit = found[0]["unit"] if found else "share"
    return by_level(domain, levels, shown, unit), _p_value(context, indicator, levels_of)


def _p_value(context: Context, indicator: Indicator, levels: np.ndarray) -> float | None:
    """Whether a share differs between groups at all (Rao-Scott); None for other kinds."""
    if str(indicator.get("kind") or "proportion") != "proportion":
        return None
    design, rows = context.design(asked_in(context.material, indicator))
    y, group = context.values_of(indicator)[rows], levels[rows]
    whom = context.denominator(str(indicator.get("denominator") or ""))
    known = ~np.isnan(y) & (group != "")
    known &= True if whom is None else whom.flags[rows]
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
    return {TESTS: content.table(columns, rows)}
