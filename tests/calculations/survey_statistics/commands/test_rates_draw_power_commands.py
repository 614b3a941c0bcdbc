"""`rates`, `draw` and `power`: what bad input gets, then numbers of the seed and the books."""

import json
from itertools import pairwise

import pytest
from tests.calculations.survey_statistics.stored_references import miscellaneous

from survey_statistics.command_line import main


@pytest.fixture
def command(tmp_path, capsys):
    def run(*arguments, data=None, status=0):
        if data is not None:
            (tmp_path / "data.csv").write_text(data, encoding="utf-8")
        words = [str(tmp_path / "data.csv") if word == "DATA" else str(word) for word in arguments]
        assert main(words) == status
        said = capsys.readouterr()
        return json.loads(said.out) if status == 0 else (said.out, said.err)

    return run


CASES = "code,base,country\n1.1,2,MX\n2.112,1,MX\n1.1,1,GT\n3.19,1,GT\n"
ATTEMPTS = "person,mode,code\na,web,3.19\nb,web,3.19\na,tel,1.1\nb,tel,2.10\nb,tel,3.13\n"
ATTEMPTS_HEAD = "person,mode,code,base,country\n"
OF_ATTEMPTS = [
    "rates",
    "DATA",
    "--code",
    "code",
    "--case",
    "person",
    "--weight",
    "base",
    "--by",
    "country",
]
FRAME = "key,country,users\n" + "".join(
    f"{number:03d},{'MX' if number % 3 else 'GT'},{1 + number % 7}\n" for number in range(60)
)


@pytest.mark.parametrize(
    ("arguments", "data", "said"),
    [
        (["rates"], None, "--counts"),
        (["rates", "DATA", "--code", "cod"], CASES, "Did you mean 'code'"),
        (["rates", "DATA", "--code", "code"], "code\n9.9\n", "no disposition '9.9'"),
        (["rates", "DATA", "--code", "code"], "code\n1.1\n9.9\n", "column 'code', row 2"),
        (["rates", "DATA", "--code", "code"], "code,x\n,1\n", "no code in row 1"),
        (
            ["rates", "DATA", "--code", "code", "--weight", "base"],
            "code,base\n1.1,-2\n",
            "negative",
        ),
        (["rates", "--counts", "X=4"], None, "no category 'X'"),
        (["rates", "--counts", "I=four"], None, "'four' is not a number"),
        (["rates", "--counts", "I="], None, "'I=' is not a number"),
        (["rates", "--counts", "I"], None, "'I' names no category"),
        (["rates", "--counts", "UH=4", "--e", "UH=.5", "UH=.7"], None, "UH is given twice"),
        (["rates", "--counts", "UH=4", "--e", ".5", ".7"], None, "'.5' names no category"),
        (["rates", "DATA", "--code", "code"], "code\n", "a header and no rows"),
        (["rates", "DATA", "--code", "code", "--released", "-3"], "code\n1.1\n", "give 0 or more"),
        (["rates", "--counts", "I=4", "UR=1", "--e", "2"], None, "give 0 to 1"),
        (["draw", "DATA", "--id", "key", "--size", "99", "--seed", "1"], FRAME, "frame of 60"),
        (
            ["draw", "DATA", "--id", "kee", "--size", "9", "--seed", "1"],
            FRAME,
            "Did you mean 'key'",
        ),
        (
            ["draw", "DATA", "--id", "country", "--size", "9", "--seed", "1"],
            FRAME,
            "stands",
        ),
        (
            ["draw", "DATA", "--id", "key", "--size", "9", "--seed", "1", "--method", "brewer"],
            FRAME,
            "--size-column",
        ),
        (
            ["draw", "DATA", "--id", "key", "--size", "9", "--seed", "1", "--waves", "4", "4"],
            FRAME,
            "add up",
        ),
        (["power", "precision"], None, "--half-width"),
        (["power", "precision", "--half-width", "0"], None, "half-width is 0"),
        (["power", "precision", "--half-width", "5"], None, "must lie between 0 and 1"),
        (["power", "difference"], None, "group sizes"),
    ],
)
def test_bad_input_is_refused_in_one_sentence_and_nothing_is_written(
    command, arguments, data, said
):
    out, err = command(*arguments, data=data, status=2)
    assert out == ""
    assert said in err
    assert err.startswith("survey-statistics: ")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("difference --first 5 --second 0 --proportion 0.3", "size of the second group is 0"),
        ("difference --difference 1 --deviation nan", "standard deviation is nan"),
        ("difference --difference 1 --compliance 1e-300", "No sample finds"),
        ("difference --difference 0.1 --proportion 0.3 --compliance nan", "compliance is nan"),
        ("precision --deviation 1e300 --answers 0.5", "too large or too small"),
    ],
)
def test_impossible_assumptions_are_named(options, said, capsys):
    assert main(["power", *options.split()]) == 2
    spoken = capsys.readouterr()
    assert said in spoken.err
    assert spoken.out == ""


