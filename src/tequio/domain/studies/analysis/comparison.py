"""Mentored and not mentored (T20, T21): raw, adjusted, how fragile, what could not be seen.

An association unless mentoring was given by lot. Covariates are what the frame knew before;
log variables of mentoring itself are not among them.
"""

import math
from typing import Any, Literal

import numpy as np

from survey_statistics.comparison import (
    EValue,
    balance_table,
    e_value,
    negative_control,
    propensity_weights,
    ratio_of_difference,
    treatment_effect,
)
from survey_statistics.errors import SurveyError
from survey_statistics.estimation import mean
from survey_statistics.power import (
    TwoGroups,
    detectable_difference,
    detectable_difference_of_proportions,
)
from survey_statistics.propensity import covariate_matrix, fitted_propensities
from survey_statistics.weighting.dispersion import kish_design_effect
from tequio.domain.studies.analysis import content, joined, variables
from tequio.domain.studies.analysis.amounts import tells_few
from tequio.domain.studies.analysis.content import Content, Results
from tequio.domain.studies.analysis.context import Context, asked_in
from tequio.domain.studies.analysis.indicator_kinds import Indicator, is_of_amounts, is_share
from tequio.domain.studies.analysis.material import Floats, Material
from tequio.domain.studies.analysis.outcomes import about_mentoring
from tequio.domain.studies.analysis.phases import BOTH, DETAILED
from tequio.domain.studies.analysis.silent import Group

FEWEST_IN_ARM = 20
Method = Literal["difference", "regression", "ipw", "aipw"]
METHODS: tuple[Method, ...] = ("difference", "regression", "ipw", "aipw")
LOG_SD = 1.17  # of log revenue among sellers, seven trials in Meager (2019)
NEGATIVE_CONTROL = "fte_reg"  # jobs at registration: mentoring cannot have changed them


def comparison(context: Context) -> Results:
    """The comparison under every definition, and replied against not replied."""
    material = context.material
    results: Results = {}
    for definition in context.shown:
        methods = METHODS if definition == material.definition else METHODS[:2]
        results |= _compare(context, definition, context.group(definition), methods)
    wrote = material.tier("M0") == 1
    replied = np.where(wrote, material.tier("M1"), np.nan)
    results |= _compare(context, "replied", Group(replied), METHODS)
    return results | between_arms(context)


def between_arms(context: Context) -> Results:
    """What stands beside the comparison of one definition: balance, control, what can be seen."""
    return _balance(context) | _control(context) | _detectable(context)


def _covariates(context: Context, rows: np.ndarray) -> dict[str, np.ndarray]:
    found = {name: values[rows] for name, values in context.covariates.items()}
    return {name: values for name, values in found.items() if len(set(values.tolist())) > 1}


def _matrix(context: Context, rows: np.ndarray) -> Floats:
    """What arms are made alike by; the intercept alone where nothing in the frame differs."""
    columns = _covariates(context, rows)
    return covariate_matrix(columns) if columns else np.ones((len(rows), 1))


def _compare(context: Context, name: str, group: Group, methods: tuple[Method, ...]) -> Results:
    """Every outcome of the plan between two groups of respondents."""
    results: Results = {}
    rows: list[list[Any]] = []
    for indicator in context.indicators():
        if not indicator.get("is_outcome") or about_mentoring(indicator):
            continue
        y = context.values_of(indicator)
        form = asked_in(context.material, indicator)
        form = group.form if form == BOTH else form
        line: list[Any] = [f"indicator={indicator['id']}"]
        for method in methods:
            found = _effect(context, y, group.holds, method, form, indicator)
            if found is not None:
                results[f"T21.{name}.{indicator['id']}.{method}"] = found
            line += [found["value"], found["low"], found["high"]] if found else [None] * 3
        best = results.get(f"T21.{name}.{indicator['id']}.{methods[-1]}")
        rows.append(
            [
                *line,
                best["e_value"] if best else None,
                best["e_value_limit"] if best else None,
                "points_of_share" if is_share(indicator) else "number",
            ]
        )
    columns = {"indicator": "word"}
    for method in methods:
        columns |= {f"{method}{end}": "by_unit" for end in ("", "_low", "_high")}
    columns |= {"e_value": "number", "e_value_limit": "number", "unit": "word"}
    if any(cell is not None for row in rows for cell in row[1:-1]):
        results[f"T21.{name}"] = content.table(columns, rows)
    return results


