"""Plans as people write them: dotted names without quotes, intervals for the wrong statistic."""

import json

import pytest

from survey_statistics.command_line import main

DATA = """sch.wide,api.stu,w,y,met,area
Yes,10,1,1,1,n
Yes,20,1,2,0,n
No,30,1,4,1,s
No,40,1,8,1,s
No,10,1,3,0,s
Yes,50,1,5,1,s
"""
MEAN = '[[estimate]]\nstatistic = "mean"\nvariable = "y"\n'


@pytest.fixture
def run(tmp_path, capsys):
    def answer(plan, data=DATA):
        (tmp_path / "data.csv").write_text(data, encoding="utf-8")
        (tmp_path / "plan.toml").write_text('[design]\nweight = "w"\n' + plan, encoding="utf-8")
        status = main(["estimate", str(tmp_path / "data.csv"), str(tmp_path / "plan.toml")])
        said = capsys.readouterr()
        assert status == (2 if said.err else 0)
        assert bool(said.out) is not bool(said.err)
        return said.err or json.loads(said.out)["results"]

    return answer


@pytest.mark.parametrize(
    "mark, named", [(";", "semicolons"), ("\t", "tabs"), ("|", "vertical bars")]
)
def test_another_separator_is_named(run, mark, named):
    assert f"separated by {named}" in run(MEAN, DATA.replace(",", mark))


def test_a_control_character_between_values_is_refused(run):
    assert "control character 1E" in run(MEAN, DATA.replace("No,30", "N\x1eo,30"))


def test_an_infinite_value_is_refused(run):
    assert "'y' holds inf" in run(MEAN, DATA.replace("1,8,1", "1,inf,1"))


def test_an_interval_that_does_not_exist_is_refused_for_every_statistic(run):
    assert "no interval 'wald'" in run(MEAN + 'interval = "wald"\n')


def test_a_constant_outcome_is_refused(run):
    constant = DATA.replace(",1,n", ",0,n").replace(",1,s", ",0,s")
    plan = '[[estimate]]\nstatistic = "regression"\nvariable = "met"\npredictors = ["y"]\n'
    assert "'met' takes a single value" in run(plan, constant)
    assert "'met' takes a single value" in run(plan + 'family = "logistic"\n', constant)


def test_a_replicate_without_a_cell_says_that_it_is_a_replicate(run):
    plan = '[replicates]\nkind = "bootstrap"\ncount = 40\nseed = 1\n'
    plan += '[[calibrate]]\nmethod = "rake"\n[calibrate.margins]\narea = { n = 3, s = 3 }\n'
    said = run(plan + MEAN)
    assert "A replicate of the sample cannot be weighted" in said
    assert "'n' of 'area'" in said


def test_margins_of_dotted_columns_need_no_quotes(run):
    plain = 'area = { n = 2, s = 4 }\n"sch.wide" = { No = 2, Yes = 4 }\n'
    dotted = "area = { n = 2, s = 4 }\nsch.wide = { No = 2, Yes = 4 }\n"
    start = '[[calibrate]]\nmethod = "rake"\n[calibrate.margins]\n'
    assert run(start + dotted + MEAN) == run(start + plain + MEAN)


def test_totals_of_dotted_quantities_need_no_quotes(run):
    start = '[[calibrate]]\nmethod = "linear"\n[calibrate.margins]\n'
    assert run(start + "api.stu = 200\n" + MEAN) == run(start + '"api.stu" = 200\n' + MEAN)


def test_a_mean_of_zeros_and_ones_has_the_interval_of_a_share_that_was_asked_for(run):
    mean = '[[estimate]]\nstatistic = "mean"\nvariable = "met"\ninterval = "korn-graubard"\n'
    (as_mean,) = run(mean)
    (as_share,) = run(mean.replace('"mean"', '"proportion"'))
    for key in ("value", "standard_error", "low", "high", "interval"):
        assert as_mean[key] == as_share[key]


def test_a_mean_of_other_numbers_keeps_its_t_and_says_so(run):
    (found,) = run(MEAN + 'interval = "korn-graubard"\n')
    assert found["interval"] == "t"
    assert "'korn-graubard' does not exist" in found["notes"][0]


def test_a_share_takes_the_interval_by_t_under_its_plain_name(run):
    share = '[[estimate]]\nstatistic = "proportion"\nvariable = "met"\n'
    (found,) = run(share + 'interval = "t"\n')
    (mean,) = run(share.replace("proportion", "mean"))
    assert (found["low"], found["high"]) == pytest.approx((mean["low"], mean["high"]), rel=1e-12)
    assert (found["interval"], found["notes"]) == ("t", [])


def test_a_regression_without_cases_is_an_explicit_empty_result(run):
    plan = '[[estimate]]\nstatistic = "regression"\nvariable = "y"\npredictors = ["met"]\n'
    (found,) = run(plan + 'where = "y > 100"\n')
    assert (found["n"], found["value"], found["standard_error"]) == (0, None, None)
    assert "has a weight and a value of 'y' and of every predictor" in found["notes"][0]


def test_a_ratio_to_nothing_has_no_value_and_says_why(run):
    plan = '[[estimate]]\nstatistic = "ratio"\nvariable = "y"\ndenominator = "met"\n'
    (found,) = run(plan + 'where = "met == 0"\n')
    assert (found["n"], found["value"], found["standard_error"], found["low"]) == (2, *[None] * 3)
    assert found["notes"] == ["no value: the denominator adds up to 0"]
