"""From those who answered to everybody: the same data under each assumption (T13, F10)."""

from typing import Any

import numpy as np

from survey_statistics.bounds import scenario, silent_share_needed
from tequio.domain.studies.analysis import content, field
from tequio.domain.studies.analysis.between import few
from tequio.domain.studies.analysis.content import Content, Results
from tequio.domain.studies.analysis.context import Context, counted, simple_share
from tequio.domain.studies.analysis.material import TIERS, Flags, Floats, Material
from tequio.domain.studies.analysis.phases import BOTH, base_weights, not_asked
from tequio.domain.studies.analysis.released import (
    Released,
    by_logs,
    floor,
    follow_up,
    of_all_who_answered,
    worst,
)

KS = (0.0, 0.1, 0.25, 0.5, 0.75, 1.0, 1.25)
TARGETS = (0.10, 0.15, 0.20)
PER = 10_000


def projection(context: Context) -> Results:
    """The projection of being mentored under every definition."""
    results: Results = {}
    for definition in TIERS:
        results |= project(context, definition)
    material = context.material
    said = Released.of(context, material.definition)
    for target in TARGETS:
        if said is not None and 0 < said.rate < 1:
            needed = silent_share_needed(said.share, said.rate, target)
            results[f"F10.needed.{round(100 * target)}"] = content.estimate(
                needed if 0 <= needed <= 1 else None, n=said.answered, denominator="silent",
                source="survey",
            )  # fmt: skip
    return results


def project(context: Context, definition: str) -> Results:
    """One definition: every row of the table, and the sensitivity curve."""
    material = context.material
    said = Released.of(context, definition)
    if said is None:
        return {}
    is_few = min(said.yes, said.answered - said.yes) < material.threshold
    if is_few or definition not in context.shown:
        few = content.table({"assumption": "word"}, [], note="suppressed")
        return {f"T13.{definition}": few}
    rows: dict[str, Content] = {
        "naive": _naive(material, definition, said),
        "weighted": context.share(said.holds, denominator="eligible", form=said.form),
    }
    rows |= _effort(context, definition, said) | follow_up(material, said)
    rows |= by_logs(context, definition, said)
    rows["floor"] = floor(said)
    rows["worst"] = worst(said)
    name = f"T13.{definition}"
    results: Results = {f"{name}.{key}": row for key, row in rows.items()}
    for key, row in rows.items():
        results[f"{name}.{key}.people"] = _times(row, material.N)
        results[f"{name}.{key}.per_10000"] = _times(row, PER)
    results[name] = _table(rows, material.N)
    results[name]["dial"] = dial = _dial(rows["weighted"], material.N)
    results[f"{name}.chart"] = _chart(rows, dial)
    unasked = int(not_asked(material, definition).sum())
    if unasked >= material.threshold:
        results[name] |= {"not_asked": unasked, "told": said.answered}
    return results | _curve(material, definition, said)


def _naive(material: Material, definition: str, said: Released) -> Content:
    """Of those who answered, each counting once: by definition without weights of any kind.

    Of M3 and M4 on the base of the curve: whom the short form did not ask, others stand for.
    """
    if not_asked(material, definition).any():
        return of_all_who_answered(said)
    x, n = counted(material, material.tier(definition))
    return simple_share(x, n, denominator="responded", level=material.confidence)


def _chart(rows: dict[str, Content], dial: Content) -> Content:
    """Every row on one scale."""
    return content.chart(
        "rows",
        [
            {"label": key, "value": row["value"], "low": row["low"], "high": row["high"],
             "lower": row.get("lower"), "upper": row.get("upper"), "n": row["n"]}
            for key, row in rows.items()
        ],
        unit="share", dial=dial, names={"n": "answers_behind"},
    )  # fmt: skip


def _dial(weighted: Content, population: int) -> Content:
    """The dial is another answer to what the weights ask: its row stands in their place."""
    ends = {"low": "low", "high": "high"}
    columns = {name: (end, 1.0) for name, end in {"share": "value", **ends}.items()}
    columns |= {
        f"people{name and '_'}{name}": (end, float(population))
        for name, end in {"": "value", **ends}.items()
    }
    return content.dial(
        {"weighted": weighted["answered"]}, columns, **{"as": "dialled", "stays": "own"}
    )


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


def _effort(context: Context, definition: str, said: Released) -> dict[str, Content]:
    """The silent taken to be like the last who answered."""
    material, tier = context.material, context.material.tier(definition)
    last = field.late_cases(material, tier)
    if last is None or _shows_few(material, tier, last):
        return {}
    late, n = float(material.base[last] @ tier[last] / material.base[last].sum()), int(last.sum())
    value = said.rate * said.share + (1 - said.rate) * late
    error = np.sqrt(
        said.rate**2 * said.share * (1 - said.share) / said.answered
        + (1 - said.rate) ** 2 * late * (1 - late) / n
    )
    half = 1.959963984540054 * float(error)
    return {
        "effort": content.estimate(
            value, n=said.answered, denominator="sampled", source="survey",
            low=max(0.0, value - half), high=min(1.0, value + half), standard_error=float(error),
            interval="normal 0.95", late=n,
        )
    }  # fmt: skip


def _shows_few(material: Material, tier: Floats, last: Flags) -> bool:
    """Whether the last to answer, or the others, or the plan's definition, leave few people."""
    planned = material.tier(material.definition)
    both = last & ~np.isnan(planned) & (tier != planned)
    counts = [int((last & (tier == side)).sum()) for side in (0, 1)]
    counts += [int((material.answered & ~last & (tier == side)).sum()) for side in (0, 1)]
    return any(few(count, material.threshold) for count in (*counts, int(both.sum())))


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


def _curve(material: Material, definition: str, said: Released) -> Results:
    """Sensitivity in k, with the k that the logs measure."""
    p, rr = said.share, said.rate
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
            found.share, n=said.answered, denominator="sampled", source="survey", k=k
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
    w = base_weights(material, BOTH)
    known = ~np.isnan(logged)
    if not (known & silent).any() or not (logged[known & ~silent] == 1).any():
        return None
    shares = [
        float(w[known & side] @ (logged[known & side] == 1) / w[known & side].sum())
        for side in (silent, ~silent)
    ]
    return shares[0] / shares[1]
