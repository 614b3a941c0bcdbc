"""Our numbers for the cases of `survey/households.R`, in the shape that R stored them.

The call of R stands in that script under the name of the case.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from tests.references.referee_row import Row

from survey_statistics.association import (
    one_sample_t_test,
    rank_test,
    rao_scott,
    t_test,
    wald_independence,
)
from survey_statistics.calibration import (
    BoundedCalibration,
    Exponential,
    LinearCalibration,
    Logit,
    PostStratification,
    Raking,
    TruncatedLinear,
    categorical_margin,
    numeric_margin,
    population_margin,
)
from survey_statistics.commands.data_files import read_data
from survey_statistics.designs.build import survey_design
from survey_statistics.designs.design import AnyDesign, Design, ReplicateDesign
from survey_statistics.estimation import (
    combination,
    difference,
    mean,
    proportion,
    quantile,
    ratio,
    total,
)
from survey_statistics.regression import regress
from survey_statistics.replicates import (
    balanced_repeated,
    given_replicates,
    jackknife_1,
    jackknife_n,
    reweighted,
)
from survey_statistics.results import Estimate
from survey_statistics.weighting.trimming import Trim

FOLDER = Path(__file__).parent / "survey"
CASES: dict[str, Any] = json.loads((FOLDER / "households.json").read_text())["cases"]
REGIONS = {"north": 2000, "south": 900, "coast": 120, "hills": 1300}
SINGLE = {"certainty": "certainty", "average": "scaled", "adjust": "centred"}
RANKS = {
    "wilcoxon": "wilcoxon",
    "KruskalWallis": "wilcoxon",
    "vanderWaerden": "van der waerden",
    "median": "median",
}
Columns = Mapping[str, np.ndarray]
Found = dict[str, Any]


@cache
def columns(name: str = "households") -> dict[str, Any]:
    """The columns of a data file."""
    return dict(read_data(FOLDER / "data" / f"{name}.csv").columns)


def labels(values: np.ndarray, true: Callable[[Any], bool]) -> np.ndarray:
    return np.array([true(v) for v in values.tolist()])


@cache
def design(kind: str, file: str = "households", single: str = "error") -> Design:
    c = columns(file)
    more: dict[str, Any] = {"weights": c["w"], "nest": True, "single_unit": single}
    if kind == "rows":
        return survey_design(strata=[c["region"]], **more)
    if kind == "one":
        return survey_design(strata=[c["region"]], clusters=[c["village"]], **more)
    if kind == "known":
        return survey_design(
            strata=[c["region"]], clusters=[c["village"]], population=[c["N1"]], **more
        )
    return survey_design(
        strata=[c["region"]],
        clusters=[c["village"], c["house"]],
        population=[c["N1"], c["N2"]],
        **more,
    )


def many(items: Any) -> Found:
    return {"est": [e.value for e in items], "se": [e.standard_error for e in items]}


def by(items: Any, *keys: str) -> Found:
    """Estimates by domain in the order of R: the first classification varies fastest."""
    held = [e for e in items if e.n]
    held.sort(key=lambda e: [dict(e.domain)[k] for k in reversed(keys)])
    return {"level": ["|".join(dict(e.domain)[k] for k in keys) for e in held], **many(held)}


def intervals(items: Any) -> Found:
    return {**many(items), "low": [e.low for e in items], "high": [e.high for e in items]}


def fit(found: Any) -> Found:
    p = [c.p_value for c in found.coefficients]
    return {**many_coefficients(found), "p": p}


def many_coefficients(found: Any) -> Found:
    return {
        "est": [c.value for c in found.coefficients],
        "se": [c.standard_error for c in found.coefficients],
    }


def tested(found: Any) -> Found:
    degrees = list(found.degrees_of_freedom)
    return {"statistic": found.statistic, "df": degrees, "p": found.p_value}


def effects(item: Estimate) -> Found:
    return {"deff": item.design_effect, "replace": item.design_effect_replace}


def of_the_sample(kind: str, case: str) -> Found | None:
    """The case of one of the three designs without replicates."""
    c, d = columns(), design(kind)
    income, age, size, trade, owner = (c[k] for k in ("income", "age", "size", "trade", "owner"))
    by_trade = {"trade": trade}
    shop = labels(trade, lambda v: v == "shop")
    farm = labels(trade, lambda v: v == "farm")
    known_trade = labels(trade, lambda v: v in {"craft", "farm", "shop"})
    answered = ~np.isnan(income)
    head, _, last = case.partition(".")
    table: dict[str, Callable[[], Any]] = {
        "mean.by": lambda: by(mean(d, income, by=by_trade), "trade"),
        "total.by2": lambda: by(
            total(d, income, by={**by_trade, "region": c["region"]}), "trade", "region"
        ),
        "ratio.by": lambda: by(ratio(d, c["spent"], income, by=by_trade), "trade"),
        "difference": lambda: many(
            [difference(mean(d, income, by=by_trade, where=answered), 0, 1)]
        ),
        "combination": lambda: many(
            [combination(total(d, size, by={"region": c["region"]}), [1, 2, -1, -0.5])]
        ),
        "factor.total": lambda: many(
            [
                total(d, (trade == k) * 1.0, where=known_trade).only
                for k in ("craft", "farm", "shop")
            ]
        ),
        "factor.mean": lambda: many(proportion(d, by_trade)),
        "deff": lambda: effects(mean(d, size).only),
        "deff.total": lambda: effects(total(d, income).only),
        "q.by": lambda: by(quantile(d, age, by=by_trade), "trade"),
        "t": lambda: tested(t_test(d, age, {"owner": owner})),
        "t.where": lambda: tested(t_test(d, income, {"owner": owner}, where=shop)),
        "t.one": lambda: tested(one_sample_t_test(d, age - 40)),
        "rank.3": lambda: tested(rank_test(d, size, {"region": c["region"]})),
        "poisson": lambda: fit(regress(d, c["visits"], {"age": age, **by_trade}, kind="poisson")),
        "poisson.where": lambda: fit(
            regress(d, c["visits"], {"age": age}, kind="poisson", where=farm)
        ),
        "logistic.where": lambda: fit(
            regress(d, owner, {"age": age, "size": size}, kind="logistic", where=farm | shop)
        ),
        "poisson.offset": lambda: fit(
            regress(d, c["visits"], {"age": age, **by_trade}, kind="poisson", offset=np.log(size))
        ),
        "linear.offset": lambda: fit(
            regress(d, income, {"region": c["region"]}, offset=3 * age, where=size > 1)
        ),
        "logistic.offset": lambda: fit(
            regress(d, owner, {"age": age}, kind="logistic", offset=size / 4)
        ),
        "linear.where": lambda: fit(
            regress(d, income, {"age": age, "region": c["region"]}, where=size > 1)
        ),
        "df.where": lambda: [
            mean(d, size, where=where).only.degrees_of_freedom
            for where in (
                shop,
                c["region"] == "north",
                np.isin(c["region"], ["north", "coast"]) & (age > 40),
            )
        ],
    }
    if case in table:
        return table[case]()
    if head == "q" and not last.startswith("ci"):
        return {"est": many(quantile(d, size, [0.05, 0.25, 0.5, 0.75, 0.95], rule=last))["est"]}
    if head == "q":
        way = last.removeprefix("ci.")
        more = {"interval": way} if way in {"xlogit", "asin", "beta"} else {"rule": way}
        return intervals(quantile(d, age, [0.25, 0.5, 0.9], **more))
    if head == "prop":
        variable, method = last.split(".")
        share = proportion(d, c[variable], where=~np.isnan(owner), interval=method).only
        return {"est": share.value, "low": share.low, "high": share.high}
    if head == "chisq":
        kind_of = "F" if last.endswith("F") else "chi-square"
        rows, others, where = trade, c["region"], None
        if last.startswith("rare"):
            rows, others = c["never"], trade
        elif last.startswith("where"):
            rows, others, where = trade, owner, age > 35
        return tested(rao_scott(d, rows, others, statistic=kind_of, where=where))
    if head == "wald":
        asked = (trade, owner, age > 35) if last.startswith("where") else (trade, c["region"], None)
        return tested(
            wald_independence(
                d, asked[0], asked[1], adjusted=last.endswith("adjWald"), where=asked[2]
            )
        )
    if head == "rank":
        return tested(rank_test(d, age, {"owner": owner}, scores=RANKS[last]))
    return of_the_calibrated(d, head, last)


def of_the_calibrated(d: Design, head: str, last: str) -> Found | None:
    """The cases after post-stratification, raking, calibration or trimming."""
    c = columns()
    regions = categorical_margin({"region": c["region"]}, REGIONS)
    if head == "ps":
        done = calibrated(d, PostStratification(regions))
        if last == "total.by":
            return by(total(done, c["income"], by={"trade": c["trade"]}), "trade")
        shop = labels(c["trade"], lambda v: v == "shop")
        return many(mean(done, c["size"], where=shop))
    if head == "rake":
        age = c["age"]
        group = np.where(age <= 35, "young", np.where(age <= 45, "middle", "old"))
        ages = categorical_margin({"group": group}, {"young": 1100, "middle": 1700, "old": 1520})
        done = calibrated(d, Raking((regions, ages), tolerance=1e-12))
        if last == "q":
            return intervals(quantile(done, age, [0.3, 0.5, 0.75]))
        if last == "logistic":
            return fit(regress(done, c["owner"], {"age": age}, kind="logistic"))
        return by(total(done, c["size"], by={"trade": c["trade"]}), "trade")
    if head == "trim":
        weights = Trim(lower=15, upper=60, strict=last == "TRUE").adjust(d.weights)
        value = mean(d.with_weights(weights), c["age"]).only.value
        return {"est": value, "lowest": weights.min(), "highest": weights.max()}
    if head != "cal":
        return None
    w = c["w"]
    margins = (
        population_margin(len(w), float(w.sum())),
        numeric_margin({"size": c["size"]}, float(w @ c["size"]) * 1.05),
        numeric_margin({"age": c["age"]}, float(w @ c["age"]) * 0.99),
    )
    distances = {
        "logit": Logit(0.6, 1.7),
        "truncated": TruncatedLinear(0.85, 1.3),
        "raking": Exponential(),
    }
    name = last.removeprefix("by.")
    step = (
        LinearCalibration(margins)
        if name == "linear"
        else BoundedCalibration(margins, distances[name], tolerance=1e-13)
    )
    done = calibrated(d, step)
    if last.startswith("by."):
        return by(mean(done, c["income"], by={"trade": c["trade"]}), "trade")
    ends = {"lowest": done.weights.min(), "highest": done.weights.max()}
    return {**many(total(done, c["income"])), **ends}


def calibrated(d: Design, step: Any) -> Design:
    result = step.calibrate(d.weights)
    return d.calibrated(result.weights, result.residuals)


def of_the_lone(case: str) -> Found | None:
    """Strata with one village, under each rule."""
    what, rule = case.split(".")
    c = columns("households_lone")
    single = SINGLE[rule]
    d = design("one", "households_lone", single)
    if what == "mean":
        return many(mean(d, c["age"]))
    if what == "by":
        return by(total(d, c["size"], by={"trade": c["trade"]}), "trade")
    if what == "where":
        return many(mean(d, c["age"], where=(c["village"] <= 1) | (c["region"] == "north")))
    if what == "glm":
        return fit(regress(d, c["age"], {"size": c["size"]}))
    return many(total(design("two", "households_lone", single), c["age"]))


@cache
def replicates(kind: str, mse: bool) -> tuple[ReplicateDesign, Columns]:
    """Replicate designs of R's kinds."""
    c = columns()
    if kind in {"brr", "fay"}:
        kept = np.isin(c["region"], ["north", "south"])
        c = {name: values[kept] for name, values in c.items()}
        half = [f"{r} {(int(v) + 1) // 2}" for r, v in zip(c["region"], c["village"], strict=True)]
        d = survey_design(weights=c["w"], strata=[half], clusters=[c["village"]], nest=True)
        made = balanced_repeated(d, fay=0.3 if kind == "fay" else 0.0)
    elif kind == "jk1":
        one = [f"{r} {v}" for r, v in zip(c["region"], c["village"], strict=True)]
        made = jackknife_1(survey_design(weights=c["w"], clusters=[one]))
    else:
        made = jackknife_n(design("known" if kind == "jkn.fpc" else "one"))
    found = made.weights(c["w"])
    return with_mse(found, mse), c


