"""`survey-statistics estimate`: what bad input gets, then R's values from plain files."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.calculations.survey_statistics.stored_references import FOLDER

from survey_statistics.command_line import main

DATA = FOLDER / "data"
CASES = json.loads((FOLDER / "survey_package.json").read_text())["cases"]
NINE_DIGITS = 1e-9

DESIGNS = {
    "srs": ("apisrs", 'population = ["fpc"]'),
    "srs_nofpc": ("apisrs", 'weight = "pw"'),
    "strat": ("apistrat", 'weight = "pw"\nstrata = ["stype"]\npopulation = ["fpc"]'),
    "strat_nofpc": ("apistrat", 'weight = "pw"\nstrata = ["stype"]'),
    "clus1": ("apiclus1", 'weight = "pw"\nclusters = ["dnum"]\npopulation = ["fpc"]'),
    "clus1_nofpc": ("apiclus1", 'weight = "pw"\nclusters = ["dnum"]'),
    "clus2": ("apiclus2", 'clusters = ["dnum", "snum"]\npopulation = ["fpc1", "fpc2"]'),
    "clus2_nofpc": ("apiclus2", 'weight = "pw"\nclusters = ["dnum"]'),
}
MEAN = '[[estimate]]\nstatistic = "mean"\nvariable = "api00"\n'
STYPE = "stype = { E = 4421, H = 755, M = 1018 }\n"
WIDE = '"sch.wide" = { No = 1072, Yes = 5122 }\n'


def calibrate(method, margins, more=""):
    return f'[[calibrate]]\nmethod = "{method}"\n{more}[calibrate.margins]\n{margins}'


class Command:
    """Runs the command in this process and keeps what it said."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._folder, self._capsys = folder, capsys

    def __call__(self, plan: str, data: Path | bytes) -> list[dict]:
        status, out, err = self.raw(plan, data)
        assert (status, err) == (0, "")
        return json.loads(out, parse_constant=pytest.fail)["results"]

    def raw(self, plan: str, data: Path | bytes) -> tuple[int, str, str]:
        plan_file = self._folder / "plan.toml"
        plan_file.write_text(plan, encoding="utf-8")
        if isinstance(data, bytes):
            (self._folder / "data.csv").write_bytes(data)
            data = self._folder / "data.csv"
        status = main(["estimate", str(data), str(plan_file)])
        said = self._capsys.readouterr()
        return status, said.out, said.err

    def refused(self, plan: str, data: Path | bytes) -> str:
        status, out, err = self.raw(plan, data)
        assert (status, out) == (2, "")
        return err


@pytest.fixture
def command(tmp_path, capsys):
    return Command(tmp_path, capsys)


STRAT = DATA / "apistrat.csv"
SMALL = b"w,s,y,g\n1,a,1,x\n2,a,2,x\n3,b,3,z\n4,b,4,z\n"


