"""What the mentored had, and what everybody had besides: T14 to T16, F11, F12."""

from typing import Any

import numpy as np

from tequio.domain.studies.analysis import content, guard, variables
from tequio.domain.studies.analysis.content import Results
from tequio.domain.studies.analysis.context import Context
from tequio.domain.studies.analysis.material import Flags, Floats

INTENSITY = ("c_exch_n", "c_hours", "c_mentors_n", "c_reply_days")
SCALES = ("d_useful", "d_fit")
DETAILED = frozenset(
    {
        *("d_topics", "d_roles", "c_modes", "c_span", "c_end", "c_why_all"),
        *("d_useful", "d_fit", "d_applied", "c_search"),
    }
)
HIGH = 4  # the two highest of five answers


def experience(context: Context) -> Results:
    """Intensity, topics, roles, usefulness, recommendation, other help."""
    material = context.material
    mentored = material.tier(material.definition) == 1
    results = _intensity(context, mentored)
    for name, variable, among in (
        ("F11", "d_topic_main", mentored), ("F11.all", "d_topics", mentored),
        ("F12", "d_roles", mentored), ("T14.modes", "c_modes", mentored),
        ("T14.span", "c_span", mentored), ("T14.end", "c_end", mentored),
        ("T16", "h_bds", context.everybody), ("T8.stage_now", "b_stage_now", context.everybody),
    ):  # fmt: skip
        results |= choices(context, name, variable, among)
    for variable in SCALES:
        y = variables.numbers(material.values, variable, material.n)
        if (~np.isnan(y[material.answered])).any():
            high = np.where(np.isnan(y), np.nan, (y >= HIGH).astype(float))
            results[f"T15.{variable}"] = context.share(
                high, denominator="mentored", among=mentored, form="detailed"
            )
    nps = variables.numbers(material.values, "i_nps", material.n)
    for name, among in (("all", None), ("mentored", mentored), ("others", ~mentored)):
        results[f"T15.nps.{name}"] = context.quantity(
            "nps", nps, denominator="responded" if among is None else name, among=among
        )
    return results | _other_help(context)


def choices(context: Context, name: str, variable: str, among: Flags) -> Results:
    """A chart of a question with choices: the share that named each, withheld where few did."""
    material = context.material
    values = material.values.get(variable)
    if values is None:
        return {}
    if values.dtype.kind == "f":
        values = np.array([None if np.isnan(v) else f"{v:g}" for v in values], dtype=object)
    known = among & material.answered & np.array([value is not None for value in values])
    codes = sorted({code for value in values[known] for code in str(value).split()})
    if not codes:
        return {}
    form = "detailed" if variable in DETAILED else "both"
    found = [
        context.share(
            variables.chosen(values, code), denominator="answered", among=known, form=form
        )
        for code in codes
    ]
    gone = guard.hidden([[part.get("count") or 0] for part in found], material.threshold).ravel()
    total = int(known.sum())
    rows = [
        {"label": f"{variable}={code}", "value": None if hide else part["value"],
         "low": None if hide else part["low"], "high": None if hide else part["high"],
         "count": None if hide else part.get("count"), "n": total}
        for code, part, hide in zip(codes, found, gone, strict=True)
    ]  # fmt: skip
    if total < material.threshold:
        rows = [{**row, "value": None, "low": None, "high": None, "count": None} for row in rows]
    rows.sort(key=lambda row: -(row["value"] or 0.0))  # type: ignore[operator]  # numbers
    return {name: content.chart("rows", rows, unit="share", n=total)}


def _intensity(context: Context, mentored: Flags) -> Results:
    material = context.material
    results: Results = {}
    rows: list[list[Any]] = []
    for variable in INTENSITY:
        y: Floats = variables.numbers(material.values, variable, material.n)
        form = "both" if variable == "c_exch_n" else "detailed"
        for kind in ("mean", "median"):
            found = context.quantity(kind, y, denominator="mentored", among=mentored, form=form)
            if found["value"] is None:
                continue
            found = guard.share(found, material.threshold)
            results[f"T14.{variable}.{kind}"] = found
            rows.append([variable, kind, found["n"], found["value"], found["low"], found["high"]])
    columns = {"variable": "word", "statistic": "word", "n": "count", "value": "number",
               "low": "number", "high": "number"}  # fmt: skip
    return {**results, "T14": content.table(columns, rows)} if rows else results


def _other_help(context: Context) -> Results:
    """The share with other help for the business: what else may explain a change."""
    values = context.material.values.get("h_bds")
    if values is None:
        return {}
    other = np.array([np.nan if v is None else float(str(v) != "none") for v in values])
    return {
        "T16.other_help": context.share(other, denominator="responded"),
        "T16.other_help.mentored": context.share(
            other, denominator="mentored",
            among=context.material.tier(context.material.definition) == 1,
        ),
    }  # fmt: skip