def with_mse(d: ReplicateDesign, mse: bool) -> ReplicateDesign:
    return ReplicateDesign(
        d.weights, d.replicate_weights, d.scale, d.rscales, d.degrees_of_freedom, mse
    )


def of_the_replicates(kind: str, mse: bool, case: str) -> Found | None:
    d, c = replicates(kind, mse)
    return by_replicates(d, c, case)


def by_replicates(d: AnyDesign, c: Columns, case: str) -> Found | None:
    if case == "mean.by":
        return by(mean(d, c["income"], by={"trade": c["trade"]}), "trade")
    if case == "ratio":
        return many([ratio(d, c["spent"], c["income"]).only])
    if case == "poisson":
        return fit(regress(d, c["visits"], {"age": c["age"]}, kind="poisson"))
    if case == "logistic":
        return fit(regress(d, c["owner"], {"age": c["age"]}, kind="logistic"))
    if case == "total":
        return many([total(d, c[k]).only for k in ("size", "age")])
    return tests_by_replicates(d, c, case)


def tests_by_replicates(d: AnyDesign, c: Columns, case: str) -> Found | list[float | None] | None:
    """Offsets, Wald tests and the degrees of freedom of domains."""
    age, size, region, village = c["age"], c["size"], c["region"], c["village"]
    if case == "poisson.offset":
        return fit(regress(d, c["visits"], {"age": age}, kind="poisson", offset=np.log(size)))
    if case == "wald.Wald":
        return tested(wald_independence(d, c["trade"], region, adjusted=False))
    if case == "wald.adjWald":
        return tested(wald_independence(d, c["owner"], size, where=size < 4))
    if case == "prop.where":
        where = (village == 2) & (age > 35)
        share = proportion(d, size > 2, where=where, interval="mean").only
        return {"est": share.value, "low": share.low, "high": share.high}
    if case == "df.where":
        chosen = (region == "north", village == 1, np.isin(region, ["north", "south"]) & (age > 40))
        return [mean(d, size, where=where).only.degrees_of_freedom for where in chosen]
    return None


