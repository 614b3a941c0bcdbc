"""`tequio simulate-market`: refusals, tables, plots."""

import re
from argparse import ArgumentParser
from xml.etree import ElementTree

import pytest

from community_simulation.market.columns import legend
from community_simulation.market.command_line import add_arguments
from community_simulation.market.command_line import run as run_command
from community_simulation.market.plots import bar_plot, line_plot
from community_simulation.market.season.rules import SEASON_RULES

SMALL = ["--entrepreneurs", "60", "--mentors", "30", "--places", "70", "--repeats", "3"]
WHOLE = ("seeds", "entrepreneurs", "mentors", "places", "repeats", "weeks", "arrivals")
SHORT = ["--weeks", "2", "--arrivals", "60"]


def run(words):
    options = ArgumentParser()
    add_arguments(options)
    return run_command(options.parse_args(words))


def test_a_market_that_cannot_be_is_refused_in_words(capsys):
    assert run(["--mentors", "50", "--places", "10"]) == 2
    assert "10 places cannot go to 50 mentors" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "value"),
    [
        *((f"--{name}", value) for name in WHOLE for value in ("0", "-1", "1.5", "nan", "9" * 40)),
        *(("--share", value) for value in ("nan", "-0.1", "1.1", "half")),
        ("--seed", "-1"),
        ("--plots", __file__),
        ("--plots", f"{__file__}/plots"),
        ("--plots", "n" * 300),
    ],
)
def test_impossible_values_are_refused_before_anything_is_computed(option, value, capsys):
    with pytest.raises(SystemExit) as ended:
        run([*SMALL, *SHORT, option, value])
    assert ended.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert option in said.err


def test_a_market_larger_than_memory_is_refused(capsys):
    assert run(["--entrepreneurs", "900000", "--mentors", "90000", "--places", "90000"]) == 2
    assert "--entrepreneurs times --mentors" in capsys.readouterr().err


def test_tables_plots_seed_and_progress(tmp_path, capsys):
    words = ["--seed", "7", "--seeds", "1", "--plots", str(tmp_path / "plots")]
    assert run([*SMALL, *SHORT, *words]) == 0
    written = capsys.readouterr()
    assert written.out.startswith("seed 7\n")
    assert written.out.count("not known |") == 2 * (4 + 5)
    assert written.out.count("| load-aware ") == 2
    assert "load-aware: week 2 of 2" in written.err
    for name in ("week.svg", "season.svg"):
        drawing = ElementTree.parse(tmp_path / "plots" / name).getroot()  # noqa: S314 - our own
        assert drawing.tag.endswith("svg")


def test_a_difference_is_told_from_noise_over_the_seeds(capsys):
    assert run([*SMALL, *SHORT, "--seed", "7", "--seeds", "3"]) == 0
    written = capsys.readouterr()
    assert written.out.startswith("seeds 7 to 9\n")
    assert "not known" not in written.out
    rows = [row.split("|")[1:-1] for row in written.out.splitlines() if ", than under" in row]
    said = {row[0].strip(): row[-1].strip() for row in rows}
    assert said["matches, than under popularity"] == "clear"
    assert said["matches a week, than under load-aware, mean"] == "within noise"
    assert "seed 9, load-aware: week 2 of 2" in written.err


def test_plots_of_nothing_are_still_drawings():
    for drawing in (bar_plot("nothing", {}), line_plot("nothing", "week", {"nobody": []})):
        ElementTree.fromstring(drawing)  # noqa: S314 - our own


def test_names_are_escaped():
    assert "<b>" not in bar_plot("<b>", {"<b>": 1.0}, limit=2.0)


def test_plots_that_cannot_be_written_are_refused_before_anything_is_computed(tmp_path, capsys):
    (tmp_path / "week.svg").mkdir()
    for folder in (str(tmp_path), "/proc/plots"):
        assert run([*SMALL, *SHORT, "--plots", folder]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert "Name another place" in said.err


def test_every_option_says_what_it_means_and_what_is_usual():
    options = ArgumentParser()
    add_arguments(options)
    for action in options._actions[1:]:
        assert action.help
        assert "default: " in action.help


def colours(drawing):
    """The colour of each name: of a bar, or of the label beside its line."""
    bars = re.findall(r">([^<]+)</text><rect [^>]*fill=\"(#\w+)\"", drawing)
    lines = re.findall(r"fill:#\w+;fill:(#\w+)\">([a-z][^<]+)</text>", drawing)
    return dict(bars) or {name: colour for colour, name in lines}


def test_a_rule_has_one_colour_in_every_plot(tmp_path):
    run([*SMALL, *SHORT, "--seeds", "1", "--plots", str(tmp_path)])
    week, season = (colours((tmp_path / name).read_text()) for name in ("week.svg", "season.svg"))
    both = week.keys() & season.keys()
    assert {"popularity", "reciprocal", "load-aware"} <= both
    assert {name: week[name] for name in both} == {name: season[name] for name in both}
    assert len(set(season.values())) >= len(SEASON_RULES)


@pytest.mark.parametrize(("weeks", "shown"), [(1, [1]), (3, [1, 2, 3]), (30, range(1, 31, 3))])
def test_the_weeks_are_numbered_as_far_as_there_is_room(weeks, shown):
    drawing = line_plot("matches", "week", {"load-aware": [2000.0] * weeks})
    said = re.findall(r">(\d+)</text>", drawing)
    assert [int(number) for number in said if int(number) in range(1, 31)] == list(shown)


def test_every_column_is_explained_in_the_help_and_below_the_tables(capsys):
    options = ArgumentParser()
    add_arguments(options)
    run([*SMALL, *SHORT, "--seeds", "1"])
    written = capsys.readouterr().out
    headings = re.findall(r"^\| rule +\|(.*)\|$", written, re.MULTILINE)
    assert len(headings) == 2
    for name in {column.strip() for heading in headings for column in heading.split("|")}:
        assert re.search(rf"^{name.removesuffix(' a week')}  ", written, re.MULTILINE)
    assert legend() in written
    assert legend() in options.format_help()


def test_the_smallest_market_is_told_without_contradiction(capsys):
    ones = [f"--{name}" for name in (*WHOLE, "seeds")]
    assert run([word for option in ones for word in (option, "1")]) == 0
    written = capsys.readouterr().out
    assert "1 entrepreneur, 1 mentor, one week, 1 place\n" in written
    assert "A season of 1 week\n" in written
    assert "more than 0 matches" not in written
    assert "nan" not in written
