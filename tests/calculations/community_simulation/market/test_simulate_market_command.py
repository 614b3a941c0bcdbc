"""`tequio simulate-market`: refusals, tables, plots."""

from argparse import ArgumentParser
from xml.etree import ElementTree

from community_simulation.market.command_line import add_arguments
from community_simulation.market.command_line import run as run_command
from community_simulation.market.plots import bar_plot, line_plot

SMALL = ["--entrepreneurs", "60", "--mentors", "30", "--places", "70", "--repeats", "3"]
SHORT = ["--weeks", "2", "--arrivals", "60"]


def run(words):
    options = ArgumentParser()
    add_arguments(options)
    return run_command(options.parse_args(words))


def test_a_market_that_cannot_be_is_refused_in_words(capsys):
    assert run(["--mentors", "50", "--places", "10"]) == 2
    assert "10 places cannot go to 50 mentors" in capsys.readouterr().err


def test_tables_plots_seed_and_progress(tmp_path, capsys):
    assert run([*SMALL, *SHORT, "--seed", "7", "--plots", str(tmp_path / "plots")]) == 0
    written = capsys.readouterr()
    assert written.out.startswith("seed 7\n")
    assert written.out.count("| load-aware ") == 2
    assert "load-aware: week 2 of 2" in written.err
    for name in ("week.svg", "season.svg"):
        drawing = ElementTree.parse(tmp_path / "plots" / name).getroot()  # noqa: S314 - our own
        assert drawing.tag.endswith("svg")


def test_plots_of_nothing_are_still_drawings():
    for drawing in (bar_plot("nothing", {}), line_plot("nothing", "week", {"nobody": []})):
        ElementTree.fromstring(drawing)  # noqa: S314 - our own


def test_names_are_escaped():
    assert "<b>" not in bar_plot("<b>", {"<b>": 1.0}, limit=2.0)