def given(kind: str) -> ReplicateDesign:
    """Replicate factors that R drew, with the scales that it says."""
    stored, c = CASES[f"{kind}.given"], columns()
    factors = np.column_stack(list(columns(f"households_{kind}").values()))
    return given_replicates(
        c["w"],
        factors,
        scale=stored["scale"],
        rscales=np.broadcast_to(stored["rscales"], factors.shape[1]),
        combined=False,
        mse=kind == "bootstrap",
    )


def of_the_given(kind: str, case: str) -> Found | None:
    d, c = given(kind), columns()
    if case == "given":
        return CASES[f"{kind}.given"]
    if case == "q":
        return many(quantile(d, c["age"], interval="replicates"))
    if not case.startswith("raked"):
        return by_replicates(d, c, case)
    large = categorical_margin({"large": c["size"] > 2}, {"False": 2000, "True": 2320})
    regions = categorical_margin({"region": c["region"]}, REGIONS)
    raked = reweighted(d, [Raking((regions, large), tolerance=1e-12)])
    if case == "raked":
        return many(mean(raked, c["age"]))
    return by(total(raked, c["income"], by={"trade": c["trade"]}), "trade")


def of_own_scales(mse: bool) -> Found:
    d, c = given("subbootstrap"), columns()
    own = np.linspace(0.5, 1.5, 24) * (np.arange(24) != 2)
    d = given_replicates(d.weights, d.replicate_weights, scale=0.37, rscales=own, mse=mse)
    return intervals(mean(d, c["age"]))


