"""An option that would change nothing is refused, and one that should change a number does."""

import json

import pytest

from survey_statistics.command_line import main

FRAME = "key,country,users\n" + "".join(f"u{n},{'GT' if n % 3 else 'MX'},{n}\n" for n in range(30))
ATTEMPTS = "person,mode,code\na,web,3.19\n,web,1.1\n,tel,2.11\n"
DRAW = ["draw", "DATA", "--id", "key", "--size", "5", "--seed", "7"]
RATES = ["rates", "DATA", "--code", "code"]
ESTIMATE = ["power", "precision", "--half-width", "0.05"]
GROUPS = ["power", "difference", "--first", "50", "--second", "70"]


@pytest.fixture
def command(tmp_path, capsys):
    def run(*arguments, data="", status=0):
        (tmp_path / "data.csv").write_text(data, encoding="utf-8")
        words = [str(tmp_path / "data.csv") if word == "DATA" else word for word in arguments]
        assert main(words) == status
        said = capsys.readouterr()
        return json.loads(said.out) if status == 0 else (said.out, said.err)

    return run


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([*DRAW, "--allocation", "neyman"], "--allocation has no effect without --strata"),
        ([*DRAW, "--minimum", "2"], "--minimum has no effect without --strata"),
        ([*DRAW, "--strata", "country", "--deviation", "users"], "--allocation neyman"),
        ([*DRAW, "--strata", "country", "--exponent", "1"], "--allocation power"),
        ([*DRAW, "--size-column", "users"], "--size-column has no effect without --method"),
        ([*DRAW, "--sort-by", "users"], "--sort-by has no effect without --method systematic"),
        ([*DRAW, "--method", "systematic", "--start", "0.5"], "--start has no effect"),
        ([*DRAW[:-1], " "], "seed is empty"),
    ],
)
def test_a_draw_refuses_what_it_would_not_use(command, arguments, said):
    out, error = command(*arguments, data=FRAME, status=2)
    assert (out, said in error) == ("", True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([*RATES, "--mode", "mode"], "--mode has no effect without --case"),
        ([*RATES, "--case", "person"], "person"),
        (["rates", "--counts", "I=1", "I=2"], "I is given twice"),
        (["rates", "--counts", "I=1", "--weight", "w"], "weight has no effect beside --counts"),
    ],
)
def test_rates_refuse_what_they_would_not_use(command, arguments, said):
    out, error = command(*arguments, data=ATTEMPTS, status=2)
    assert (out, said in error) == ("", True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([*ESTIMATE, "--first", "20"], "--first has no effect"),
        ([*ESTIMATE, "--autocorrelation", "0.5"], "--autocorrelation has no effect"),
        ([*ESTIMATE, "--answers", "385"], "not both"),
        ([*ESTIMATE, "--icc", "0.05"], "--icc has no effect without --cluster-size"),
        (["power", "precision", "--answers", "9", "--response-rate", "0.2"], "--half-width"),
        ([*GROUPS, "--rounds", "3"], "--rounds has no effect without --autocorrelation"),
        ([*GROUPS, "--population", "900"], "--population has no effect"),
        ([*GROUPS, "--proportion", "0.3", "--deviation", "2"], "--deviation has no effect"),
        ([*GROUPS[:4], "--difference", "0.3"], "Give both group sizes"),
        ([*GROUPS, "--compliance", "0"], "compliance is 0"),
    ],
)
def test_power_refuses_what_it_would_not_use(command, arguments, said):
    out, error = command(*arguments, status=2)
    assert (out, said in error) == ("", True)


@pytest.mark.parametrize(
    "outcome",
    [["--proportion", "0.3"], ["--deviation", "1.2"], ["--deviation", "1.2", "--logarithm"]],
)
def test_size_power_and_smallest_effect_agree_under_half_compliance(command, outcome):
    shared = ["power", "difference", *outcome, "--compliance", "0.5"]
    size = str(command(*shared, "--difference", "0.2")["exact"])
    groups = [*shared, "--first", size, "--second", size]
    assert command(*groups)["detectable"] == pytest.approx(0.2, rel=1e-9)
    assert command(*groups, "--difference", "0.2")["power"] == pytest.approx(0.8, abs=1e-4)


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ('[design]\nweight = "w"\nstrata = ["h"]\n', "stratum '4' of 'h'"),
        (
            '[design]\nweight = "w"\n[[calibrate]]\nmethod = "poststratify"\n'
            "margins.h = { 1 = 4, 2 = 6 }\n",
            "level '4' of column 'h'",
        ),
    ],
)
def test_a_numeric_level_is_named_as_it_stands_in_the_file(command, tmp_path, plan, said):
    estimate = '[[estimate]]\nstatistic = "mean"\nvariable = "y"\n'
    (tmp_path / "plan.toml").write_text(plan + estimate, encoding="utf-8")
    data = "h,w,y\n1,2,3\n1,2,5\n2,3,7\n2,3,4\n4,1,9\n"
    out, error = command("estimate", "DATA", str(tmp_path / "plan.toml"), data=data, status=2)
    assert (out, said in error) == ("", True)
