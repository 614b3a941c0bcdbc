"""The ledger, the rates, the flow, the effort: what became of those asked (T6, T7, F3-F5)."""

from collections.abc import Hashable
from dataclasses import replace
from typing import Any

import numpy as np

from survey_statistics.bounds import wilson_limits
from survey_statistics.dispositions import Counts, counts_by_group, outcome_rates
from survey_statistics.dispositions.codes import label_of
from survey_statistics.dispositions.counts import count_dispositions
from survey_statistics.representativity.level_of_effort import EffortStep, level_of_effort
from tequio.domain.studies.analysis import content, guard
from tequio.domain.studies.analysis.content import Content, Results
from tequio.domain.studies.analysis.context import Context
from tequio.domain.studies.analysis.material import Flags, Floats, Material

RATES = ("RR1", "RR2", "RR3", "RR4", "RR5", "RR6", "COOP1", "REF1", "CON1")
LETTERS = ("I", "P", "R", "NC", "O", "UH", "UR", "UO", "NE")
UNKNOWN = "unknown"  # what a draw calls a level that the frame does not hold
FEWEST_LATE = 0.2  # the late are the last to answer, at least this share of all respondents


def field(context: Context) -> Results:
    """Everything about the field work."""
    return of_the_cases(context.material) | by_effort(context)


def of_the_cases(material: Material) -> Results:
    """What the field work shows without anything that somebody said."""
    letters = [str(letter) for letter in material.letters]
    whole, weighted = count_dispositions(letters), count_dispositions(letters, material.base)
    results = {"T6": _ledger(material, whole), "T6.codes": _codes(material)}
    results |= _rates(whole, weighted)
    for name, groups in _groupings(material).items():
        results[f"T7.{name}"] = _rates_by(letters, groups, material)
    results |= flow(material)
    return results | {"F5": _waves(material)}


def flow(material: Material) -> Results:
    """From the frame to the answers: F3, and each number by itself."""
    letters, forms = material.letters, material.cases["answer_form"]
    reached = np.isin(letters, ("I", "P", "R", "O", "NC"))
    steps = {
        "frame": material.N,
        "drawn": len(material.data.cases.rows),
        "released": material.n,
        "not_eligible": int((letters == "NE").sum()),
        "reached": int(reached.sum()),
        "responded": material.respondents,
        "detailed": int((material.answered & (forms == "detailed")).sum()),
        "short": int((material.answered & (forms == "short")).sum()),
        "partial": int((material.answered & (letters == "P")).sum()),
        "followed_up": int(material.followed.sum()),
        "reached_in_follow_up": int(material.reached.sum()),
    }
    results = {
        f"F3.{name}": content.count(value, denominator="sampled", source="ledger")
        for name, value in steps.items()
    }
    rows = [{"label": name, "value": float(value)} for name, value in steps.items()]
    results["F3"] = content.chart(
        "flow", rows, unit="people", names={"label": "step", "value": "people"}
    )
    return results


def _ledger(material: Material, whole: Counts) -> Content:
    """One line a category; the last must equal the released."""
    lines: list[list[Any]] = []
    forms = material.cases["answer_form"]
    complete = material.letters == "I"
    for form in ("detailed", "short", ""):
        number = int((complete & (forms == form)).sum())
        if form or number:
            lines.append([f"I_{form or 'without_answer'}", number, number / material.n])
    lines += [
        [name, int(getattr(whole, name)), getattr(whole, name) / material.n] for name in LETTERS[1:]
    ]
    lines.append(["released", int(whole.total), whole.total / material.n])
    return content.table({"disposition": "word", "cases": "count", "share": "share"}, lines)


def _codes(material: Material) -> Content:
    codes, counts = np.unique(material.cases["first_code"].astype(str), return_counts=True)
    rows = [
        [str(code), f"aapor={label_of(str(code))}", int(number)]
        for code, number in zip(codes, counts, strict=True)
    ]
    return content.table({"code": "text", "meaning": "word", "cases": "count"}, rows)


def _rates(whole: Counts, weighted: Counts) -> Results:
    plain, heavy = outcome_rates(whole), outcome_rates(weighted)
    results: Results = {}
    for name in RATES:
        value, n = getattr(plain, name), int(whole.total)
        parts = (whole.I + whole.P) if name in ("RR2", "RR4", "RR6") else whole.I
        limits = (
            wilson_limits(value * n, n) if value is not None and name in ("RR1", "RR2") else None
        )
        results[f"T7.{name}"] = content.estimate(
            value, n=n, denominator="sampled", source="ledger", count=int(parts),
            low=limits[0] if limits else None, high=limits[1] if limits else None,
            interval="wilson 0.95" if limits else "", e=content.tidy(plain.e),
            e_source=plain.e_source, weighted_value=content.tidy(getattr(heavy, name)),
        )  # fmt: skip
    results["T7.e"] = content.estimate(
        plain.e, n=int(whole.total), denominator="sampled", source="ledger"
    )
    rows = [[name, getattr(plain, name), getattr(heavy, name)] for name in RATES]
    results["T7"] = content.table(
        {"rate": "word", "unweighted": "share", "weighted_rate": "share"}, rows, note="e"
    )
    return results


