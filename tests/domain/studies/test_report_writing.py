"""Numbers of a report as they are written: halves go up, small shares have two decimals."""

import pytest

from tequio.domain.studies.analysis import content
from tequio.domain.studies.report import decimals, dial, grids
from tequio.domain.studies.report.writing import Reader, quantity, write


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.0595, "5.95%"), (0.005, "0.50%"), (0.225, "22.5%"), (0.8345, "83.5%"), (0.2225, "22.3%"),
     (0.0, "0.0%"), (0.099999, "10.0%"), (0.00001, "<0.01%"), (1.0, "100.0%")],
)  # fmt: skip
def test_a_share_is_rounded_as_people_round(share, text) -> None:
    assert decimals.percent(share) == text


@pytest.mark.parametrize(("language", "to"), [("es", "a"), ("en", "to")])
def test_bounds_have_the_decimals_of_their_lower_end_in_both_languages(language, to) -> None:
    reader = Reader(language)
    worst = content.estimate(
        None, n=900, denominator="sampled", source="survey", low=0.0533, high=0.8442,
        lower=0.0595, upper=0.8345,
    )  # fmt: skip
    assert write(worst, "lower", reader) == "5.95%"
    assert write(worst, "upper", reader) == "83.45%"
    floor = content.estimate(
        0.0595, n=4000, denominator="sampled", source="survey", low=0.052583, high=0.067262
    )
    assert write(floor, "", reader) == f"5.95% (5.26 {to} 6.73)"


def test_halves_of_other_units_go_up_too() -> None:
    assert quantity(0.0675, "points_of_share") == "+6.8"
    assert quantity(2.5, "people") == "3"
    assert quantity(-0.5, "points") == "-1"
    assert quantity(1.005, "ratio") == "1.01"


def test_a_value_and_its_interval_stand_in_one_cell() -> None:
    columns = {"assumption": "word", "share": "share", "lower": "share", "upper": "share",
               "low": "share", "high": "share"}  # fmt: skip
    rows = [["floor", 0.0595, None, None, 0.0526, 0.0673],
            ["worst", None, 0.0595, 0.8345, 0.0533, 0.8442]]  # fmt: skip
    made = grids.grid("T13.M2", content.table(columns, rows), "", Reader("en"), {})
    assert made.head == ("Assumption", "Per cent (interval)", "Bounds")
    assert made.rows[0][1:] == ("5.95% (5.26 to 6.73)", "–")
    assert made.rows[1][1:] == ("5.33 to 84.42%", "5.95 to 83.45%")


def test_a_table_that_the_dial_leaves_alone_says_so() -> None:
    still = content.table({"code": "text", "cases": "count"}, [["1.1", 400]])
    reader = Reader("en", k=0.5)
    assert grids.grid("T6", still, "", reader, {}).note == dial.STAYS["en"]
    assert grids.grid("T6", still, "", Reader("en"), {}).note == ""
