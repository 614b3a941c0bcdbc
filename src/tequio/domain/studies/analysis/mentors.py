"""The mentors' side: what they say of requests, answers, load and silence (T27, F15, F16)."""

import numpy as np

from survey_statistics.designs.build import survey_design
from survey_statistics.estimation.net_promoter_score import net_promoter_score
from tequio.domain.studies.analysis import content, guard, variables
from tequio.domain.studies.analysis.content import Results
from tequio.domain.studies.analysis.context import simple_share
from tequio.domain.studies.analysis.material import Floats
from tequio.domain.studies.study_data import StudyData

F11 = "F11.all"
NUMBERS = ("m_requests_n", "m_answered_n", "m_mentees_n", "m_hours")
CHOICES = (("F16", "m_why_not"), ("F16.delay", "m_delay"), ("F16.topics", "m_topics"))


def mentors(data: StudyData, threshold: int) -> Results:
    """Unweighted shares and means of those mentors who answered; nothing without them.

    Args:
        data: with `mentors`, one row for each who was asked.
        threshold: fewest people behind a published number.
    """
    asked = data.mentors.records()
    rows = [row for row in asked if row["answered"] == "1"]
    if len(rows) < threshold:
        return {}
    texts = {name: [row.get(name, "") for row in rows] for name in data.mentors.columns}
    columns = variables.columns_of(texts)
    n = len(rows)
    response = simple_share(n, len(asked), denominator="mentors_asked")
    results: Results = {
        "T27.asked": content.count(len(asked), denominator="mentors_asked", source="ledger"),
        "T27.n": content.count(n, denominator="mentors", source="survey"),
        "T27.response": guard.share(response, threshold),
    }
    results |= _numbers(columns, n, threshold)
    for name, variable in CHOICES:
        results |= _choices(columns, name, variable, threshold)
    return results | _opinions(columns, n, threshold)


def _numbers(columns: variables.Columns, n: int, threshold: int) -> Results:
    """Means and medians, the share of requests answered, and how unevenly requests fall."""
    results: Results = {}
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
    return results


def _opinions(columns: variables.Columns, n: int, threshold: int) -> Results:
    """Who would go on, and whether they would recommend it."""
    results: Results = {}
    goes_on = variables.numbers(columns, "m_continue", n)
    held = goes_on[~np.isnan(goes_on)]
    if len(held):
        share = simple_share(int((held == 1).sum()), len(held), denominator="mentors")
        results["T27.continue"] = guard.share(share, threshold)
    said = variables.numbers(columns, "i_nps", n)
    known = said[~np.isnan(said)]
    if len(known) >= threshold:
        found = net_promoter_score(survey_design(size=len(known)), known).only
        results["T27.nps"] = {
            **content.from_estimate(found, denominator="mentors", unit="points"),
            "weighted": False,
        }
    return results


def topics_beside(results: Results) -> Results:
    """F15: how often a topic was worked on with a mentor, and how many mentors are asked about it.

    Args:
        results: with the charts `F11.all` of the mentored and `F16.topics` of the mentors.
    """
    found: Results = {}
    for name in results:
        if name == F11 or name.endswith(f".{F11}"):
            found |= _topics_beside(results, name)
    return found


def _topics_beside(results: Results, topics: str) -> Results:
    """The same for the mentored by one definition."""
    if "F16.topics" not in results:
        return {}
    worked, asked = (
        {str(row["label"]).partition("=")[2]: row["value"] for row in results[name]["rows"]}
        for name in (topics, "F16.topics")
    )
    codes = list(dict.fromkeys((*worked, *asked)))
    rows = [
        {"label": f"d_topics={code}", "value": worked.get(code), "log": asked.get(code)}
        for code in codes
    ]
    starts = (results[topics].get("dial") or {}).get("answered") or {}
    drawn = content.chart(
        "pairs", rows, unit="share", names={"value": "worked_on", "log": "asked_about"},
        dial=content.dial(starts, {}, each=True),
    )  # fmt: skip
    return {topics.replace(F11, "F15"): drawn}


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


def _choices(columns: variables.Columns, name: str, variable: str, threshold: int) -> Results:
    """A chart of the share of mentors who named each answer."""
    values = columns.get(variable)
    if values is None:
        return {}
    known = [str(value) for value in values if value is not None]
    codes = sorted({code for value in known for code in value.split()})
    if not codes or len(known) < threshold:
        return {}
    counts = [sum(code in value.split() for value in known) for code in codes]
    gone = guard.hidden_choices(counts, len(known), threshold)
    rows = []
    for code, count, hide in zip(codes, counts, gone, strict=True):
        found = simple_share(count, len(known), denominator="mentors")
        shown = content.withheld(found) if hide else found
        rows.append(
            {"label": f"{variable}={code}", "value": shown["value"], "low": shown["low"],
             "high": shown["high"], "n": len(known)}
        )  # fmt: skip
    rows.sort(key=lambda row: -(row["value"] or 0.0))
    return {name: content.chart("rows", rows, unit="share")}
