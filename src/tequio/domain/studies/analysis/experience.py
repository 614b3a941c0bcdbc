"""What the mentored had, and what everybody had besides: T14 to T16, F11, F12."""

from typing import Any

import numpy as np

from tequio.domain.studies.analysis import content, guard, variables
from tequio.domain.studies.analysis.content import Results
from tequio.domain.studies.analysis.context import Context
from tequio.domain.studies.analysis.material import Floats
from tequio.domain.studies.analysis.phases import BOTH, DETAILED
from tequio.domain.studies.analysis.silent import Group

INTENSITY = ("c_exch_n", "c_hours", "c_mentors_n", "c_reply_days")
SCALES = ("d_useful", "d_fit")
DETAILED_ONLY = frozenset(
    {
        *("d_topics", "d_roles", "c_modes", "c_span", "c_end", "c_why_all"),
        *("d_useful", "d_fit", "d_applied", "c_search"),
    }
)
HIGH = 4  # the two highest of five answers


def experience(context: Context) -> Results:
    """Intensity, topics, roles, usefulness, recommendation, other help."""
    material = context.material
    mentored = context.mentored
    results = _intensity(context)
    for name, variable, group in (
        ("F11", "d_topic_main", mentored), ("F11.all", "d_topics", mentored),
        ("F12", "d_roles", mentored), ("T14.modes", "c_modes", mentored),
        ("T14.span", "c_span", mentored), ("T14.end", "c_end", mentored),
        ("T16", "h_bds", None), ("T8.stage_now", "b_stage_now", None),
    ):  # fmt: skip
        results |= choices(context, name, variable, group)
    for variable in SCALES:
        y = variables.numbers(material.values, variable, material.n)
        if (~np.isnan(y[material.answered])).any():
            high = np.where(np.isnan(y), np.nan, (y >= HIGH).astype(float))
            results[f"T15.{variable}"] = context.share(
                high, denominator="mentored", group=mentored, form=DETAILED
            )
    nps = variables.numbers(material.values, "i_nps", material.n)
    others = context.group(material.definition, opposite=True)
    for name, whom in (("all", None), ("mentored", mentored), ("others", others)):
        results[f"T15.nps.{name}"] = context.quantity(
            "nps", nps, denominator="responded" if whom is None else name, group=whom
        )
    return results | _other_help(context)


def choices(context: Context, name: str, variable: str, group: Group | None) -> Results:
    """A chart of a question with choices: the share that named each, withheld where few did.

    Each choice starts the dial by itself: together they need not make a whole at every k.
    """
    material = context.material
    values = material.values.get(variable)
    if values is None:
        return {}
    if values.dtype.kind == "f":
        values = np.array([None if np.isnan(v) else f"{v:g}" for v in values], dtype=object)
    among = context.everybody if group is None else group.flags
    known = among & material.answered & np.array([value is not None for value in values])
    codes = sorted({code for value in values[known] for code in str(value).split()})
    if not codes:
        return {}
    form = DETAILED if variable in DETAILED_ONLY else BOTH
    found = [
        context.share(variables.chosen(values, code), denominator="answered", group=group,
                      form=form)
        for code in codes
    ]  # fmt: skip
    gone = guard.hidden_choices([part.get("count") or 0 for part in found], int(known.sum()),
                                material.threshold)  # fmt: skip
    shown = [content.withheld(part) if hide else part
             for part, hide in zip(found, gone, strict=True)]  # fmt: skip
    rows = [
        {"label": f"{variable}={code}", "value": part["value"], "low": part["low"],
         "high": part["high"], "count": part.get("count"), "n": int(known.sum())}
        for code, part in zip(codes, shown, strict=True)
    ]  # fmt: skip
    starts = {f"{variable}={code}": part.get("answered")
              for code, part in zip(codes, shown, strict=True)}  # fmt: skip
    rows.sort(key=lambda row: -(row["value"] or 0.0))
    dial = content.dial(starts, {}, each=True)
    return {name: content.chart("rows", rows, unit="share", n=int(known.sum()), dial=dial)}


def _intensity(context: Context) -> Results:
    material = context.material
    results: Results = {}
    rows: list[list[Any]] = []
    starts: dict[str, Any] = {}
    for variable in INTENSITY:
        y: Floats = variables.numbers(material.values, variable, material.n)
        form = BOTH if variable == "c_exch_n" else DETAILED
        for kind in ("mean", "median"):
            found = context.quantity(
                kind, y, denominator="mentored", group=context.mentored, form=form
            )
            if found["value"] is None:
                continue
            found = guard.share(found, material.threshold)
            results[f"T14.{variable}.{kind}"] = found
            starts[f"{variable}|{kind}"] = found.get("answered")
            rows.append([variable, kind, found["n"], found["value"], found["low"], found["high"]])
    columns = {"variable": "word", "statistic": "word", "n": "count", "value": "number",
               "low": "number", "high": "number"}  # fmt: skip
    if not rows:
        return results
    ends = {name: (name, 1.0) for name in ("value", "low", "high")}
    dial = content.dial(starts, ends, keys=2)
    return {**results, "T14": {**content.table(columns, rows), "dial": dial}}


def _other_help(context: Context) -> Results:
    """The share with other help for the business: what else may explain a change."""
    values = context.material.values.get("h_bds")
    if values is None:
        return {}
    other = np.array([np.nan if v is None else float(str(v) != "none") for v in values])
    return {
        "T16.other_help": context.share(other, denominator="responded"),
        "T16.other_help.mentored": context.share(
            other, denominator="mentored", group=context.mentored
        ),
    }
