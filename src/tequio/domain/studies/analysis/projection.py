"""From those who answered to everybody: the same data under each assumption (T13, F10)."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from survey_statistics.bounds import (
    Bounds,
    hansen_hurwitz,
    imbens_manski,
    manski_bounds_of_share,
    scenario,
    silent_share_needed,
)
from tequio.domain.studies.analysis import content, field
from tequio.domain.studies.analysis.content import Content, Results
from tequio.domain.studies.analysis.context import (
    Context,
    as_answered,
    counted,
    simple_share,
)
from tequio.domain.studies.analysis.material import TIERS, Material

KS = (0.0, 0.1, 0.25, 0.5, 0.75, 1.0, 1.25)
TARGETS = (0.10, 0.15, 0.20)
PER = 10_000


@dataclass(frozen=True)
class Counts:
    """Counts of a property in the sample: asked, answered with a known answer, and yes."""

    sampled: int
    answered: int
    yes: int

    @property
    def share(self) -> float:
        """Yes among those who answered."""
        return self.yes / self.answered

    @property
    def rate(self) -> float:
        """Answered among those asked."""
        return self.answered / self.sampled


def projection(context: Context) -> Results:
    """The projection of being mentored under every definition."""
    results: Results = {}
    for definition in TIERS:
        results |= project(context, definition)
    material = context.material
    for target in TARGETS:
        x, n = counted(material, material.tier(material.definition))
        if 0 < n < material.n:
            needed = silent_share_needed(x / n, n / material.n, target)
            results[f"F10.needed.{round(100 * target)}"] = content.estimate(
                needed if 0 <= needed <= 1 else None, n=n, denominator="silent", source="survey"
            )
    return results


def project(context: Context, definition: str) -> Results:
    """One definition: every row of the table, and the sensitivity curve."""
    material = context.material
    said = material.tier(definition)
    form = "detailed" if definition == "M4" else "both"
    if form == "detailed":  # only the detailed form asks how long it lasted
        said = np.where(material.detailed, said, np.nan)
    x, n = counted(material, said)
    if n == 0:
        return {}
    counts = Counts(material.n, n, x)
    if min(x, n - x) < material.threshold:
        few = content.table({"assumption": "word"}, [], note="suppressed")
        return {f"T13.{definition}": few}
    rows: dict[str, Content] = {
        "naive": simple_share(x, n, denominator="responded", level=material.confidence),
        "weighted": context.share(
            said,
            denominator="eligible",
            form=form,
            answered=as_answered(x, n, counts.rate, material.confidence),
        ),
    }
    rows |= _effort(context, definition, counts) | _follow_up(material, definition, counts)
    rows |= _logs(material, definition, counts)
    rows["floor"] = simple_share(x, material.n, denominator="sampled", level=material.confidence)
    rows["worst"] = _range(manski_bounds_of_share(x, n, material.n, material.confidence), counts)
    name = f"T13.{definition}"
    results: Results = {f"{name}.{key}": row for key, row in rows.items()}
    for key, row in rows.items():
        results[f"{name}.{key}.people"] = _times(row, material.N)
        results[f"{name}.{key}.per_10000"] = _times(row, PER)
    results[name] = _table(rows, material.N)
    results[name]["dial"] = dial = _dial(rows["weighted"], material.N)
    results[f"{name}.chart"] = _chart(rows, dial)
    return results | _curve(material, definition, counts)


def _chart(rows: dict[str, Content], dial: Content) -> Content:
    """Every row on one scale."""
    return content.chart(
        "rows",
        [
            {"label": key, "value": row["value"], "low": row["low"], "high": row["high"],
             "lower": row.get("lower"), "upper": row.get("upper"), "n": row["n"]}
            for key, row in rows.items()
        ],
        unit="share", dial=dial,
    )  # fmt: skip


def _dial(weighted: Content, population: int) -> Content:
    """The dial is another answer to what the weights ask: its row stands in their place."""
    ends = {"low": "low", "high": "high"}
    columns = {name: (end, 1.0) for name, end in {"share": "value", **ends}.items()}
    columns |= {
        f"people{name and '_'}{name}": (end, float(population))
        for name, end in {"": "value", **ends}.items()
    }
    return {**content.dial({"weighted": weighted["answered"]}, columns), "as": "dialled"}


def _table(rows: dict[str, Content], population: int) -> Content:
    def people(share: float | None) -> float | None:
        return None if share is None else share * population

    lines: list[list[Any]] = []
    for name, row in rows.items():
        low, high = row["low"], row["high"]
        ends = [row.get("lower"), row.get("upper")]
        lines.append(
            [name, row["value"], *ends, low, high, people(row["value"]),
             *(people(end) for end in ends), people(low), people(high)]
        )  # fmt: skip
    columns = {"assumption": "word", "share": "share", "lower": "share", "upper": "share",
               "low": "share", "high": "share", "people": "people", "people_lower": "people",
               "people_upper": "people", "people_low": "people",
               "people_high": "people"}  # fmt: skip
    return content.table(columns, lines)


def _effort(context: Context, definition: str, counts: Counts) -> dict[str, Content]:
    """The silent taken to be like the last who answered."""
    found = field.late_share(context.material, context.material.tier(definition))
    if found is None:
        return {}
    late, n = found
    value = counts.rate * counts.share + (1 - counts.rate) * late
    error = np.sqrt(
        counts.rate**2 * counts.share * (1 - counts.share) / counts.answered
        + (1 - counts.rate) ** 2 * late * (1 - late) / n
    )
    half = 1.959963984540054 * float(error)
    return {
        "effort": content.estimate(
            value, n=counts.answered, denominator="sampled", source="survey",
            low=max(0.0, value - half), high=min(1.0, value + half), standard_error=float(error),
            interval="normal 0.95", late=n,
        )
    }  # fmt: skip


def _follow_up(material: Material, definition: str, counts: Counts) -> dict[str, Content]:
    """Hansen and Hurwitz, with the bounds that the follow-up leaves."""
    said = material.tier(definition)
    reached = material.reached & ~np.isnan(said)
    if not reached.any():
        return {}
    found = hansen_hurwitz(
        sampled=counts.sampled,
        respondents=counts.answered,
        successes=counts.yes,
        drawn=int(material.followed.sum()),
        reached=int(reached.sum()),
        reached_successes=int((said[reached] == 1).sum()),
        confidence=material.confidence,
    )
    n = counts.answered + int(reached.sum())
    shared: dict[str, Any] = {"n": n, "denominator": "sampled", "source": "follow_up"}
    return {
        "follow_up": content.estimate(
            found.value, low=found.low, high=found.high, standard_error=found.standard_error,
            interval="hansen-hurwitz", followed_up_share=content.tidy(found.followed_up_share),
            reached=int(reached.sum()), drawn=int(material.followed.sum()), **shared,
        ),
        "follow_up_worst": content.estimate(
            None, lower=content.tidy(found.worst_case.lower),
            upper=content.tidy(found.worst_case.upper), **shared,
        ),
    }  # fmt: skip


def _logs(material: Material, definition: str, counts: Counts) -> dict[str, Content]:
    """Bounds that the logs leave: the silent whom the log shows mentored are, those who never
    wrote are not, those between may be (help found outside the platform's messages).
    """
    logged, wrote = material.log(definition), material.log("M0")
    silent = ~material.answered
    if np.isnan(logged).all() or np.isnan(wrote).all():
        return {}
    least = counts.yes + int((silent & (logged == 1)).sum())
    most = counts.yes + int((silent & ((wrote == 1) | (logged == 1))).sum())
    n = material.n
    shares = [least / n, max(most, least) / n]
    errors = [float(np.sqrt(p * (1 - p) / n)) for p in shares]
    found = imbens_manski(shares[0], shares[1], errors[0], errors[1], material.confidence)
    row = _range(found, counts)
    row["source"] = "log"
    p_silent = float((logged[silent] == 1).mean()) if silent.any() else None
    p_answered = float((logged[material.answered] == 1).mean())
    row["k"] = content.tidy(p_silent / p_answered) if p_silent is not None and p_answered else None
    return {"log_bounded": row}


def _range(found: Bounds, counts: Counts) -> Content:
    """Bounds as a result: no value, the two ends, and an interval for the truth."""
    return content.estimate(
        None,
        n=counts.answered,
        denominator="sampled",
        source="survey",
        low=None if found.low is None else max(found.low, 0.0),
        high=None if found.high is None else min(found.high, 1.0),
        interval="imbens-manski",
        lower=content.tidy(found.lower),
        upper=content.tidy(found.upper),
    )


def _times(row: Content, population: int) -> Content:
    """The same row as a number of people."""
    scaled: dict[str, Any] = {
        name: content.tidy(row[name] * population)
        for name in ("value", "low", "high", "standard_error", "lower", "upper")
        if row.get(name) is not None
    }
    if row.get("answered"):
        scaled["answered"] = content.scaled(row["answered"], population)
    return {**row, **scaled, "unit": "people", "population": population}


def _curve(material: Material, definition: str, counts: Counts) -> Results:
    """Sensitivity in k, with the k that the logs measure."""
    p, rr = counts.share, counts.rate
    if not 0 < rr < 1 or p == 0:
        return {}
    name = f"F10.{definition}"
    results: Results = {}
    points = []
    for k in [*(k for k in KS if k * p <= 1)]:
        found = scenario(p, rr, k)
        points.append(
            {"k": k, "value": found.share, "silent": found.silent_share,
             "response_with": found.response_with, "response_without": found.response_without}
        )  # fmt: skip
        results[f"{name}.k{round(100 * k):03d}"] = content.estimate(
            found.share, n=counts.answered, denominator="sampled", source="survey", k=k
        )
    measured = _measured(material, definition)
    if measured is not None:
        results[f"{name}.measured_k"] = content.estimate(
            measured, n=material.n, denominator="sampled", source="log", unit="ratio"
        )
    results[name] = content.chart(
        "curve", points, unit="share", respondent_share=p, response_rate=rr, measured_k=measured
    )
    return results


def _measured(material: Material, definition: str) -> float | None:
    """The share among the silent over that among respondents, by the logs; None if not held."""
    logged, silent = material.log(definition), ~material.answered
    known = ~np.isnan(logged)
    if not (known & silent).any() or not (logged[known & ~silent] == 1).any():
        return None
    return float((logged[known & silent] == 1).mean() / (logged[known & ~silent] == 1).mean())
