"""The mentors' side: what they say of requests, answers, load and silence (T27)."""

import numpy as np

from tequio.domain.studies.analysis import content, guard, variables
from tequio.domain.studies.analysis.content import Results
from tequio.domain.studies.analysis.context import simple_share
from tequio.domain.studies.analysis.material import Floats
from tequio.domain.studies.study_data import StudyData

NUMBERS = ("m_requests_n", "m_answered_n", "m_mentees_n", "m_hours")


def mentors(data: StudyData, threshold: int) -> Results:
    """Unweighted shares and means of those mentors who answered; nothing without them."""
    rows = [row for row in data.answers.records() if row["form"] == "mentor"]
    if len(rows) < threshold:
        return {}
    texts = {name: [row.get(name, "") for row in rows] for name in data.answers.columns}
    columns = variables.columns_of(texts)
    n = len(rows)
    results: Results = {"T27.n": content.count(n, denominator="mentors", source="survey")}
    lines = []
    for name in NUMBERS:
        y = variables.numbers(columns, name, n)
        held = y[~np.isnan(y)]
        if len(held) >= threshold:
            lines.append([name, len(held), float(held.mean()), float(np.median(held))])
    results["T27"] = content.table(
        {"variable": "word", "n": "count", "mean": "number", "median": "number"}, lines
    )
    asked, answered = (variables.numbers(columns, name, n) for name in NUMBERS[:2])
    known = ~np.isnan(asked) & ~np.isnan(answered) & (asked > 0)
    if known.sum() >= threshold:
        results["T27.reply_rate"] = content.estimate(
            float(np.minimum(answered, asked)[known].sum() / asked[known].sum()),
            n=int(known.sum()), denominator="requests", source="survey",
        )  # fmt: skip
        results["T27.gini"] = content.estimate(
            gini(asked[known]), n=int(known.sum()), denominator="mentors", source="survey",
            unit="number",
        )  # fmt: skip
    results |= _why_silent(columns, n, threshold)
    goes_on = variables.numbers(columns, "m_continue", n)
    held = goes_on[~np.isnan(goes_on)]
    if len(held):
        share = simple_share(int((held == 1).sum()), len(held), denominator="mentors")
        results["T27.continue"] = guard.share(share, threshold)
    return results


def gini(values: Floats) -> float:
    """How unevenly something is shared out: 0 for all alike.

    >>> gini(np.array([1.0, 1.0])), gini(np.array([0.0, 1.0]))
    (0.0, 0.5)
    """
    ordered = np.sort(values)
    n, total = len(ordered), ordered.sum()
    if total == 0:
        return 0.0
    return float((2 * np.arange(1, n + 1) - n - 1) @ ordered / (n * total))


def _why_silent(columns: variables.Columns, n: int, threshold: int) -> Results:
    values = columns.get("m_why_not")
    if values is None:
        return {}
    known = [value for value in values if value is not None]
    codes = sorted({code for value in known for code in str(value).split()})
    counts = [sum(code in str(value).split() for value in known) for code in codes]
    if not codes:
        return {}
    gone = guard.hidden([[count] for count in counts], threshold).ravel()
    rows = []
    for code, count, hide in zip(codes, counts, gone, strict=True):
        found = simple_share(count, len(known), denominator="mentors")
        shown = content.withheld(found) if hide else found
        rows.append(
            {"label": f"m_why_not={code}", "value": shown["value"], "low": shown["low"],
             "high": shown["high"], "n": len(known)}
        )  # fmt: skip
    rows.sort(key=lambda row: -(row["value"] or 0.0))
    return {"F16": content.chart("rows", rows, unit="share")}
