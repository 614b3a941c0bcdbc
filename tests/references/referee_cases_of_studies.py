"""Cases of representativity, bounds, dispositions, comparison, agreement and planning."""

import json
import math
from collections.abc import Iterator
from fractions import Fraction

import numpy as np
from tests.references.referee_cases_of_r import FOLDER
from tests.references.referee_row import Row

from survey_statistics.agreement import fleiss_kappa, krippendorff_alpha
from survey_statistics.bounds import (
    hansen_hurwitz,
    manski_bounds,
    manski_bounds_of_share,
    projections,
    scenario,
)
from survey_statistics.commands.data_files import read_data
from survey_statistics.comparison import (
    adjusted_difference,
    balance_table,
    e_value,
    match_nearest,
    match_with_replacement,
    treatment_effect,
)
from survey_statistics.designs.build import survey_design
from survey_statistics.dispositions import Counts, outcome_rates
from survey_statistics.power import (
    TwoGroups,
    detectable_change,
    detectable_difference_of_proportions,
    size_per_group,
)
from survey_statistics.propensity import covariate_matrix, fitted_propensities
from survey_statistics.representativity import (
    r_indicator,
    response_bias,
    unconditional_partial,
)

MISCELLANEOUS = json.loads((FOLDER / "miscellaneous.json").read_text())
CAUSAL = json.loads((FOLDER / "causal.json").read_text())
SEED = "arithmetic of the 2020 evaluation"
FLEISS = [
    [0, 0, 0, 0, 14],
    [0, 2, 6, 4, 2],
    [0, 0, 3, 5, 6],
    [0, 3, 9, 2, 0],
    [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0],
    [3, 2, 6, 3, 0],
    [2, 5, 3, 2, 2],
    [6, 5, 2, 1, 0],
    [0, 2, 2, 3, 7],
]


def cases_of_studies() -> Iterator[Row]:
    """Every such case, stored or printed."""
    yield from _representativity()
    yield from _dispositions()
    yield from _comparison()
    yield from _matching_with_replacement()
    yield from _agreement()
    yield from _seed()


def _representativity() -> Iterator[Row]:
    columns = read_data(FOLDER / "data" / "apistrat_nr.csv").columns
    weights, responded = columns["pw"], columns["resp"].astype(float)
    X = covariate_matrix({name: columns[name] for name in ("meals", "ell", "stype")})
    rho = fitted_propensities(X, responded, weights)
    found, source = r_indicator(rho, weights), "R survey 4.1-1 and by formula"
    for name in ("mean", "S", "R", "lower_bound"):
        yield Row("rind", name, source, MISCELLANEOUS["rind"][name], getattr(found, name))
    for case, column in (("stype", "stype"), ("schwide", "sch.wide")):
        partial = unconditional_partial(rho, columns[column], weights)
        stored = MISCELLANEOUS[f"partial_unconditional_{case}"]
        yield Row(f"partial_{case}", "variable", source, stored["variable"], partial.variable)
    bias, stored = response_bias(columns["api99"], responded, weights), MISCELLANEOUS["omb_bias"]
    yield Row("omb_bias", "bias", source, stored["bias"], bias.bias)
    yield Row("omb_bias", "relative", source, stored["rel"], bias.relative or math.nan)
    stored = MISCELLANEOUS["manski"]
    bounds = manski_bounds(stored["p_resp"], stored["resp_rate"])
    yield Row("manski", "lower", source, stored["lower"], bounds.lower)
    yield Row("manski", "upper", source, stored["upper"], bounds.upper)


def _dispositions() -> Iterator[Row]:
    for case in MISCELLANEOUS["aapor"]:
        e = None if isinstance(case["e"], str) else case["e"]
        rates = outcome_rates(Counts(**case["counts"]), e).as_dict()
        for name, printed in case.get("printed", {}).items():
            yield Row("aapor", name, case["source"], printed, float(rates[name] or 0), 3)
        for name, exact in case.get("exact", {}).items():
            theirs = float(Fraction(exact))
            yield Row("aapor", name, case["source"], theirs, float(rates[name] or 0))