@pytest.mark.parametrize(
    ("plan", "data", "said"),
    [
        (MEAN, b"w,y\n1,\xe9\n", "not UTF-8"),
        (MEAN, b"", "empty"),
        (MEAN, b"w,w\n1,2\n", "two columns named 'w'"),
        (MEAN, b"w,y\n1,2,3\n", "3 values in record 2"),
        (MEAN, b'w,y\n1,"2\n', "not a CSV file"),
        (MEAN, SMALL, "no column 'api00'"),
        ('[design]\nwieght = "w"\n' + MEAN, SMALL, "Did you mean 'weight'"),
        ("[desing]\n" + MEAN, SMALL, "Did you mean 'design'"),
        (MEAN.replace("variable", "varible"), SMALL, "Did you mean 'variable'"),
        ('[design]\nweight = "w"\n', SMALL, "asks for nothing"),
        ('[[estimate]]\nstatistic = "mean"\n', SMALL, "lacks the key 'variable'"),
        ('[[estimate]]\nstatistic = "mode"\nvariable = "y"\n', SMALL, "no statistic 'mode'"),
        ("[design\n", SMALL, "not TOML"),
        ("[design]\nweight = 3\n" + MEAN, SMALL, "must be text"),
        ('[design]\nstrata = "s"\n' + MEAN, SMALL, "a list of texts"),
        ('[design]\nsingle_unit = "ignore"\n' + MEAN, SMALL, "error, certainty, scaled, centred"),
        (MEAN + 'where = "api99 =="\n', SMALL, "no column 'api99'"),
        (calibrate("rake", "") + MEAN, SMALL, "no margins"),
        (calibrate("divine", "y = 3\n") + MEAN, SMALL, "no calibration method 'divine'"),
        (calibrate("logit", "y = 3\n") + MEAN, SMALL, "needs bounds"),
        (calibrate("rake", "g = { x = 1 }\n") + MEAN, SMALL, "'z'"),
        ('[replicates]\nkind = "voodoo"\n' + MEAN, SMALL, "no kind of replicates 'voodoo'"),
        ('[replicates]\nkind = "given"\n' + MEAN, SMALL, "need their columns and their scale"),
        ("[replicates]\nseed = -3\n" + MEAN, SMALL, "seed of the replicates is -3"),
        (calibrate("linear", "y = 3\n", "population = 0\n") + MEAN, SMALL, "population is 0"),
        (MEAN, b"w,api00\n", "no rows"),
        (MEAN, b"w,api00\n1,1e400\n2,2\n", "1e400"),
        (
            '[[estimate]]\nstatistic = "quantile"\nvariable = "y"\nprobabilities = []\n',
            SMALL,
            "needs probabilities",
        ),
        ('[[estimate]]\nstatistic = "mean"\nvariable = "g"\n', SMALL, "'g'"),
        ('[[estimate]]\nstatistic = "ratio"\nvariable = "y"\n', SMALL, "needs a denominator"),
        ('[design]\nweight = "w"\n' + MEAN, b"w,api00\n1,2\n,3\n", "missing"),
        ('[design]\nweight = "w"\n' + MEAN, b"w,api00\n1,2\n-1,3\n", "negative"),
        (
            '[design]\nstrata = ["s"]\n' + MEAN,
            b"s,api00\na,1\na,2\nlonely,3\n",
            "lonely",
        ),
        (
            calibrate("rake", "g = { x = 5, z = 5 }\ns = { a = 4, b = 7 }\n") + MEAN,
            SMALL,
            "disagree",
        ),
        (
            calibrate("rake", "g = { x = 5, z = 5, q = 1 }\n") + MEAN,
            SMALL,
            "'q'",
        ),
    ],
)
def test_bad_input_is_refused_in_one_sentence_and_nothing_is_written(command, plan, data, said):
    message = command.refused(plan, data)
    assert message.startswith("survey-statistics: ")
    assert said in message
    assert "Traceback" not in message


def test_raking_that_cannot_meet_its_margins_says_what_it_reached(command):
    data = b"g,s,api00\nx,a,1\nx,a,2\nz,b,3\nz,b,4\n"
    plan = calibrate("rake", "g = { x = 5, z = 5 }\ns = { a = 4, b = 6 }\n") + MEAN
    assert "s = a" in command.refused(plan, data)


def test_a_file_that_does_not_exist_is_named(command, tmp_path):
    assert "nowhere.csv" in command.refused(MEAN, tmp_path / "nowhere.csv")