@pytest.mark.parametrize("name", ["estimate", "rates", "draw", "power"])
def test_help_shows_examples(name, capsys):
    with pytest.raises(SystemExit) as stopped:
        main([name, "--help"])
    assert stopped.value.code == 0
    assert f"survey-statistics {name}" in capsys.readouterr().out.split("example")[1]


def test_an_unknown_command_has_exit_status_2():
    with pytest.raises(SystemExit) as stopped:
        main(["estimates"])
    assert stopped.value.code == 2


def test_rates_of_counts_are_those_of_outcomerate(command):
    case = miscellaneous()["aapor"][0]
    counts = [f"{name}={number}" for name, number in case["counts"].items()]
    (found,) = command("rates", "--counts", *counts)["results"]
    for name, printed in case["printed"].items():
        assert found["rates"][name] == pytest.approx(printed, abs=5e-4), name


def test_rates_by_group_weighted_and_not(command):
    found = command(
        "rates", "DATA", "--code", "code", "--weight", "base", "--by", "country", data=CASES
    )
    whole, mexico, guatemala = found["results"]
    assert whole["rates"]["RR1"] == 0.5
    assert whole["weighted_rates"]["RR1"] == 0.6
    assert mexico["domain"] == {"country": "MX"}
    assert guatemala["counts"]["UR"] == 1
    assert found["ledger"] == []


def test_final_codes_come_from_all_attempts_of_both_modes(command):
    found = command(
        "rates", "DATA", "--code", "code", "--case", "person", "--mode", "mode", data=ATTEMPTS
    )
    # 2.10 is a refusal: read as text, not as the number 2.1.
    assert found["codes"] == {"1.1": 1, "2.10": 1}
    assert found["results"][0]["counts"]["R"] == 1


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("a,web,3.19,2,MX\na,tel,1.1,4,MX\n", "'base': '2' in row 1, '4' in row 2"),
        ("b,web,1.1,1,GT\na,web,3.19,2,MX\na,tel,1.1,2,GT\n", "'country': 'MX' in row 2, 'GT'"),
        ("a,web,3.19,2,MX\na,tel,1.1,2,\n", "'country': 'MX' in row 1, nothing in row 2"),
    ],
)
def test_attempts_of_one_case_that_disagree_on_weight_or_group_are_refused(command, rows, said):
    out, err = command(*OF_ATTEMPTS, data=ATTEMPTS_HEAD + rows, status=2)
    assert out == ""
    assert "The attempts of the case 'a' of 'person' disagree in the column" in err
    assert said in err
    assert "give every attempt of a case the same value" in err


def test_attempts_may_be_coded_by_the_nine_letters(command):
    data = "person,code\na,NC\na,I\nb,R\nb,NC\n"
    found = command("rates", "DATA", "--code", "code", "--case", "person", data=data)
    assert found["codes"] == {"I": 1, "R": 1}


def test_attempts_that_write_one_weight_in_two_ways_agree(command):
    data = ATTEMPTS_HEAD + "a,web,3.19,2,MX\na,tel,1.1,2.0,MX\n"
    assert command(*OF_ATTEMPTS, data=data)["results"][0]["weighted_counts"]["I"] == 2


