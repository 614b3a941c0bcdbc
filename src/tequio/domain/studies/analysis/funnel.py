"""The funnel twice: the survey with its intervals, the logs of everybody (F7, F8, T12)."""

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np

from tequio.domain.studies.analysis import content, gender, guard, variables
from tequio.domain.studies.analysis.amounts import contributing
from tequio.domain.studies.analysis.bases import LOG_OF
from tequio.domain.studies.analysis.content import Content, Results
from tequio.domain.studies.analysis.context import Context, counted, simple_share
from tequio.domain.studies.analysis.levels import in_order
from tequio.domain.studies.analysis.material import Floats, Material
from tequio.domain.studies.analysis.phases import DETAILED
from tequio.domain.studies.analysis.released import Released, floor, of_all_who_answered

SURVEY_STEPS = (
    ("looked", "c_search == 1", "detailed"),
    ("contacted", "tier_0 == 1", "both"),
    ("replied", "tier_1 == 1", "both"),
    ("mentored", "tier_2 == 1", "both"),
    ("mentored_more", "tier_3 == 1", "M3"),
    ("mentored_long", "tier_4 == 1", "M4"),
    ("applied_advice", "d_applied == 'fully' or d_applied == 'partly'", "detailed"),
    ("goal_met", "e_goal_met >= 3", "both"),
    ("applied_for_finance", "f_applied == 1", "both"),
    (
        "received_finance",
        "f_result == 'all' or f_result == 'part' or f_result == 'received'",
        "both",
    ),
    ("sales_up", "g_rev_dir >= 4", "both"),
)
PART_OF = {
    "contacted": "looked", "replied": "contacted", "mentored": "replied",
    "mentored_more": "mentored", "mentored_long": "mentored_more", "applied_advice": "mentored",
    "received_finance": "applied_for_finance",
}  # fmt: skip
"""The step whose people a step is a part of; goals and sales are had by others too."""
GROUPS = ("country", "stage", "gender")


def funnel(context: Context) -> Results:
    """F7 with its numbers, T12 (survey against log) and F8 (by group)."""
    results: Results = {}
    rows: list[list[Any]] = []
    shares: dict[str, float | None] = {}
    answered: dict[str, Any] = {}
    parents: dict[str, str] = {}
    for name, formula, form in SURVEY_STEPS:
        if LOG_OF.get(name, context.material.definition) not in context.shown:
            continue  # beside the other steps it would show few people
        found = _step(context, name, formula, form)
        results |= found
        survey, logged = found.get(f"F7.survey.{name}"), found.get(f"F7.log.{name}")
        if survey is None:
            continue
        shown = guard.share(survey, context.material.threshold)
        value = shares[name] = shown["value"]
        step = _part_of(name, shares)
        before = shares.get(step)
        parents[name] = step
        answered[name] = shown.get("answered")
        rows.append(
            [name, shown.get("count"), shown["n"], value, shown["low"], shown["high"],
              value / before if value is not None and before else None, step or None,
             logged["value"] if logged else None]
        )  # fmt: skip
    return results | _drawn(rows, answered, parents) | _agreement(context.material, context.shown)


def _part_of(step: str, shown: Collection[str]) -> str:
    """The nearest step shown whose people a step is a part of; nothing where there is none.

    >>> _part_of("mentored_long", {"contacted", "mentored"}), _part_of("goal_met", {"mentored"})
    ('mentored', '')
    """
    found = PART_OF.get(step, "")
    while found and found not in shown:
        found = PART_OF.get(found, "")
    return found


def _drawn(rows: list[list[Any]], answered: dict[str, Any], parents: dict[str, str]) -> Results:
    """The steps as a table and as a chart, with what the dial needs."""
    columns = {"step": "word", "said_yes": "count", "of_asked": "count", "share": "share",
               "low": "share", "high": "share", "of_previous": "share", "of_step": "word",
               "log": "share"}  # fmt: skip
    ends: dict[str, list[Any]] = {name: [name, 1.0] for name in ("low", "high")}
    dial = content.dial(answered, {**ends, "share": ["value", 1.0]}, of_previous=parents)
    table = {**content.table(columns, rows), "dial": dial, "asked_in_part": True}
    chart = content.chart(
        "funnel",
        [
            {
                "label": r[0],
                "value": r[3],
                "low": r[4],
                "high": r[5],
                "log": r[8],
                "n": r[2],
                "count": r[1],
            }
            for r in rows
        ],
        unit="share",
        dial=dial,
        asked_in_part=True,
    )
    return {"F7": chart, "F7.table": table}


def of_the_logs(material: Material) -> Results:
    """The steps that the logs hold, of the whole frame, without anything that somebody said."""
    held = {step: found for step in LOG_OF if (found := _log(material, step)) is not None}
    rows = [{"label": step, "value": one["value"], "n": one["n"]} for step, one in held.items()]
    drawn = {"few.logs": content.chart("flow", rows, unit="share")} if rows else {}
    return {**{f"F7.log.{step}": one for step, one in held.items()}, **drawn}