def test_spss_without_its_library_says_what_to_install(command, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyreadstat", None)
    (tmp_path / "answers.sav").write_bytes(b"$FL2")
    assert "pyreadstat" in command.refused(MEAN, tmp_path / "answers.sav")


@pytest.mark.parametrize("name", DESIGNS)
def test_means_totals_ratios_and_shares_are_those_of_r(command, name):
    file, design = DESIGNS[name]
    plan = f"""
[design]
{design}
{MEAN}
[[estimate]]
statistic = "total"
variable = "enroll"
[[estimate]]
statistic = "ratio"
variable = "api.stu"
denominator = "enroll"
[[estimate]]
statistic = "proportion"
variable = "stype"
interval = "logit"
{MEAN}by = ["stype"]
[[estimate]]
statistic = "total"
variable = "enroll"
by = ["sch.wide"]
"""
    found = command(plan, DATA / f"{file}.csv")
    expected = [
        CASES[f"{name}_mean_api00"]["values"]["api00"],
        CASES[f"{name}_total_enroll"]["values"]["enroll"],
        CASES[f"{name}_ratio"]["values"]["api.stu/enroll"],
        *CASES[f"{name}_mean_stype"]["values"].values(),
        *CASES[f"{name}_by_stype"]["values"].values(),
        *CASES[f"{name}_totby_schwide"]["values"].values(),
    ]
    assert len(found) == len(expected)
    for result, r in zip(found, expected, strict=True):
        assert result["value"] == pytest.approx(r["est"], rel=NINE_DIGITS)
        assert result["standard_error"] == pytest.approx(r["se"], rel=NINE_DIGITS)
    limits = CASES[f"{name}_ci_t"]["values"]
    assert found[0]["low"] == pytest.approx(limits["lci"], rel=NINE_DIGITS)
    assert found[0]["degrees_of_freedom"] == limits["df"]
    effect = CASES[f"{name}_mean_deff"]["values"]
    assert found[0]["design_effect"] == pytest.approx(effect["deff"], rel=NINE_DIGITS)


@pytest.mark.parametrize("name", DESIGNS)
def test_quantiles_are_those_of_r(command, name):
    file, design = DESIGNS[name]
    plan = f"""
[design]
{design}
[[estimate]]
statistic = "quantile"
variable = "api00"
probabilities = [0.25, 0.5, 0.75]
"""
    found = command(plan, DATA / f"{file}.csv")
    expected = CASES[f"{name}_quant_math"]["values"]
    for result, r in zip(found, expected.values(), strict=True):
        assert result["value"] == pytest.approx(r["quantile"], rel=NINE_DIGITS)
        assert result["low"] == pytest.approx(r["ci.2.5"], rel=NINE_DIGITS)
        assert result["high"] == pytest.approx(r["ci.97.5"], rel=NINE_DIGITS)
    assert [result["probability"] for result in found] == [0.25, 0.5, 0.75]


# R stops its Newton steps for bounded calibrations at epsilon = 1e-8 (1e-10 for raking).
CALIBRATIONS = {
    "poststrat": (calibrate("poststratify", STYPE), NINE_DIGITS),
    "rake": (calibrate("rake", STYPE + WIDE), NINE_DIGITS),
    "greg": (calibrate("linear", STYPE + "api99 = 3914069\n"), NINE_DIGITS),
    "calrak": (calibrate("rake", STYPE + "api99 = 3914069\n"), 1e-7),
    "callogit": (calibrate("logit", STYPE + "api99 = 3914069\n", "bounds = [0.5, 2]\n"), 1e-7),
    "callinb": (calibrate("truncated", STYPE + "api99 = 3914069\n", "bounds = [0.5, 2]\n"), 1e-7),
}


# R found no solution within the bounds for the other pairs: there is nothing to compare.
CALIBRATED_BY_R = [
    (name, kind)
    for name in ("srs", "strat", "clus1", "clus1_nofpc")
    for kind in CALIBRATIONS
    if f"{name}_{kind}" in CASES
]


def test_r_calibrated_most_of_the_pairs():
    assert {kind for _, kind in CALIBRATED_BY_R} == set(CALIBRATIONS)


@pytest.mark.parametrize(("name", "kind"), CALIBRATED_BY_R)
def test_calibrated_means_are_those_of_r(command, name, kind):
    file, design = DESIGNS[name]
    calibration, tolerance = CALIBRATIONS[kind]
    (found,) = command(f"[design]\n{design}\n{calibration}{MEAN}", DATA / f"{file}.csv")
    expected = CASES[f"{name}_{kind}"]["values"]["api00"]
    assert found["value"] == pytest.approx(expected["est"], rel=tolerance)
    assert found["standard_error"] == pytest.approx(expected["se"], rel=tolerance)


@pytest.mark.parametrize(
    ("case", "design", "kind"),
    [("clus1_jk1", "clus1_nofpc", "jk1"), ("strat_jkn", "strat_nofpc", "jackknife-n")],
)
def test_jackknife_means_are_those_of_r(command, case, design, kind):
    file, text = DESIGNS[design]
    plan = f'[design]\n{text}\n[replicates]\nkind = "{kind}"\n{MEAN}'
    (found,) = command(plan, DATA / f"{file}.csv")
    expected = CASES[case]["values"]["api00"]
    assert found["value"] == pytest.approx(expected["est"], rel=NINE_DIGITS)
    assert found["standard_error"] == pytest.approx(expected["se"], rel=NINE_DIGITS)


def test_raking_is_done_again_in_every_replicate(command):
    expected = json.loads((FOLDER / "replicates_and_nonresponse.json").read_text())
    expected = expected["jkn_rake_mseFALSE"]
    plan = f"""
[design]
{DESIGNS["strat_nofpc"][1]}
{calibrate("rake", STYPE + WIDE)}
[replicates]
kind = "jkn"
{MEAN}"""
    (found,) = command(plan, STRAT)
    assert found["value"] == pytest.approx(expected["est"], rel=NINE_DIGITS)
    assert found["standard_error"] == pytest.approx(expected["se"], rel=NINE_DIGITS)


def test_the_plan_of_the_manual_runs_from_end_to_end(command):
    plan = """
[read]
missing = ["", "NA"]
[design]
weight = "pw"
clusters = ["dnum", "snum"]
population = ["fpc1", "fpc2"]
single_unit = "certainty"
nest = true
[[calibrate]]
method = "rake"
[calibrate.margins]
stype = { E = 4421, H = 755, M = 1018 }
[[calibrate]]
method = "linear"
population = 6194
[calibrate.margins]
api99 = 3914069
[replicates]
count = 60
seed = 1
[[estimate]]
statistic = "mean"
variable = "api00"
by = ["stype", "awards"]
where = "sch.wide == 'Yes'"
interval = "korn-graubard"
[[estimate]]
statistic = "total"
variable = "api99"
"""
    *by_domain, total = command(plan, DATA / "apiclus2.csv")
    assert len(by_domain) == 6
    assert total["value"] == pytest.approx(3914069, rel=1e-8)
    assert total["standard_error"] == pytest.approx(0, abs=1)


def test_a_quantity_alone_needs_no_classification(command):
    design = DESIGNS["clus1"][1]
    margin = calibrate("linear", "api99 = 3914069\n", "population = 6194\n")
    (found,) = command(f"[design]\n{design}\n{margin}{MEAN}", DATA / "apiclus1.csv")
    # Lumley's vignette, shipped with R survey: 666.72 (3.2959).
    published = json.loads((FOLDER / "published.json").read_text())["cases"]
    expected = published["P05_api_clus1_greg_mean"]["values"]
    assert found["value"] == pytest.approx(expected["est"], rel=NINE_DIGITS)
    assert found["standard_error"] == pytest.approx(expected["se"], rel=NINE_DIGITS)


def test_replicates_given_in_the_file_are_used(command):
    # The four half-samples of R's scd example (Levy and Lemeshow), combined = false.
    scd = (DATA / "scd.csv").read_text().splitlines()
    columns = [(1, 0, 1, 0, 1, 0), (1, 0, 0, 1, 0, 1), (0, 1, 1, 0, 0, 1), (0, 1, 0, 1, 1, 0)]
    lines = [scd[0] + ",r1,r2,r3,r4"]
    for row, line in enumerate(scd[1:]):
        lines.append(line + "," + ",".join(str(2 * column[row]) for column in columns))
    plan = """
[replicates]
kind = "given"
columns = ["r1", "r2", "r3", "r4"]
scale = 0.25
combined = false
[[estimate]]
statistic = "ratio"
variable = "alive"
denominator = "arrests"
"""
    (found,) = command(plan, "\n".join(lines).encode())
    expected = next(iter(CASES["scd_brr_ratio"]["values"].values()))
    assert found["value"] == pytest.approx(expected["est"], rel=NINE_DIGITS)
    assert found["standard_error"] == pytest.approx(expected["se"], rel=NINE_DIGITS)


def test_bootstrap_follows_from_its_seed(command):
    plan = f'[design]\n{DESIGNS["strat_nofpc"][1]}\n[replicates]\nkind = "bootstrap"\n'
    one, two, other = (
        command(f"{plan}count = 200\nseed = {seed}\n{MEAN}", STRAT)[0] for seed in (4, 4, 5)
    )
    assert one == two
    assert one["standard_error"] != other["standard_error"]
    taylor = CASES["strat_nofpc_mean_api00"]["values"]["api00"]["se"]
    # 200 replicates leave about 5% of noise in a standard error.
    assert one["standard_error"] == pytest.approx(taylor, rel=0.2)


def test_where_chooses_rows_and_keeps_the_design(command):
    plan = f"""
[design]
{DESIGNS["strat"][1]}
{MEAN}where = "stype == 'H'"
"""
    (found,) = command(plan, STRAT)
    expected = CASES["strat_by_stype"]["values"]["H"]
    assert found["standard_error"] == pytest.approx(expected["se"], rel=NINE_DIGITS)


@pytest.mark.parametrize("name", ["strat", "clus1", "clus2"])
@pytest.mark.parametrize(
    ("case", "family", "variable"),
    [("glm_gauss", "linear", "api00"), ("glm_logit", "logistic", "sch.wide")],
)
def test_regressions_are_those_of_r(command, name, case, family, variable):
    file, design = DESIGNS[name]
    plan = f"""
[design]
{design}
[[estimate]]
statistic = "regression"
variable = "{variable}"
predictors = ["ell", "meals", "mobility"]
family = "{family}"
{'event = "Yes"' if family == "logistic" else ""}
"""
    found = command(plan, DATA / f"{file}.csv")
    expected = CASES[f"{name}_{case}"]["values"]
    assert [result["variable"] for result in found] == list(expected)
    # R's logistic fit stops at a relative change of deviance of 1e-8.
    tolerance = NINE_DIGITS if family == "linear" else 1e-6
    for result, r in zip(found, expected.values(), strict=True):
        assert result["value"] == pytest.approx(r["est"], rel=tolerance)
        assert result["standard_error"] == pytest.approx(r["se"], rel=tolerance)
        assert result["p_value"] == pytest.approx(r["p"], rel=1e-5)


def test_a_difference_of_domains_knows_their_covariance(command):
    plan = f"""
[design]
{DESIGNS["clus1"][1]}
{MEAN}by = ["sch.wide"]
compare = ["Yes", "No"]
"""
    (found,) = command(plan, DATA / "apiclus1.csv")
    expected = CASES["clus1_ttest"]["values"]
    assert found["value"] == pytest.approx(expected["diff"], rel=NINE_DIGITS)
    t = found["value"] / found["standard_error"]
    assert t == pytest.approx(expected["t"], rel=NINE_DIGITS)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ('by = ["g"]\ncompare = ["x", "q"]\n', "'q'"),
        ('compare = ["x", "z"]\n', "one column in by"),
        ('by = ["g", "s"]\ncompare = ["x", "z"]\n', "one column in by"),
    ],
)
def test_a_comparison_of_what_is_not_there_is_refused(command, more, said):
    plan = '[[estimate]]\nstatistic = "mean"\nvariable = "y"\n' + more
    assert said in command.refused(plan, SMALL)