def _comparison() -> Iterator[Row]:
    columns = read_data(FOLDER / "data" / "lalonde_matchit.csv").columns
    y, treated = columns["re78"].astype(float), columns["treat"].astype(float)
    names = ("age", "educ", "race", "married", "nodegree", "re74", "re75")
    covariates = {name: columns[name] for name in names}
    X, ones = covariate_matrix(covariates), np.ones(len(y))
    score = fitted_propensities(X, treated, ones)
    for estimand in ("ATT", "ATE"):
        case = f"lalonde_{estimand.lower()}_ipw"
        effect = treatment_effect(survey_design(weights=ones), y, treated, X, estimand=estimand)
        yield Row(case, "effect", "R survey", CAUSAL[case]["est"], effect.value)
        yield Row(case, "SE", "R survey", CAUSAL[case]["se_fixedps"], effect.standard_error)
    plain, stored = adjusted_difference(y, treated, X), CAUSAL["lalonde_ols"]
    yield Row("lalonde_ols", "effect", "R lm", stored["est"], plain.value)
    yield Row("lalonde_ols", "SE", "R lm", stored["se"], plain.standard_error)
    pairs = match_nearest(score, treated, below_first=True)
    lines = balance_table({"distance": score, **covariates}, treated, pairs.kept.astype(float))
    for line in lines:
        name = line.covariate.replace("=", "")
        theirs = CAUSAL["matchit_nearest"]["smd_after"][name]
        yield Row("matchit_nearest", f"{name} after", "R MatchIt", theirs, line.after or 0.0)
    matched = adjusted_difference(
        y, treated, X, pairs.kept.astype(float), errors="clusters", clusters=pairs.pairs
    )
    stored = CAUSAL["matchit_nn_adj"]
    yield Row("matchit_nn_adj", "effect", "R MatchIt", stored["est"], matched.value)
    yield Row(
        "matchit_nn_adj", "SE by pair", "R sandwich", stored["se_cluster"], matched.standard_error
    )


def _matching_with_replacement() -> Iterator[Row]:
    columns = read_data(FOLDER / "data" / "lalonde_nsw_dw_matching.csv").columns
    y, treated = columns["re78"], columns["treat"].astype(float)
    names = ("age", "educ", "black", "hisp", "married", "nodegr", "re74", "re75", "u74", "u75")
    terms = {name: columns[name].astype(float) for name in names}
    for name in ("age", "educ", "re74", "re75"):
        terms[f"{name} squared"] = terms[name] ** 2
    score = fitted_propensities(covariate_matrix(terms), treated, np.ones(len(y)))
    found = match_with_replacement(y, treated, score)
    effect, error = MISCELLANEOUS["lalonde"]["matching_psm"]
    yield Row("matching_psm", "effect", "Sekhon (2011)", effect, found.effect, 1)
    yield Row("matching_psm", "SE", "Sekhon (2011)", error, found.standard_error, 1)
    stored = CAUSAL["nsw_dw_diff"]
    for errors, key in (("classical", "ols_se"), ("hc1", "hc1")):
        difference = adjusted_difference(y, treated, errors=errors)
        yield Row("nsw_dw_diff", key, "R lm, sandwich", stored[key], difference.standard_error)
    for case in MISCELLANEOUS["evalue"]["cases"]:
        strength = e_value(case["rr"], case.get("lo"), case.get("hi"))
        source = "VanderWeele and Ding (2017)"
        yield Row("e_value", f"RR {case['rr']}", source, case["E"], strength.value, 2)


def _agreement() -> Iterator[Row]:
    four = np.genfromtxt(FOLDER / "data" / "krippendorff2011.csv", delimiter=",", skip_header=1)
    stored = MISCELLANEOUS["krippendorff"][0]
    for level in ("nominal", "ordinal", "interval", "ratio"):
        alpha = krippendorff_alpha(four, level) or 0.0
        yield Row("alpha", level, "Krippendorff (2011)", stored[level], alpha, 3)
    kappa = MISCELLANEOUS["fleiss"]["kappa"]
    yield Row("fleiss", "kappa", "Fleiss (1971)", kappa, fleiss_kappa(FLEISS) or 0.0, 2)


def _seed() -> Iterator[Row]:
    groups = TwoGroups(238, 662)
    for base, printed in ((0.1, 6.4), (0.2, 8.5), (0.3, 9.7), (0.5, 10.6)):
        rise = 100 * detectable_difference_of_proportions(groups, base)
        yield Row("detectable rise", f"base {base}", SEED, printed, rise, 1)
    change = 100 * detectable_change(groups, 1.17)
    yield Row("detectable revenue", "%", SEED, 28, change, 0)
    arm = size_per_group(math.log(1.1), 1.17, variance_factor=0.75)
    yield Row("arm for +10%", "n", SEED, 1774, arm, 0)
    worst = manski_bounds_of_share(238, 900, 4000)
    yield Row("worst case", "low %", SEED, 5.33, 100 * (worst.low or 0), 2)
    yield Row("worst case", "high %", SEED, 84.42, 100 * (worst.high or 0), 2)
    half = scenario(238 / 900, 0.225, 0.5)
    yield Row("k = 0.5", "response of mentored", SEED, 0.367, half.response_with or 0, 3)
    for row in projections(successes=238, respondents=900, sampled=4000, population=10_000):
        printed = {"naive": 2644, "k = 0.5": 1620, "k = 0.25": 1107, "floor": 595}
        if row.value is not None:
            yield Row("projection", row.assumption, SEED, printed[row.assumption], row.value, 0)
    follow_up = hansen_hurwitz(
        sampled=4000,
        respondents=900,
        successes=238,
        drawn=310,
        reached=186,
        reached_successes=28,
    )
    yield Row("follow-up", "%", SEED, 17.6, 100 * follow_up.value, 1)
    yield Row("follow-up", "low %", SEED, 13.6, 100 * follow_up.low, 1)
    yield Row("follow-up", "high %", SEED, 21.7, 100 * follow_up.high, 1)