def _step(context: Context, name: str, formula: str, form: str) -> Results:
    """One step: weighted, as answered, at least, and from the logs; nothing if nobody was asked."""
    material = context.material
    holds = _holds(material, formula)
    if holds is None or not (~np.isnan(holds[material.answered])).any():
        return {}
    if form == DETAILED:
        holds = np.where(material.detailed, holds, np.nan)
    said = Released.told(material, holds, form)
    if said is None:
        return {}
    alone = np.where(material.detailed, holds, np.nan) if said.left_some_out else holds
    x, n = counted(material, alone)
    results: Results = {
        f"F7.survey.{name}": context.share(said.holds, denominator="eligible", form=form),
        f"F7.naive.{name}": of_all_who_answered(said)
        if said.left_some_out and form != DETAILED
        else simple_share(x, n, denominator="responded", level=material.confidence),
    }
    if form != DETAILED:
        results[f"F7.floor.{name}"] = floor(said)
    logged = _log(material, name)
    return results if logged is None else {**results, f"F7.log.{name}": logged}


def _holds(material: Material, formula: str) -> Floats | None:
    if not variables.names_in(formula) <= set(material.values):
        return None
    spoke = material.answered | material.reached
    return variables.holds(formula, material.values, material.unknown, spoke)


def _log(material: Material, step: str) -> content.Content | None:
    """The same step for the whole frame, from the logs."""
    if step not in LOG_OF:
        return None
    logged = material.log_of_frame(LOG_OF[step])
    known = ~np.isnan(logged)
    if not known.any():
        return None
    value = float(logged[known].mean())
    return content.estimate(
        value, n=int(known.sum()), denominator="frame", source="log", count=int(logged[known].sum())
    )


def _agreement(material: Material, tiers: Sequence[str]) -> Results:
    """Survey and log of the same respondents side by side."""
    rows: list[list[Any]] = []
    for definition in tiers:
        said, logged = material.tier(definition), material.log(definition)
        known = material.answered & ~np.isnan(said) & ~np.isnan(logged)
        if not known.any():
            continue
        both = int((known & (said == 1) & (logged == 1)).sum())
        only_survey = int((known & (said == 1) & (logged == 0)).sum())
        only_log = int((known & (said == 0) & (logged == 1)).sum())
        neither = int(known.sum()) - both - only_survey - only_log
        gone = guard.hidden([[both, only_survey], [only_log, neither]], material.threshold)
        cells = np.array([[both, only_survey], [only_log, neither]])
        shown = [
            None if hide else int(v) for v, hide in zip(cells.ravel(), gone.ravel(), strict=True)
        ]
        agree = None if gone.any() else (both + neither) / known.sum()
        rows.append(
            [definition, int(known.sum()), *shown, agree, _kappa(cells) if not gone.any() else None]
        )
    if not rows:
        return {}
    columns = {"definition": "word", "respondents": "count", "both": "count",
               "only_survey": "count", "only_log": "count", "neither": "count",
               "agreement": "share", "kappa": "number"}  # fmt: skip
    hides = any(cell is None for row in rows for cell in row[2:6])
    return {"T12": content.table(columns, rows, note="suppressed" if hides else "")}


def _kappa(cells: np.ndarray) -> float | None:
    n = cells.sum()
    observed = np.trace(cells) / n
    expected = float((cells.sum(axis=0) * cells.sum(axis=1)).sum() / n**2)
    return None if expected == 1 else float((observed - expected) / (1 - expected))


def by_group(context: Context) -> Results:
    """Mentored by group (F8): estimates of disjoint groups protect one another."""
    material = context.material
    tier, form = context.mentored.holds, context.mentored.form
    results: Results = {}
    for name in GROUPS:
        if not material.holds_fact(name):
            continue
        facts = material.fact(name).astype(str)
        if name == "gender":
            facts = gender.collapsed(facts, tier, material.answered, material.threshold)
        levels = in_order(name, set(facts[material.answered].tolist()) - {""})
        found = [
            context.share(tier, denominator="eligible", within=facts == level, form=form)
            for level in levels
        ]
        rest = guard.rest(tier, material.answered & (facts == ""))
        shown = guard.group_of_shares([*found, rest], material.threshold)[:-1]
        results[f"F8.{name}"] = by_level(name, levels, shown, "share")
    return results


def by_level(
    domain: str, levels: Sequence[str], shown: Sequence[Content], unit: str
) -> content.Content:
    """A chart of an estimate by the levels of a frame variable; each moves by its own response."""
    names = [f"{domain}={level}" for level in levels]
    return content.chart(
        "rows",
        [
            {"label": label, "value": one["value"], "low": one["low"], "high": one["high"],
             "n": one["n"], "count": one.get("count"), **contributing(one)}
            for label, one in zip(names, shown, strict=True)
        ],
        unit=unit,
        dial=content.dial(
            {label: one.get("answered") for label, one in zip(names, shown, strict=True)}, {}
        ),
    )  # fmt: skip