def test_a_regression_on_nothing_is_refused(command):
    plan = '[[estimate]]\nstatistic = "regression"\nvariable = "y"\n'
    assert "needs predictors" in command.refused(plan, SMALL)


def test_the_offset_of_a_regression_is_a_column_of_the_plan(command):
    plan = (
        '[[estimate]]\nstatistic = "regression"\nvariable = "z"\npredictors = ["x"]\noffset = "x"\n'
    )
    data = b"x,z\n" + b"".join(b"%d,%d\n" % (i, 3 * i) for i in range(9))
    slope = command(plan, data)[1]
    assert (slope["variable"], round(slope["value"], 9)) == ("x", 2.0)
    assert "Did you mean 'x'" in command.refused(plan.replace('offset = "x"', 'offset = "X"'), data)


def test_a_domain_without_cases_is_an_explicit_empty_result(command):
    (found,) = command(f"{MEAN}where = \"stype == 'X'\"\n", STRAT)
    assert found["n"] == 0
    assert found["value"] is found["standard_error"] is found["low"] is None
    assert not found["suppressed"]
    assert found["notes"] == [
        "no cases: no row of those asked about has a value of 'api00' and a weight; widen the "
        "domain or leave it out"
    ]


def test_an_empty_domain_among_others_is_named_with_its_levels(command):
    plan = f'{MEAN}by = ["stype"]\nwhere = "stype != \'H\'"\n'
    _, empty, _ = command(plan, STRAT)
    assert empty["n"] == 0
    assert "no row of the domain stype = H has a value of 'api00'" in empty["notes"][0]


