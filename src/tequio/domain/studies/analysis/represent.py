"""Whom the answers stand for: response by variable, balance, R-indicator, weights (T7-T10)."""

from typing import Any

import numpy as np

from survey_statistics.association.rao_scott import rao_scott
from survey_statistics.bounds import wilson_limits
from survey_statistics.errors import SurveyError
from survey_statistics.propensity import (
    SeparatedOutcome,
    covariate_matrix,
    fitted_propensities,
)
from survey_statistics.representativity import (
    conditional_partial,
    estimated_r_indicator,
    unconditional_partial,
)
from survey_statistics.representativity.r_indicator import RIndicator, resampled_weights
from tequio.domain.studies.analysis import content, guard, joined
from tequio.domain.studies.analysis.content import Content, Results
from tequio.domain.studies.analysis.context import Context
from tequio.domain.studies.analysis.levels import in_order
from tequio.domain.studies.analysis.material import FRAME_VARIABLES, LOG_VARIABLES, Floats, Material
from tequio.domain.studies.analysis.weighting_variables import coarse

RESAMPLES = 50
WIDEST = 0.1  # a standardised difference that a reader should know of


def represent(context: Context, generator: np.random.Generator) -> Results:
    """Everything about representativeness."""
    material = context.material
    names = [name for name in (*FRAME_VARIABLES, *_logs(material)) if material.holds_fact(name)]
    results: Results = {}
    for name in names:
        results[f"T7.by.{name}"] = _response_by(context, name)
    lines = [line for name in names for line in _levels(context, name)]
    results["T8"] = content.table(
        {"variable": "word", "level": "word", "frame": "share", "respondents": "share",
         "after_weighting": "share", "difference_before": "number", "difference_after": "number"},
        lines,
        note="suppressed" if any(line[3] is None for line in lines) else "",
    )  # fmt: skip
    results["F6"] = content.chart(
        "love",
        [
            {"label": line[1], "value": line[5], "after": line[6]}
            for line in sorted(lines, key=lambda line: -abs(line[5] or 0.0))[:20]
            if line[5] is not None
        ],
        mark=WIDEST,
        unit="number",
    )
    results |= _indicator(material, names, generator)
    return results | _weights(context)


def _logs(material: Material) -> list[str]:
    return [*LOG_VARIABLES, *(f"log_m{k}" for k in range(5))]


def _response_by(context: Context, name: str) -> Content:
    material = context.material
    levels = coarse(material, name, context.everybody)[0].astype(str)
    names = in_order(name, levels.tolist())
    counts = np.array(
        [[int((side & (levels == k)).sum()) for side in (material.answered, ~material.answered)]
         for k in names]
    )  # fmt: skip
    gone = np.asarray(guard.hidden(counts, material.threshold).any(axis=1))
    rows: list[list[Any]] = []
    for level, (yes, no), hide in zip(names, counts.tolist(), gone, strict=True):
        if hide:
            rows.append([f"{name}={level}", None, None, None, None])
            continue
        found = content.tidy(yes / (yes + no))
        low, high = wilson_limits(yes, yes + no, material.confidence)
        rows.append([f"{name}={level}", yes + no, found, low, high])
    columns = {"level": "word", "released": "count", "response_rate": "share"}
    result = content.table({**columns, "low": "share", "high": "share"}, rows)
    try:
        test = rao_scott(
            context.weighting.sample, {name: levels}, {"answered": material.answered.astype(int)}
        )
        result["p_value"] = content.tidy(test.p_value)
    except SurveyError:
        result["p_value"] = None
    return result


def _levels(context: Context, name: str) -> list[list[Any]]:
    """Frame, respondents and weighted share of each level, with standardised differences."""
    material, final = context.material, context.weighting.final
    own, everybody = (a.astype(str) for a in coarse(material, name, context.everybody))
    levels = in_order(name, everybody.tolist())
    answered = material.answered
    counts = np.array([[int((answered & (own == level)).sum())] for level in levels])
    gone = guard.hidden(counts, material.threshold).ravel()
    base = np.where(answered, material.base, 0.0)
    lines: list[list[Any]] = []
    for level, hide in zip(levels, gone, strict=True):
        whole = float((everybody == level).mean())
        before = float(base[own == level].sum() / base.sum())
        after = float(final[own == level].sum() / final.sum())
        spread = np.sqrt(whole * (1 - whole))
        apart = [(share - whole) / spread if spread > 0 else 0.0 for share in (before, after)]
        shown = [None] * 4 if hide else [before, after, *apart]
        lines.append([name, f"{name}={level}", whole, *shown])
    return lines


