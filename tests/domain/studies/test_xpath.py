"""Conditions of forms: what holds, and what is refused."""

import pytest

from tequio.domain.studies.questionnaires.xpath import UnusableCondition, parse
from tequio.domain.studies.questionnaires.xpath_values import Answers


@pytest.mark.parametrize(
    "text",
    ["", "(", "${a} >", "because it is so", "${a} = 'x", "pulldata('a')", "today() > 3", "1 2"],
)
def test_what_cannot_be_understood_is_refused(text: str) -> None:
    with pytest.raises(UnusableCondition):
        parse(text)


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(UnusableCondition, match="deep"):
        parse("(" * 80 + "1" + ")" * 80)


@pytest.mark.parametrize(
    ("text", "values", "own", "expected"),
    [
        ("${n} > 0", {"n": "3"}, "", True),
        ("${n} > 0", {"n": ".d"}, "", False),
        ("${n} > 0", {}, "", False),
        ("${n} = 0", {"n": "0"}, "", True),
        ("${n} = ''", {"n": ".r"}, "", True),
        ("${s} = '2' or ${s} = '3'", {"s": "3"}, "", True),
        ("not(selected(., ${main}))", {"main": "R01"}, "R02 R03", True),
        ("not(selected(., ${main}))", {"main": "R03"}, "R02 R03", False),
        ("selected(${many}, 'a') and ${n} != 2", {"many": "b a", "n": "1"}, "", True),
        (". >= 0 and . <= ${a} + ${b} * 2", {"a": "1", "b": "2"}, "5", True),
        (". >= 0 and . <= ${a} + ${b} * 2", {"a": "1", "b": "2"}, "6", False),
        (". <= number(format-date(today(), '%Y')) - 18", {}, "2009", False),
        ("coalesce(${x}, 4) = 4", {}, "", True),
        ("if(${x} = 1, 'a', 'b') = 'a'", {"x": "1"}, "", True),
        ("selected(../many, 'a') and regex(${m}, '[a-z]+@x')", {"many": "a", "m": "b@x"}, "", True),
        ("7 mod 4 = 3 and -1 < 0 and 1 div 0 != 1", {}, "", True),
    ],
)
def test_conditions_hold_as_in_a_form_on_paper(
    text: str, values: dict[str, str], own: str, expected: bool
) -> None:
    assert parse(text).holds(Answers(values, own, 2026)) is expected


def test_a_condition_names_what_it_speaks_of() -> None:
    assert parse("${a} > ${ b } or selected(${c}, 'x')").variables == {"a", "b", "c"}