def test_a_domain_of_one_row_says_why_it_has_no_interval(command):
    (found,) = command(
        '[[estimate]]\nstatistic = "mean"\nvariable = "y"\nwhere = "y == 4"\n', SMALL
    )
    assert (found["value"], found["low"], found["degrees_of_freedom"]) == (4.0, None, 0.0)
    assert found["notes"] == ["no interval: this domain leaves no degree of freedom"]


def test_shares_of_nobody_and_everybody_have_an_interval(command):
    data = b"y\n" + b"1\n" * 50
    (found,) = command('[[estimate]]\nstatistic = "proportion"\nvariable = "y"\n', data)
    assert found["value"] == 1.0
    assert found["low"] == pytest.approx(0.929, abs=5e-4)
    assert found["interval"] == "korn-graubard"


def test_small_domains_are_withheld_on_request(command):
    plan = f'{MEAN}by = ["stype"]\n[disclosure]\nminimum = 60\n'
    results = command(plan, STRAT)
    assert [result["suppressed"] for result in results] == [False, True, True]
    assert results[1]["value"] is results[1]["n"] is None


def test_names_with_spaces_accents_and_dots_stand_as_they_are(command):
    data = "año,Ingreso total,sch.wide\n1,10,Sí\n2,20,Sí\n3,30,No\n".encode("utf-8-sig")
    plan = """
[[estimate]]
statistic = "mean"
variable = "Ingreso total"
where = "sch.wide == 'Sí' and `Ingreso total` > 5 and año >= 1"
"""
    (found,) = command(plan, data)
    assert (found["value"], found["n"]) == (15.0, 2)