def test_a_case_counts_under_the_mode_that_decides_it(command):
    words = ("rates", "DATA", "--code", "code", "--case", "person", "--mode", "mode")
    _, telephone = command(*words, "--by", "mode", data=ATTEMPTS)["results"]
    assert (telephone["domain"], telephone["rates"]["RR1"]) == ({"mode": "tel"}, 0.5)


def test_a_ledger_that_does_not_balance_is_told(command):
    found = command("rates", "DATA", "--code", "code", "--released", 5, data=CASES)
    assert found["ledger"][0]["difference"] == -1


def test_a_draw_does_not_depend_on_the_order_of_rows(command):
    arguments = ["draw", "DATA", "--id", "key", "--size", 12, "--seed", "public value"]
    head, *lines = FRAME.splitlines()
    backwards = "\n".join([head, *reversed(lines)]) + "\n"
    for more in ([], ["--strata", "country"], ["--method", "sampford", "--size-column", "users"]):
        one = command(*arguments, *more, data=FRAME)
        two = command(*arguments, *more, data=backwards)
        assert one == two
        assert len({line["id"] for line in one["sample"]}) == 12


def test_a_stratified_draw_says_how_it_was_allocated(command):
    arguments = ["--id", "key", "--size", 12, "--seed", 1, "--strata", "country"]
    found = command("draw", "DATA", *arguments, "--waves", 6, 6, data=FRAME)
    assert found["allocation"] == {"GT": 4, "MX": 8}
    assert sum(line["weight"] for line in found["sample"]) == pytest.approx(60)
    first = [line["stratum"] for line in found["sample"] if line["wave"] == 1]
    assert sorted(first) == ["GT"] * 2 + ["MX"] * 4
    assert found["sample"][0]["id"].isdigit()
    assert len(found["sample"][0]["id"]) == 3


def test_identifiers_keep_their_leading_zeros(command):
    found = command("draw", "DATA", "--id", "key", "--size", 60, "--seed", 1, data=FRAME)
    assert "007" in {line["id"] for line in found["sample"]}


@pytest.mark.parametrize("allocation", ["neyman", "power", "equal"])
def test_other_allocations_add_up_too(command, allocation):
    arguments = ["--id", "key", "--size", 11, "--seed", 1, "--strata", "country"]
    more = ["--allocation", allocation, "--deviation", "users"]
    found = command("draw", "DATA", *arguments, *more, data=FRAME)
    assert sum(found["allocation"].values()) == 11


def test_the_power_table_of_the_seed(command):
    groups = ["--first", 238, "--second", 662]
    assert command("power", "precision", "--half-width", 0.03)["completes"] == 1068
    found = command("power", "difference", *groups, "--proportion", 0.3)
    assert round(100 * found["detectable"], 1) == 9.7
    found = command("power", "difference", *groups, "--deviation", 1.17, "--logarithm")
    assert round(100 * found["detectable"]) == 28
    trial = ["--difference", 0.10, "--deviation", 1.17, "--logarithm", "--autocorrelation", 0.5]
    assert round(command("power", "difference", *trial)["exact"]) == 1774
    found = command("power", "difference", *groups, "--proportion", 0.3, "--difference", 0.097)
    assert found["power"] == pytest.approx(0.8, abs=0.005)


def test_clusters_and_response_enter_the_size(command):
    found = command(
        "power", "precision", "--half-width", 0.05, "--cluster-size", 60, "--icc", 0.02,
        "--response-rate", 0.225,
    )  # fmt: skip
    assert found["design_effect"] == pytest.approx(2.18)
    assert found["completes"] == 838
    assert found["invited"] == 3725


def test_a_systematic_draw_orders_numbers_by_their_size(tmp_path, capsys):
    frame = tmp_path / "frame.csv"
    frame.write_text("key,age\n" + "".join(f"u{age},{age}\n" for age in range(1, 41)))
    options = ["--id", "key", "--size", "10", "--seed", "s", "--method", "systematic"]
    assert main(["draw", str(frame), *options, "--sort-by", "age"]) == 0
    ages = sorted(int(unit["id"][1:]) for unit in json.loads(capsys.readouterr().out)["sample"])
    assert {after - before for before, after in pairwise(ages)} == {4}