def _indicator(material: Material, names: list[str], generator: np.random.Generator) -> Results:
    """R-indicator over the eligible with its interval, partial indicators and maximal bias."""
    eligible = material.letters != "NE"
    columns = {name: coarse(material, name, material.answered)[0][eligible] for name in names}
    columns = {name: values for name, values in columns.items() if len(set(values)) > 1}
    columns = _independent(columns)
    answered, d = material.answered[eligible].astype(float), material.base[eligible]
    if not columns or answered.all() or not answered.any():
        return {}
    resampled = resampled_weights(
        d, RESAMPLES, generator, material.cases["stratum"][eligible].astype(str)
    )
    fitted = _fitted(columns, answered, d, float(material.N), resampled)
    if fitted is None:
        return {}
    X, columns, found = fitted
    results = {
        "T9.R": content.estimate(
            found.R, n=int(eligible.sum()), denominator="eligible", source="ledger", unit="number",
            low=found.low, high=found.high, standard_error=found.standard_error,
            interval="bootstrap 0.95", lower_bound=content.tidy(found.lower_bound),
        ),
        "T9.maximal_bias": content.estimate(
            found.maximal_bias(0.5), n=int(eligible.sum()), denominator="eligible",
            source="ledger", unit="share",
        ),
    }  # fmt: skip
    return results | {"T9": _parts(columns, fitted_propensities(X, answered, d), d)}


def _fitted(
    columns: dict[str, np.ndarray],
    answered: Floats,
    d: Floats,
    population: float,
    resampled: Floats,
) -> tuple[Floats, dict[str, np.ndarray], RIndicator] | None:
    """The indicator over the variables, the last left out while they tell exactly who answers.

    In a small study a level, or its part in a resample, may hold only people who answered.
    """
    while columns:
        X = covariate_matrix(columns)
        try:
            found = estimated_r_indicator(
                X, answered, d, population=population, replicate_weights=resampled
            )
        except SeparatedOutcome:
            columns = dict(list(columns.items())[:-1])
        else:
            return X, columns, found
    return None


def _parts(columns: dict[str, np.ndarray], rho: Floats, d: Floats) -> Content:
    """Partial indicators of each variable, the largest first."""
    rows: list[list[Any]] = []
    for name, values in columns.items():
        others = [v.astype(str) for k, v in columns.items() if k != name]
        cells = np.array(
            ["|".join(parts) for parts in zip(*others, strict=True)] or ["all"] * len(rho)
        )
        rows.append(
            [name, unconditional_partial(rho, values, d).variable,
             conditional_partial(rho, values, cells, d).variable]
        )  # fmt: skip
    rows.sort(key=lambda row: -float(row[1]))
    return content.table(
        {"variable": "word", "unconditional": "number", "conditional": "number"}, rows
    )


def _independent(columns: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Leave out classifications that others already tell exactly."""
    kept: dict[str, np.ndarray] = {}
    rank = 0
    for name, values in columns.items():
        tried = {**kept, name: values}
        X = covariate_matrix(tried)
        found = int(np.linalg.matrix_rank(X.T @ X / len(X), tol=1e-9))
        if found == X.shape[1] and found > rank:
            kept, rank = tried, found
    return kept


def _step_name(name: str, context: Context) -> str:
    """The key of a weighting step, whatever it was on."""
    if name.startswith("trimming") and context.weighting.is_untrimmed:
        return "step trimming left out"
    for beginning in ("non-response", "raking", "trimming"):
        if name.startswith(beginning):
            return f"step {beginning}"
    return f"step {name}"


def _weights(context: Context) -> Results:
    """What each step did to the weights, and the margins before and after."""
    steps = context.weighting.history.steps
    rows = [
        [_step_name(step.name, context), step.n, step.sum_after, step.minimum, step.maximum,
         step.design_effect, step.effective_n]
        for step in steps
    ]  # fmt: skip
    columns = {"step": "word", "cases": "count", "sum": "count", "smallest": "number",
               "largest": "number", "design_effect": "number", "effective_n": "count"}  # fmt: skip
    last = steps[-1]
    results: Results = {
        "T10": content.table(columns, rows),
        "T10.margins": content.table(
            {"variable": "word", "level": "word", "frame": "share", "before": "share",
             "reached_margin": "share"},
            [[v, joined.key(context.material, v, level, context.material.answered), *rest]
             for v, level, *rest in context.weighting.margins],
        ),
    }  # fmt: skip
    if context.weighting.left_out:
        results["T10.left_out"] = content.table(
            {"variable": "word", "why_left_out": "word"},
            [[*one] for one in context.weighting.left_out],
        )
    for name in ("design_effect", "effective_n", "smallest", "largest"):
        value = {
            "design_effect": last.design_effect, "effective_n": last.effective_n,
            "smallest": last.minimum, "largest": last.maximum,
        }[name]  # fmt: skip
        results[f"T10.{name}"] = content.estimate(
            value, n=last.n, denominator="responded", source="ledger", unit="number"
        )
    return results