def test_gaps_as_the_plan_names_them_are_gaps(command):
    plan = '[read]\nmissing = ["", "99"]\n[[estimate]]\nstatistic = "mean"\nvariable = "y"\n'
    (found,) = command(plan, b"y\n1\n3\n99\n\n")
    assert (found["value"], found["n"]) == (2.0, 2)


RAKED = calibrate("rake", STYPE + WIDE) + calibrate(
    "linear", "api99 = 3914069\n", "population = 6194\n"
)
STRATIFIED = f"[design]\n{DESIGNS['strat'][1]}\n"


def told(command, plan: str) -> dict:
    status, out, err = command.raw(plan, STRAT)
    assert (status, err) == (0, "")
    return json.loads(out, parse_constant=pytest.fail)


def test_what_each_calibration_did_stands_beside_the_results(command):
    base, raked, linear = told(command, STRATIFIED + RAKED + MEAN)["weighting"]
    assert (base["step"], base["rows"], base["margins"], base["rounds"]) == ("base", 200, [], None)
    assert base["sum_before"] == base["sum_after"] == pytest.approx(6194)
    assert raked["step"] == "raking on stype, sch.wide"
    assert raked["sum_before"] == base["sum_after"]
    assert linear["sum_before"] == raked["sum_after"] != base["sum_after"]
    assert raked["rounds"] > 1
    assert [(m["column"], m["level"]) for m in raked["margins"]] == [
        *(("stype", level) for level in "EHM"),
        *(("sch.wide", level) for level in ("No", "Yes")),
    ]
    for margin in [*raked["margins"], *linear["margins"]]:
        assert margin["reached"] == pytest.approx(margin["target"], rel=1e-9)
    # The population size is of no column, a quantity has no level.
    assert [(m["column"], m["level"]) for m in linear["margins"]] == [(None, None), ("api99", None)]
    assert 0 < linear["minimum"] < linear["maximum"]
    assert linear["effective_n"] == pytest.approx(200 / linear["design_effect"])