def _groupings(material: Material) -> dict[str, list[Hashable]]:
    """Stratum, wave, form and first mode of each case."""
    modes: dict[str, str] = {}
    for row in material.data.attempts.records():
        if row["number"] == "1":
            modes[row["key"]] = row["mode"]
    return {
        "stratum": [_stratum(str(value), material) for value in material.cases["stratum"]],
        "wave": [str(value) for value in material.cases["wave"]],
        "form": [str(value) or "none" for value in material.cases["form"]],
        "mode": [modes.get(str(key), "none") for key in material.cases["key"]],
    }


def _stratum(name: str, material: Material) -> str:
    """The key of a stratum, from which words can be made: `country=CO|stage=idea`."""
    names = (material.plan.get("sample") or {}).get("strata") or []
    levels = name.split(" | ")
    if len(names) != len(levels):
        return name or "all"
    held = ("missing" if level in ("", UNKNOWN) else level for level in levels)
    return "|".join(f"{one}={level}" for one, level in zip(names, held, strict=True))


def _rates_by(letters: list[str], groups: list[Hashable], material: Material) -> Content:
    """Rates of each group; small groups, and what would show them, are withheld."""
    found = counts_by_group(letters, groups, None)
    names = sorted(found, key=str)
    counts = np.array(
        [[found[g].I + found[g].P, found[g].total - found[g].I - found[g].P] for g in names]
    )
    gone = np.asarray(guard.hidden(counts, material.threshold).any(axis=1))
    rows: list[list[Any]] = []
    for group, hide in zip(names, gone, strict=True):
        rates, size = outcome_rates(found[group]), int(found[group].total)
        shown = [size, *(getattr(rates, name) for name in ("RR1", "RR2", "RR3", "CON1", "REF1"))]
        rows.append([str(group), *([None] * 6 if hide else shown)])
    columns = {"group": "word", "released": "count"}
    columns |= dict.fromkeys(("RR1", "RR2", "RR3", "CON1", "REF1"), "share")
    return content.table(columns, rows, note="suppressed" if gone.any() else "")


def effort_steps(material: Material, holds: Floats) -> list[EffortStep]:
    """How a share moves with every further attempt, over cases whose answer is known."""
    attempts = material.attempts_until_answer
    keep = ~(material.answered & np.isnan(holds)) & (material.letters != "NE")
    return level_of_effort(holds[keep], attempts[keep], material.base[keep])


def late_cases(material: Material, holds: Floats) -> Flags | None:
    """The last to answer (n,), at least a fifth of them all; None if all alike."""
    attempts = material.attempts_until_answer
    known = material.answered & ~np.isnan(holds)
    for first in sorted(set(attempts[known].tolist()), reverse=True):
        late = known & (attempts >= first)
        if late.sum() >= FEWEST_LATE * known.sum():
            return None if late.sum() == known.sum() else np.asarray(late)
    return None


def by_effort(context: Context) -> Results:
    """The share of the mentored after each attempt (F4, T7.effort), as far as it went.

    Steps that few added are counted with those before them: two rows would show the few.
    """
    material = context.material
    holds = context.mentored.holds
    steps = _apart(effort_steps(material, holds), material.attempts_until_answer, holds,
                   material.threshold)  # fmt: skip
    rows: list[list[Any]] = [
        [step.attempts, step.respondents, step.response_rate, step.estimate, step.change]
        for step in steps
    ]
    columns = {"attempts": "count", "respondents": "count", "response_rate": "share"}
    columns |= {"mentored_so_far": "share", "change": "points_of_share"}
    chart = [
        {"label": str(row[0]), "value": row[3], "n": row[1], "response_rate": row[2]}
        for row in rows
    ]
    return {
        "F4": content.chart("rows", chart, unit="share", names={"label": "attempts"}),
        "T7.effort": content.table(columns, rows),
    }


def _apart(
    steps: list[EffortStep], attempts: Floats, holds: Floats, threshold: int
) -> list[EffortStep]:
    """The last step, and before it those that enough people, yes and no, set apart."""
    kept: list[EffortStep] = []
    later: tuple[int, int] | None = None
    for step in reversed(steps):
        by_then = (attempts <= step.attempts) & ~np.isnan(holds)
        here = (int((holds[by_then] == 1).sum()), int((holds[by_then] == 0).sum()))
        apart = here if later is None else (later[0] - here[0], later[1] - here[1])
        few = any(0 < count < threshold for count in (*here, *apart))
        if not few and any(apart):
            kept.insert(0, step)
            later = here
    return [replace(step, change=step.estimate - before.estimate if before else None)
            for before, step in zip([None, *kept], kept, strict=False)]  # fmt: skip


def _waves(material: Material) -> Content:
    """Response by wave; waves of few, and what would tell them, are withheld."""
    waves = material.cases["wave"].astype(str)
    names = sorted(set(waves.tolist()), key=lambda text: (len(text), text))
    counts = np.array(
        [[int((side & (waves == wave)).sum()) for side in (material.answered, ~material.answered)]
         for wave in names]
    )  # fmt: skip
    gone = np.asarray(guard.hidden(counts, material.threshold).any(axis=1))
    rows = [
        {"label": wave, "n": None if hide else int(line.sum()),
         "value": None if hide else float(line[0] / line.sum())}
        for wave, line, hide in zip(names, counts, gone, strict=True)
    ]  # fmt: skip
    return content.chart("rows", rows, unit="share", names={"label": "wave", "n": "released"})
