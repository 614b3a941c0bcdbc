"""Revenue, jobs, finance and cost: F13, the Argidius line T19, value for money T30.

Money stays in the currency it was told in; a study in several currencies gives one line each.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from survey_statistics.estimation import quantile
from tequio.domain.studies.analysis import content, guard, variables
from tequio.domain.studies.analysis.amounts import tells_few
from tequio.domain.studies.analysis.content import Content, Results
from tequio.domain.studies.analysis.context import Context, winsorised
from tequio.domain.studies.analysis.material import Floats
from tequio.domain.studies.analysis.phases import BOTH, DETAILED
from tequio.domain.studies.analysis.released import Released, worst
from tequio.domain.studies.analysis.silent import Group

CUT = 0.99
EDGES = (0.0, 1e3, 1e4, 1e5, 1e6, 1e7)
RECEIVED = " or ".join(f"f_result == '{code}'" for code in sorted(variables.RECEIVED))
PER = ("registered", "contacted", "mentored", "goal_met", "received_finance")
ANOTHER = "XXX"  # some other currency: which, nobody said, so amounts are not comparable


def money(context: Context) -> Results:
    """Distributions of sales, the Argidius line and cost per result."""
    results: Results = {}
    for currency, among in _currencies(context).items():
        results |= _sales(context, currency, among)
        results |= _argidius(context, currency, among)
    results |= _jobs(context) | _value_for_money(context)
    return results | _returns(results)


def _currencies(context: Context) -> dict[str, np.ndarray]:
    values = context.material.values.get("currency")
    if values is None:
        return {}
    held = {str(v) for v in values[context.material.answered] if v is not None}
    names = sorted(held - {ANOTHER})
    return {name: np.array([v == name for v in values]) for name in names}


def _number(context: Context, name: str) -> Floats:
    return variables.numbers(context.material.values, name, context.material.n)


def _sales(context: Context, currency: str, among: np.ndarray) -> Results:
    """The distribution of a year's sales on a log scale, zeros shown, and its quartiles."""
    material = context.material
    y = _number(context, "g_rev_y1")
    design, rows = context.design(DETAILED)
    held = among[rows] & ~np.isnan(y[rows])
    if held.sum() < material.threshold:
        return {}
    sales, weights = y[rows][held], design.weights[held]
    counts = [int((sales == 0).sum())]
    shares = [float(weights[sales == 0].sum() / weights.sum())]
    for low, high in zip(EDGES, (*EDGES[1:], np.inf), strict=True):
        here = (sales > low) & (sales <= high)
        counts.append(int(here.sum()))
        shares.append(float(weights[here].sum() / weights.sum()))
    gone = guard.hidden([[count] for count in counts], material.threshold).ravel()
    labels = ["no_sales", *_ranges()]
    bars = [
        {"label": label, "value": None if hide else share, "n": None if hide else count}
        for label, share, count, hide in zip(labels, shares, counts, gone, strict=True)
    ]
    quartiles = quantile(design, np.where(held, y[rows], np.nan), (0.25, 0.5, 0.75), where=held)
    results: Results = {}
    if any(bar["value"] for bar in bars):  # all hidden or nought: there is nothing to draw
        results[f"F13.{currency}"] = content.chart(
            "histogram", bars, unit="share", currency=currency
        )
    for name, found in zip(("lower_quartile", "median", "upper_quartile"), quartiles, strict=True):
        results[f"F13.{currency}.{name}"] = content.from_estimate(
            found, denominator="responded", unit="money", currency=currency
        )
    return results


def _ranges() -> list[str]:
    """The classes of sales on a log scale, as words."""
    ends = [f"{high:,.0f}" for high in EDGES[1:]]
    inner = [f"{low:,.0f} - {high}" for low, high in zip(EDGES, ends, strict=False)]
    return [*inner, f"> {EDGES[-1]:,.0f}"]


