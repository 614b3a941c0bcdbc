"""Files and plans at the edge: each gets its sentence or its answer, never a traceback."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from survey_statistics.command_line import main

FILES = Path(__file__).parent / "files"
ROWS = 24
DATA = "w,h,c,y,b,g,none,same,id\n" + "".join(
    f"{1 + i % 3},h{i % 3},{i // 2},{40 + i * 7 % 11},{i % 2},{'ab'[i % 5 > 2]},,7,{10**17 + i}\n"
    for i in range(ROWS)
)
MEAN = '[[estimate]]\nstatistic = "mean"\nvariable = "y"\n'


@pytest.fixture
def run(tmp_path, capsys):
    def answer(plan, data=DATA, name="data.csv"):
        file = FILES / name if data is None else tmp_path / name
        if data is not None:
            file.write_bytes(data if isinstance(data, bytes) else data.encode())
        (tmp_path / "plan.toml").write_text(plan, encoding="utf-8")
        status = main(["estimate", str(file), str(tmp_path / "plan.toml")])
        said = capsys.readouterr()
        assert status == (2 if said.err else 0)
        assert bool(said.out) is not bool(said.err)
        return said.err or json.loads(said.out, parse_constant=pytest.fail)["results"]

    return answer


def test_a_spreadsheet_is_called_a_spreadsheet(run):
    assert "is a spreadsheet" in run(MEAN, b"PK\x03\x04 and the rest", "data.xlsx")


@pytest.mark.parametrize("name", ["data.sav", "data.dta"])
def test_what_only_bears_the_name_of_spss_or_stata_is_refused(run, name):
    pytest.importorskip("pyreadstat", reason="the package alone does without it")
    assert "cannot be read" in run(MEAN, b"nothing of the kind", name)


def test_a_column_of_gaps_names_no_domain(run):
    assert "'none' is empty in every row" in run(MEAN + 'by = ["none"]\n')


def test_a_share_of_a_column_of_gaps_is_an_explicit_empty_result(run):
    (share,) = run('[[estimate]]\nstatistic = "proportion"\nvariable = "none"\n')
    assert (share["variable"], share["n"], share["value"]) == ("none", 0, None)


def test_a_sample_of_one_is_not_blamed_on_a_stratum(run):
    said = run(MEAN, "y\n1\n")
    assert "The sample has a single sampled unit" in said
    assert "stratum" not in said


def test_a_negative_threshold_is_refused(run):
    assert "'minimum' in [disclosure] is -1" in run(MEAN + "[disclosure]\nminimum = -1\n")


@pytest.mark.parametrize("kind", ["jackknife-n", "canty-davison", "bootstrap", "preston"])
def test_replicates_of_lone_units_only_are_refused(run, kind):
    design = '[design]\nstrata = ["id"]\nsingle_unit = "certainty"\n'
    assert "single sampled unit" in run(f'{design}[replicates]\nkind = "{kind}"\ncount = 5\n{MEAN}')


@pytest.mark.parametrize("name", ["answers.sav", "answers.dta"])
def test_spss_and_stata_files_are_read_with_their_labels(run, name):
    pytest.importorskip("pyreadstat", reason="the package alone does without it")
    design = '[design]\nweight = "peso"\n'
    north, south = run(design + MEAN.replace('"y"', '"ventas"') + 'by = ["región"]\n', None, name)
    assert (north["domain"], north["value"], north["n"]) == ({"región": "norte"}, 175.25, 2)
    assert (south["value"], south["n"]) == (75.0, 1)
    share = run(
        design + '[[estimate]]\nstatistic = "proportion"\nvariable = "sexo"\nlevels = ["Mujer"]\n',
        None,
        name,
    )[0]
    # SPSS marks 9 as missing, Stata has no such mark: there it is an answer.
    assert share["value"] == pytest.approx(5 / 7 if name.endswith("sav") else 5 / 8)


@pytest.mark.parametrize("name", ["scales.sav", "scales.dta"])
def test_labels_stand_for_codes_only_where_all_of_them_have_one(run, name):
    pytest.importorskip("pyreadstat", reason="the package alone does without it")

    def mean(variable, read=""):
        return run(f'{read}[[estimate]]\nstatistic = "mean"\nvariable = "{variable}"\n', None, name)

    assert mean("recomienda")[0]["value"] == 6.5
    assert mean("edad")[0]["value"] == pytest.approx(287 / 6)
    assert "it holds 'En desacuerdo'" in mean("opina")
    (codes,) = mean("opina", "[read]\nlabels = false\n")
    assert (codes["value"], codes["n"]) == (2.25, 4)


def test_identifiers_of_spss_and_of_csv_draw_the_same_sample(tmp_path, capsys):
    pytest.importorskip("pyreadstat", reason="the package alone does without it")
    frame = tmp_path / "frame.csv"
    frame.write_text("clave\n" + "".join(f"{i}\n" for i in range(1, 7)))
    drawn = []
    for file in (frame, FILES / "scales.sav"):
        assert main(["draw", str(file), "--id", "clave", "--size", "3", "--seed", "s"]) == 0
        drawn.append(json.loads(capsys.readouterr().out)["sample"])
    assert drawn[0] == drawn[1]


def test_identifiers_of_many_digits_stay_apart(run):
    assert len(run(MEAN + 'by = ["id"]\n')) == ROWS


COLUMNS = st.sampled_from(["w", "h", "c", "y", "b", "g", "none", "same", "id", "nope", ""])
VALUES = st.one_of(
    COLUMNS,
    st.lists(COLUMNS, max_size=3),
    st.lists(st.sampled_from([0, 1, 0.5, -1.0, 2, float("nan"), float("inf")]), max_size=3),
    st.sampled_from([0, 1, -1, 3, 10**30, 0.5, float("nan"), float("inf"), True, "logistic"]),
    st.sampled_from(
        ["y > 41", "b == 1 and", "__import__('os')", "g == 'a'", "scaled", "likelihood"]
    ),
    st.sampled_from(
        ["bootstrap", "jackknife-n", "fay", "given", "preston", "rake", "hf7", "poisson"]
    ),
)
KEYS = {
    "read": ["missing"],
    "design": ["weight", "strata", "clusters", "population", "nest", "single_unit"],
    "replicates": ["kind", "count", "seed", "rho", "columns", "scale", "rscales", "mse"],
    "disclosure": ["minimum", "typo"],
}
STATISTICS = ["mean", "total", "ratio", "proportion", "quantile", "median", "nps", "regression"]
ASKED = ["denominator", "probabilities", "by", "where", "interval", "level", "levels", "rule"]
ASKED += ["compare", "predictors", "categorical", "family", "event", "typo"]


def toml(value):
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value) if isinstance(value, str | bool) else repr(value)


def section(name, keys):
    return name + "\n" + "".join(f"{key} = {toml(value)}\n" for key, value in keys.items())


@given(
    st.fixed_dictionaries(
        {name: st.dictionaries(st.sampled_from(keys), VALUES) for name, keys in KEYS.items()}
    ),
    st.fixed_dictionaries({"statistic": st.sampled_from(STATISTICS), "variable": COLUMNS}),
    st.dictionaries(st.sampled_from(ASKED), VALUES, max_size=3),
)
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_plan_is_answered_or_refused_in_a_sentence(run, tables, request_, more):
    if "count" in tables["replicates"]:
        tables["replicates"]["count"] = 7  # a bootstrap of 10^30 replicates is only slow
    plan = "".join(section(f"[{name}]", keys) for name, keys in tables.items() if keys)
    said = run(plan + section("[[estimate]]", request_ | more))
    if isinstance(said, str):
        assert said.startswith("survey-statistics: ")
        assert said.count("\n") == 1