def _effect(
    context: Context, y: Floats, treated: Floats, method: Method, form: str, indicator: Indicator
) -> Content | None:
    """One estimate; None where a group is too small to compare."""
    design, rows = context.design(form)
    outcome, arm = y[rows].copy(), treated[rows]
    outcome[np.isnan(arm)] = np.nan
    held = ~np.isnan(outcome)
    arms = [outcome[held & (arm == side)] for side in (1, 0)]
    threshold = context.material.threshold
    if min(map(len, arms)) < max(FEWEST_IN_ARM, threshold):
        return None
    if is_of_amounts(indicator) and any(tells_few(values, threshold) for values in arms):
        return None
    X = _matrix(context, rows)
    try:
        found = treatment_effect(
            design, outcome, np.nan_to_num(arm), X, method=method,
            estimand="ATO" if method == "ipw" else "ATT", confidence=context.material.confidence,
        )  # fmt: skip
    except SurveyError:
        return None
    base = design.weights * (held & (arm == 1))
    level = float(base @ np.nan_to_num(outcome) / base.sum())
    fragile = _fragility(found, level, outcome[held], is_share(indicator))
    return content.estimate(
        found.value, n=found.treated + found.control, denominator="responded", source="survey",
        unit="points_of_share" if is_share(indicator) else "number", low=found.low,
        high=found.high, standard_error=found.standard_error, interval="t, replicates",
        degrees_of_freedom=found.degrees_of_freedom, weighted=True, treated=found.treated,
        control=found.control, p_value=content.tidy(found.p_value), estimand=found.estimand,
        e_value=content.tidy(fragile.value if fragile else None),
        e_value_limit=content.tidy(fragile.limit if fragile else None), form=form,
    )  # fmt: skip


def _fragility(found: Any, level: float, outcome: Floats, share: bool) -> EValue | None:
    """The E-values of the estimate and of its limit nearest to no difference; None without any."""
    values = (found.value, found.low, found.high)
    if share:
        others = [level - value for value in values]
        if level <= 0 or min(others) <= 0:
            return None
        ratios = [level / other for other in others]
    else:
        spread = float(outcome.std())
        if spread == 0:
            return None
        ratios = [ratio_of_difference(value / spread) for value in values]
    try:
        return e_value(ratios[0], low=ratios[1], high=ratios[2])
    except SurveyError:
        return None


def _balance(context: Context) -> Results:
    """Standardised differences of the covariates before and after overlap weights."""
    material = context.material
    design, rows = context.design(context.mentored.form)
    arm = context.mentored.holds[rows]
    known = ~np.isnan(arm)
    columns = {name: values[known] for name, values in _covariates(context, rows).items()}
    if not columns or min((arm == 1).sum(), (arm == 0).sum()) < FEWEST_IN_ARM:
        return {}
    w, t = design.weights[known], arm[known]
    try:
        e = fitted_propensities(covariate_matrix(columns), t, w)
        lines = balance_table(
            columns, t, propensity_weights(e, t, w, estimand="ATO"), base_weights=w
        )
        raw = balance_table(columns, t, w, base_weights=w)
    except SurveyError:
        return {}
    rows_of = [
        [line.covariate, own.treated, own.control, line.before, line.treated, line.control,
         line.after]
        for line, own in zip(lines, raw, strict=True)
    ]  # fmt: skip
    columns_of = {"covariate": "word", "mentored_raw": "share", "others_raw": "share",
                  "difference_raw": "number", "mentored_adjusted": "share",
                  "others_adjusted": "share", "difference_adjusted": "number"}  # fmt: skip
    few = [line for line in rows_of if _few(columns, t, str(line[0]), material.threshold)]
    shown = [[_named(material, str(line[0])), *line[1:]] for line in rows_of if line not in few]
    return {
        "T20": content.table(columns_of, shown, note="suppressed" if few else ""),
        "T20.chart": content.chart(
            "love", [{"label": r[0], "value": r[3], "after": r[6]} for r in shown], mark=0.1,
            unit="number",
        ),
    }  # fmt: skip