def _argidius(context: Context, currency: str, among: np.ndarray) -> Results:
    """Incremental revenue and finance of the mentored, in all and each, with intervals."""
    material = context.material
    mentored = context.mentored
    change = _number(context, "g_rev_y1") - _number(context, "g_rev_y0")
    amount = _number(context, "f_amount")
    results: Results = {}
    for name, y in (("revenue", change), ("finance", amount)):
        whom = mentored.both(Group(among.astype(np.float64)))
        held = y[material.detailed & whom.flags & ~np.isnan(y)]
        if len(held) < material.threshold or tells_few(held, material.threshold):
            continue
        cut = _both_ends(y, material.detailed & whom.flags)
        for kind in ("total", "mean"):
            found = context.quantity(
                kind, cut, denominator="mentored", group=whom, form=DETAILED, unit="money"
            )
            covers = _covers(context, y, whom)
            results[f"T19.{name}.{currency}.{kind}"] = {
                **found, "currency": currency, "covers": covers,
            }  # fmt: skip
    return results


def _covers(context: Context, y: Floats, whom: Group, form: str = DETAILED) -> Content:
    """Of how many of the mentored a sum is, and of what share: no answer is not nought.

    A sum is of those who told the amount in its currency; nobody stands for those who did not.
    """
    everybody, all_rows = context.design(context.mentored.form)
    mentored = float(everybody.weights[context.mentored.flags[all_rows]].sum())
    design, rows = context.design(form)
    told = float(design.weights[(whom.flags & ~np.isnan(y))[rows]].sum())
    share = min(told / mentored, 1.0) if mentored else None
    return {"people": content.tidy(told), "share": content.tidy(share)}


def _both_ends(y: Floats, among: np.ndarray) -> Floats:
    """Winsorised at both ends: a loss weighs as much as a gain."""
    return -winsorised(-winsorised(y, CUT, among), CUT, among)


def _jobs(context: Context) -> Results:
    """Full-time equivalents gained by the mentored since they registered."""
    material = context.material
    mentored = context.mentored
    gained = _both_ends(_number(context, "fte") - _number(context, "fte_reg"), material.detailed)
    held = material.detailed & mentored.flags & ~np.isnan(gained)
    results: Results = {}
    is_shown = held.sum() >= material.threshold
    if is_shown and not tells_few(gained[held], material.threshold):
        for kind in ("total", "mean"):
            found = context.quantity(
                kind, gained, denominator="mentored", group=mentored, form=DETAILED, unit="jobs"
            )
            results[f"T19.jobs.{kind}"] = {**found, "covers": _covers(context, gained, mentored)}
    jobs = winsorised(_number(context, "fte"), CUT, material.answered)
    now = context.quantity("total", jobs, denominator="mentored", group=mentored, unit="jobs")
    had = jobs[material.answered & mentored.flags & ~np.isnan(jobs)]
    is_few = len(had) < material.threshold or tells_few(had, material.threshold)
    if now["value"] is not None and not is_few:
        covers = _covers(context, jobs, mentored, mentored.form)
        results["T19.jobs_now.total"] = {**now, "covers": covers}
    return results


def _value_for_money(context: Context) -> Results:
    """Cost per result: the whole cost over estimated people, with the bounds of people."""
    costs: Mapping[str, Any] = context.material.plan.get("costs") or {}
    total = float(costs.get("total") or 0)
    if total <= 0:
        return {}
    currency, N = str(costs.get("currency") or ""), context.material.N
    cost = content.estimate(
        total, n=N, denominator="frame", source="plan", unit="money", currency=currency
    )
    results: Results = {"T30.cost": cost}
    rows: list[list[Any]] = []
    answered: dict[str, Any] = {}
    for name, (share, said) in _bases(context).items():
        one = {**_cost_per(total, currency, N, share), **_cost_bounds(total, N, said)}
        results[f"T30.{name}"] = one
        answered[name] = one.get("answered")
        rows.append([name, *(one.get(end) for end in ("value", "low", "high", "lower", "upper"))])
    columns = {"result": "word", "cost": "money", "low": "money", "high": "money",
               "lower": "money", "upper": "money"}  # fmt: skip
    ends = {"cost": ("value", 1.0), "low": ("low", 1.0), "high": ("high", 1.0)}
    dial = content.dial(answered, ends, inverse=True, stays="plan")
    results["T30"] = {**content.table(columns, rows), "currency": currency, "dial": dial}
    for key in ("registered", "mentored"):
        if f"T30.{key}" in results:
            results[f"T19.cost_per_{key}"] = results[f"T30.{key}"]
    return results