def test_the_history_of_the_weights_is_the_same_with_replicates(command):
    plain = told(command, STRATIFIED + RAKED + MEAN)
    replicated = told(command, STRATIFIED + RAKED + '[replicates]\nkind = "jkn"\n' + MEAN)
    assert plain["replicates"] is None
    assert replicated["weighting"] == plain["weighting"]


@pytest.mark.parametrize(
    ("more", "kind", "count", "seed"),
    [
        ("", "bootstrap", 500, 1),
        ("count = 40\nseed = 7\n", "bootstrap", 40, 7),
        ('kind = "jk1"\n', "jackknife-1", 200, None),
        ('kind = "fay"\nrho = 0.5\n', "fay", 104, None),
    ],
)
def test_kind_count_and_seed_of_replicates_are_told(command, more, kind, count, seed):
    design = STRATIFIED if kind != "jackknife-1" else '[design]\nweight = "pw"\n'
    found = told(command, f"{design}[replicates]\n{more}{MEAN}")["replicates"]
    assert (found["kind"], found["count"], found["seed"]) == (kind, count, seed)
    assert found["rho"] == (0.5 if kind == "fay" else None)


def test_half_samples_that_are_the_whole_sample_are_refused(command):
    plan = f'{STRATIFIED}[replicates]\nkind = "fay"\nrho = 1.0\n{MEAN}'
    err = command.refused(plan, STRAT)
    assert "'rho' in [replicates] is 1; give a number from 0 up to, but below, 1" in err


def test_every_result_has_the_fields_it_promises(command):
    promised = "statistic variable domain value standard_error low high interval "
    promised += "degrees_of_freedom n design_effect suppressed"
    (found,) = command(MEAN, STRAT)
    assert set(promised.split()) <= set(found)


def test_the_installed_command_speaks_json_and_exit_status(tmp_path):
    plan = tmp_path / "plan.toml"
    plan.write_text(f"[design]\n{DESIGNS['strat'][1]}\n{MEAN}")
    run = [sys.executable, "-m", "survey_statistics.command_line", "estimate"]
    done = subprocess.run([*run, STRAT, plan], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (found,) = json.loads(done.stdout)["results"]
    expected = CASES["strat_mean_api00"]["values"]["api00"]
    assert found["value"] == pytest.approx(expected["est"], rel=NINE_DIGITS)
    plan.write_text("[design]\nwieght = 'pw'\n" + MEAN)
    done = subprocess.run([*run, STRAT, plan], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Did you mean 'weight'" in done.stderr