def _named(material: Material, covariate: str) -> str:
    """A covariate with the levels that were joined to it."""
    name, _equals, level = covariate.partition("=")
    return joined.key(material, name, level, material.answered)


def _few(columns: dict[str, np.ndarray], arm: Floats, covariate: str, threshold: int) -> bool:
    """Whether a share of an arm in this variable would show few: then none of its levels is shown.

    One level alone would be what the others leave.
    """
    name, _equals, _level = covariate.partition("=")
    values = columns[name].astype(str)
    counts = [
        int((arm[values == level] == side).sum())
        for level in sorted(set(values.tolist())) for side in (0, 1)
    ]  # fmt: skip
    return any(0 < count < threshold for count in counts)


def _control(context: Context) -> Results:
    """The same comparison where there is nothing to find."""
    material = context.material
    y = variables.numbers(material.values, NEGATIVE_CONTROL, material.n)
    design, rows = context.design(DETAILED)
    arm = context.mentored.holds[rows]
    outcome = np.where(np.isnan(arm), np.nan, y[rows])
    held = ~np.isnan(outcome)
    if min((held & (arm == 1)).sum(), (held & (arm == 0)).sum()) < FEWEST_IN_ARM:
        return {}
    try:
        found = negative_control(
            design, outcome, np.nan_to_num(arm), _matrix(context, rows), method="aipw"
        )
    except SurveyError:
        return {}
    effect = found.effect
    return {
        "T21.negative_control": content.estimate(
            effect.value, n=effect.treated + effect.control, denominator="responded",
            source="survey", unit="number", low=effect.low, high=effect.high, weighted=True,
            standard_error=effect.standard_error, interval="t, replicates",
            bias_detected=found.bias_detected,
        )
    }  # fmt: skip


def _detectable(context: Context) -> Results:
    """The smallest differences that this survey could have found, four times in five."""
    design, rows = context.design(context.mentored.form)
    arm = context.mentored.holds[rows]
    treated, others = int((arm == 1).sum()), int((arm == 0).sum())
    if min(treated, others) < 2:
        return {}
    effect = kish_design_effect(design.weights)
    groups = TwoGroups(treated, others, design_effect=effect)
    results: Results = {}
    for base in (0.1, 0.2, 0.3, 0.5):
        results[f"T21.mde.{round(100 * base)}"] = _smallest(
            lambda base=base: detectable_difference_of_proportions(groups, base),
            treated + others, "points_of_share", base=base,
        )  # fmt: skip
    results["T21.mde.sales"] = _of_sales(groups)
    results |= _detectable_of_sellers(context)
    results["T21.mde.treated"] = content.count(treated, denominator="responded", source="survey")
    results["T21.mde.others"] = content.count(others, denominator="responded", source="survey")
    goal = mean(design, np.nan_to_num(arm)).only
    results["T21.arm"] = content.from_estimate(goal, denominator="responded")
    return results


def _detectable_of_sellers(context: Context) -> Results:
    """The same for sales, of those who sell and told how much: far fewer than were asked."""
    material = context.material
    design, rows = context.design(DETAILED)
    sales = variables.numbers(material.values, "g_rev_y1", material.n)[rows]
    arm = np.where(sales > 0, context.mentored.holds[rows], np.nan)
    treated, others = int((arm == 1).sum()), int((arm == 0).sum())
    if min(treated, others) < max(FEWEST_IN_ARM, material.threshold):
        return {}
    effect = kish_design_effect(design.weights[~np.isnan(arm)])
    groups = TwoGroups(treated, others, design_effect=effect)
    return {"T21.mde.sales_told": {**_of_sales(groups), "source": "survey"}}


def _of_sales(groups: TwoGroups) -> Content:
    """The smallest change of sales that two groups could show, as a share."""
    return _smallest(
        lambda: math.exp(detectable_difference(groups, LOG_SD)) - 1,
        int(groups.first + groups.second), "share",
    )  # fmt: skip


def _smallest(find: Any, n: int, unit: str, **more: Any) -> Content:
    try:
        value = find()
    except SurveyError:
        value = None
    return content.estimate(value, n=n, denominator="responded", source="plan", unit=unit, **more)
