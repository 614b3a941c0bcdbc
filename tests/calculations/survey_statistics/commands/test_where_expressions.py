"""The language of `where`: refusals, then truth with gaps, and nothing is ever run."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_statistics.commands.errors import UnknownColumn, UnusableExpression
from survey_statistics.commands.expressions import choose_rows

COLUMNS = {
    "age": np.array([20.0, np.nan, 40.0, 60.0]),
    "sch.wide": np.array(["No", "Yes", None, "Yes"], dtype=object),
    "país": np.array(["MX", "GT", "GT", "MX"], dtype=object),
    "Ingreso total": np.array([1, 2, 3, 4]),
    "or": np.array([1, 0, 1, 0]),
}


def chosen(expression):
    return choose_rows(expression, COLUMNS).tolist()


@pytest.mark.parametrize(
    "expression",
    [
        "",
        "age",
        "age >",
        "> 3",
        "age = 3",
        "age == 3 and",
        "age == 3 age == 4",
        "(age == 3",
        "age == 3)",
        "not",
        "3 == 3",
        "age == 'x'",
        "país == 3",
        "sch.wide == 'No",
        "age == 3; import os",
        "__import__('os').system('true') == 0",
        "age.__class__ == 3",
        "age + 1 == 3",
        "[age] == 3",
        "not " * 500 + "age == 3",
        "(" * 500 + "age == 3" + ")" * 500,
    ],
)
def test_what_is_not_a_comparison_is_refused(expression):
    with pytest.raises((UnusableExpression, UnknownColumn)):
        chosen(expression)


@pytest.mark.parametrize("called", ["__import__('os')", "age(3) == 3", "not exec ('1') == 1"])
def test_a_call_is_called_a_call_and_not_an_unknown_column(called):
    with pytest.raises(UnusableExpression, match="Calls are not allowed"):
        chosen(called)


def test_a_column_between_backticks_before_a_bracket_is_no_call():
    with pytest.raises(UnusableExpression, match="no comparison"):
        chosen("`age` (3)")


@pytest.mark.parametrize(
    ("expression", "advice"),
    [
        ("age = 3", "Write comparisons"),
        ("age > 3 && age < 5", "Write comparisons"),
        ("sch.wide == Yes", "A text stands between quotes"),
        ("age < 1e400", "too large: 1e400"),
    ],
)
def test_a_slip_of_another_language_is_told_what_to_write(expression, advice):
    with pytest.raises((UnusableExpression, UnknownColumn), match=advice):
        chosen(expression)


def test_an_unknown_column_names_the_nearest():
    with pytest.raises(UnknownColumn, match=r"Did you mean 'sch\.wide'"):
        chosen("sch_wide == 'Yes'")


@pytest.mark.parametrize(
    ("expression", "rows"),
    [
        ("age >= 40", [False, False, True, True]),
        ("not age >= 40", [True, False, False, False]),
        ("age != 40", [True, False, False, True]),
        ("sch.wide == 'Yes'", [False, True, False, True]),
        ('sch.wide != "Yes"', [True, False, False, False]),
        ("not sch.wide == 'Yes'", [True, False, False, False]),
        ("age < 30 or sch.wide == 'Yes'", [True, True, False, True]),
        ("age < 30 or país == 'GT' and age > 30", [True, False, True, False]),
        ("(age < 30 or país == 'GT') and age > 30", [False, False, True, False]),
        ("not (age < 30 or país == 'GT')", [False, False, False, True]),
        ("`Ingreso total` <= 2", [True, True, False, False]),
        ("20 == age", [True, False, False, False]),
        ("age == `Ingreso total`", [False, False, False, False]),
        ("`or` == 1", [True, False, True, False]),
        ("NOT age < 30 AND age < 50", [False, False, True, False]),
        ("age>-1e1 and age<.5e2", [True, False, True, False]),
        ("país < 'H'", [False, True, True, False]),
    ],
)
def test_comparisons_choose_rows_and_gaps_choose_none(expression, rows):
    assert chosen(expression) == rows


def test_quotes_inside_texts_are_escaped():
    columns = {"name": np.array(["O'Hara", 'say "x"'], dtype=object)}
    assert choose_rows(r"name == 'O\'Hara'", columns).tolist() == [True, False]
    assert choose_rows('name == "O\'Hara"', columns).tolist() == [True, False]


@given(st.text(max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_text_is_answered_or_refused_but_never_breaks(text):
    try:
        rows = choose_rows(text, COLUMNS)
    except (UnusableExpression, UnknownColumn):
        return
    assert rows.dtype == np.bool_
    assert len(rows) == 4
