"""Differences of two domains, logistic outcomes with labels, and keys in the wrong table."""

import json

import pytest

from survey_statistics.command_line import main

ROWS = 40
DATA = "w,g,y,b\n" + "".join(
    f"{1 + i % 3},{'abc'[i % 3]},{40 + i * 7 % 11 + 5 * (i % 3)},{('no', 'yes')[i * 7 % 5 > 2]}\n"
    for i in range(ROWS)
)


@pytest.fixture
def run(tmp_path, capsys):
    def answer(plan):
        (tmp_path / "data.csv").write_text(DATA)
        (tmp_path / "plan.toml").write_text(plan)
        status = main(["estimate", str(tmp_path / "data.csv"), str(tmp_path / "plan.toml")])
        said = capsys.readouterr()
        assert status == (2 if said.err else 0)
        assert bool(said.out) is not bool(said.err)
        return said.err or json.loads(said.out)["results"]

    return answer


def estimate(body):
    return f'[design]\nweight = "w"\n[[estimate]]\n{body}\n'


@pytest.mark.parametrize("levels", ['"a"', '"a", "a"', '"a", "b", "c"', '"a", "b", "b"'])
def test_what_are_not_two_levels_cannot_be_compared(run, levels):
    said = run(estimate(f'statistic="mean"\nvariable="y"\nby=["g"]\ncompare=[{levels}]'))
    assert "two different levels" in said


def test_a_regression_compares_nothing(run):
    said = run(
        estimate('statistic="regression"\nvariable="y"\npredictors=["g"]\ncompare=["a","b"]')
    )
    assert "where instead of by and compare" in said


def test_a_level_predictor_that_is_no_predictor_is_refused(run):
    body = 'statistic="regression"\nvariable="y"\npredictors=["g"]\ncategorical=["w"]'
    assert "There is no predictor 'w'. Choose one of: g." in run(estimate(body))


def test_labels_of_a_logistic_outcome_ask_for_the_event(run):
    body = 'statistic="regression"\nfamily="logistic"\nvariable="b"\npredictors=["y"]'
    assert "event = 'no'" in run(estimate(body))
    assert len(run(estimate(body + '\nevent="yes"'))) == 2
    said = run(estimate(body + '\nevent="maybe"'))
    assert "The level 'maybe' of column 'b' is not in the labels that occur: no, yes" in said


def test_a_regression_on_levels_in_a_domain_without_cases_is_an_explicit_empty_result(run):
    body = 'statistic="regression"\nvariable="y"\npredictors=["g"]\nwhere="y > 1000"'
    (found,) = run(estimate(body))
    assert (found["n"], found["value"]) == (0, None)


def test_quantiles_of_two_domains_are_compared_at_each_probability(run):
    body = 'statistic="quantile"\nvariable="y"\nprobabilities=[0.25, 0.5]\nby=["g"]'
    each = run(estimate(body))
    found = run(estimate(body + '\ncompare=["c", "a"]'))
    assert [item["probability"] for item in found] == [0.25, 0.5]
    for place, item in enumerate(found):
        assert item["domain"] == {"g": "c - a"}
        assert item["statistic"] == "quantile difference"
        assert item["value"] == each[4 + place]["value"] - each[place]["value"]
        assert item["standard_error"] > 0


@pytest.mark.parametrize(
    ("plan", "hint"),
    [
        (
            estimate('statistic="mean"\nvariable="y"\nsingle_unti="error"'),
            "'single_unit' in [design]",
        ),
        ('weight = "w"\n[[estimate]]\nstatistic="mean"\nvariable="y"\n', "'weight' in [design]"),
        (estimate('statistic="mean"\nvariable="y"\nwher="y > 1"'), "Did you mean 'where'?"),
    ],
)
def test_a_key_of_another_table_is_told_its_place(run, plan, hint):
    assert hint in run(plan)


@pytest.mark.parametrize(
    ("levels", "told"), [("[]", "are an empty list"), ('["a", "b", "a"]', "name 'a' twice")]
)
def test_levels_of_a_share_are_named_once(run, levels, told):
    said = run(estimate(f'statistic="proportion"\nvariable="g"\nlevels={levels}'))
    assert f"The levels asked of 'g' {told}" in said


def test_bounds_of_a_post_stratification_are_refused(run):
    margins = "margins = {g = {a = 30, b = 30, c = 30}}\nbounds = [0.5, 2]\n"
    calibrate = f'[[calibrate]]\nmethod = "poststratify"\n{margins}'
    said = run(calibrate + '[[estimate]]\nstatistic="mean"\nvariable="y"\n')
    assert "keeps no bounds" in said