def _returns(results: Results) -> Results:
    """Incremental revenue over the whole cost, in the currency of the cost alone.

    What was earned in another currency is not added: the number is a part of the whole.
    """
    cost = results.get("T30.cost")
    revenue = results.get(f"T19.revenue.{cost['currency']}.total") if cost else None
    if cost is None or revenue is None or revenue["value"] is None:
        return {}
    ends = {end: revenue[end] / cost["value"] for end in ("value", "low", "high")}
    return {
        f"T19.return.{cost['currency']}": content.estimate(
            ends["value"], n=revenue["n"], denominator="mentored", source="survey", unit="ratio",
            low=ends["low"], high=ends["high"], interval=revenue["interval"], weighted=True,
            answered=content.scaled(revenue.get("answered") or {}, 1 / cost["value"]),
            covers=revenue["covers"],
        )
    }  # fmt: skip


def _cost_bounds(total: float, N: int, said: Released | None) -> Content:
    """The cost per result when none or all of those who did not tell had it."""
    if said is None:
        return {}
    ends = worst(said)
    costs = {"lower": ends["upper"], "upper": ends["lower"]}  # fewer people, a higher cost
    return {name: content.tidy(total / (share * N)) if share else None
            for name, share in costs.items()}  # fmt: skip


def _bases(context: Context) -> dict[str, tuple[Content | None, Released | None]]:
    """What costs are shared among: its share of everybody, and who told it."""
    material = context.material
    goal = _number(context, "e_goal_met")
    mentored = context.mentored
    spoke = material.answered | material.reached
    told = {"contacted": (material.tier("M0"), BOTH), "mentored": (mentored.holds, mentored.form)}
    if not np.isnan(goal).all():
        told["goal_met"] = (np.where(np.isnan(goal), np.nan, (goal >= 3).astype(float)), BOTH)
    if "f_result" in material.values:
        got = variables.holds(RECEIVED, material.values, material.unknown, spoke)
        told["received_finance"] = (got, BOTH)
    found: dict[str, tuple[Content | None, Released | None]] = {"registered": (None, None)}
    for name, (holds, form) in told.items():
        share = context.share(holds, denominator="eligible", form=form)
        if not guard.share(share, material.threshold)["suppressed"]:
            found[name] = (share, Released.told(material, holds, form))
    return found


def _cost_per(total: float, currency: str, N: int, share: Content | None) -> Content:
    ends = {"value": 1.0, "low": None, "high": None} if share is None else share

    def over(part: float | None) -> float | None:
        return total / (part * N) if part else None

    more: dict[str, Any] = {}
    if share is not None and share.get("answered"):
        said = share["answered"]
        turned = {"value": "value", "low": "high", "high": "low"}  # fewer people, a higher cost
        costs = {name: content.tidy(over(said[end])) for name, end in turned.items()}
        more = {"answered": {**costs, "rate": said["rate"]}, "inverse": True}

    return content.estimate(
        over(ends["value"]), n=N if share is None else share["n"], denominator="frame",
        source="plan", unit="money", low=over(ends["high"]), high=over(ends["low"]),
        interval="" if share is None else share["interval"], currency=currency,
        **more,
    )  # fmt: skip
