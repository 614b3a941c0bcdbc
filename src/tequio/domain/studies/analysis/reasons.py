"""Why people did not connect: main reasons, by stage, and what the logs add (F14, T26)."""

import numpy as np

from tequio.domain.studies.analysis import content, guard
from tequio.domain.studies.analysis.content import Results
from tequio.domain.studies.analysis.context import Context
from tequio.domain.studies.analysis.experience import choices
from tequio.domain.studies.analysis.levels import in_order
from tequio.domain.studies.analysis.material import Flags


def reasons(context: Context) -> Results:
    """F14 with cumulative shares, T26 by stage, each reason by itself, log-side silence."""
    without = context.group(context.material.definition, opposite=True)
    level = context.material.confidence
    results = choices(context, "F14", "c_why_main", without)
    if "F14" in results:
        results["F14"]["form"] = "pareto"
        results["F14"]["rows"] = _cumulated(results["F14"]["rows"])
        starts = results["F14"]["dial"]["answered"]
        for row in results["F14"]["rows"]:
            code = str(row["label"]).partition("=")[2]
            results[f"F14.{code}"] = content.estimate(
                row["value"], n=row["n"], denominator="not_mentored", source="survey",
                low=row["low"], high=row["high"], interval=f"korn-graubard {level:g}", level=level,
                weighted=True, count=row["count"], answered=starts.get(row["label"]),
            )  # fmt: skip
    results |= choices(context, "F14.all", "c_why_all", without)
    hidden = {str(row["label"]) for row in results.get("F14", {}).get("rows", ())
              if row["value"] is None}  # fmt: skip
    return results | _by_stage(context, without.flags, hidden) | _log_side(context)


def _cumulated(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """Shares added up in order, stopping at the first that is withheld."""
    so_far: float | None = 0.0
    done = []
    for row in rows:
        value = row["value"]
        so_far = None if so_far is None or value is None else so_far + float(str(value))
        done.append({**row, "cumulative": content.tidy(so_far)})
    return done


def _by_stage(context: Context, without: Flags, few: set[str]) -> Results:
    """Counts of main reasons by stage, with small cells and their neighbours withheld.

    A reason withheld in F14 is withheld here in every stage: its row would add up to it.
    """
    material = context.material
    values = material.values.get("c_why_main")
    if values is None or not material.holds_fact("stage"):
        return {}
    stages = material.fact("stage").astype(str)
    known = without & material.answered & np.array([value is not None for value in values])
    codes = sorted({str(value) for value in values[known]})
    levels = in_order("stage", stages[known].tolist())
    if len(codes) < 2 or len(levels) < 2:
        return {}
    counts = np.array(
        [[int((known & (values == code) & (stages == level)).sum()) for level in levels]
         for code in codes]
    )  # fmt: skip
    gone = guard.hidden(counts, material.threshold)
    gone |= np.array([[f"c_why_main={code}" in few] for code in codes])
    rows = [
        [
            f"c_why_main={code}",
            *(None if hide else int(v) for v, hide in zip(line, hides, strict=True)),
        ]
        for code, line, hides in zip(codes, counts, gone, strict=True)
    ]
    columns = {"reason": "word", **{level or "missing": "count" for level in levels}}
    return {"T26": content.table(columns, rows, note="suppressed" if gone.any() else "")}


def _log_side(context: Context) -> Results:
    """Of those who wrote, how many got no reply; of all, how many never wrote: from the logs."""
    material = context.material
    wrote, replied = material.log_of_frame("M0"), material.log_of_frame("M1")
    if np.isnan(wrote).all() or np.isnan(replied).all():
        return {}
    asked = int((wrote == 1).sum())
    silent = int(((wrote == 1) & (replied == 0)).sum())
    never = int((wrote == 0).sum())
    return {
        "F14.log.no_reply": content.estimate(
            silent / asked if asked else None, n=asked, denominator="contacted", source="log",
            count=silent,
        ),
        "F14.log.never_wrote": content.estimate(
            never / len(wrote), n=len(wrote), denominator="frame", source="log", count=never
        ),
    }  # fmt: skip