def ours(case: str) -> Any:
    """Our numbers for a case, None where R's convention is not offered."""
    head, _, rest = case.partition(".")
    if head in {"one", "two", "rows"}:
        return of_the_sample(head, rest)
    if head == "lone":
        return of_the_lone(rest)
    if head == "own":
        return of_own_scales(rest == "TRUE")
    if head in {"subbootstrap", "bootstrap", "mrbbootstrap"}:
        return of_the_given(head, rest)
    kind, mse, what = split(case)
    if what == "q":
        d, c = replicates(kind, mse)
        return many(quantile(d, c["age"], [0.25, 0.5], interval="replicates"))
    return of_the_replicates(kind, mse, what)


def split(case: str) -> tuple[str, bool, str]:
    """Kind of replicates, centre and statistic of a case such as jkn.fpc.TRUE.mean.by."""
    kind, mark, what = case.partition(".TRUE.") if ".TRUE." in case else case.partition(".FALSE.")
    return kind, "TRUE" in mark, what


# R's svyquantile gives the second value below the first step of the distribution function.
NOT_THE_INVERSE = {(f"{kind}.q.hf3", "est", 0) for kind in ("one", "two", "rows")}
NAMES = {"est": "value", "se": "SE", "low": "low", "high": "high", "p": "p"}


def pairs(case: str) -> Iterator[tuple[str, int, float | None, float | None]]:
    """Quantity, place, R's number and ours, for everything that R stored under a case."""
    stored, computed = CASES[case], ours(case)
    if not isinstance(stored, dict):
        stored, computed = {"value": stored}, {"value": computed}
    for quantity in sorted(stored.keys() - {"names", "level"}):
        theirs, own = np.atleast_1d(stored[quantity]), np.atleast_1d(computed[quantity])
        assert len(theirs) == len(own), (case, quantity)
        for place, (a, b) in enumerate(zip(theirs.tolist(), own.tolist(), strict=True)):
            if (case, quantity, place) not in NOT_THE_INVERSE:
                yield quantity, place, None if a in ("NaN", "NA") else a, b


def cases_of_households() -> Iterator[Row]:
    """Every case, one row a number that exists in R."""
    for case, stored in CASES.items():
        levels = stored.get("level", stored.get("names")) if isinstance(stored, dict) else None
        for quantity, place, theirs, own in pairs(case):
            if theirs is not None and own is not None:
                name = np.atleast_1d(levels)[place] if levels else str(place + 1)
                words = f"{name} {NAMES.get(quantity, quantity)}"
                yield Row(case, words, "R survey 4.1-1", float(theirs), float(own))
