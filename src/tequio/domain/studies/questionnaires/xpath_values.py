"""Values of conditions and the functions that they are parsed into: XPath's rules, no syntax."""

import math
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from tequio.domain.studies.questionnaires.model import MISSING

Value = str | float | bool


class Answers(NamedTuple):
    """What a condition is asked about: the answers, the one in hand, and today's year."""

    values: Mapping[str, str]
    own: str = ""
    year: int = 0


Node = Callable[[Answers], Value]


@dataclass(frozen=True)
class Variable:
    """The node of `${name}`."""

    name: str

    def __call__(self, answers: Answers) -> Value:
        return own_text(answers.values.get(self.name, ""))


@dataclass(frozen=True)
class Text:
    """The node of a text between quotes."""

    text: str

    def __call__(self, answers: Answers) -> Value:
        return self.text


@dataclass(frozen=True)
class Number:
    """The node of a number."""

    number: float

    def __call__(self, answers: Answers) -> Value:
        return self.number


def as_truth(value: Value) -> bool:
    """A text is true unless empty, a number unless zero or none."""
    if isinstance(value, float):
        return value != 0 and not math.isnan(value)
    return bool(value)


def as_number(value: Value) -> float:
    """The number of a text, NaN where there is none."""
    if isinstance(value, str):
        try:
            return float(value)
        except ValueError:
            return math.nan
    return float(value)


def as_text(value: Value) -> str:
    """The text of a value; whole numbers without a point."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return value


def own_text(answer: str) -> str:
    """An answer as a condition sees it: missing ones are empty."""
    return "" if answer in MISSING else answer


def _equal(left: Value, right: Value) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return as_truth(left) == as_truth(right)
    if isinstance(left, float) or isinstance(right, float):
        return as_number(left) == as_number(right)
    return left == right


def _selected(chosen: Value, code: Value) -> bool:
    return as_text(code) in as_text(chosen).split() and as_text(code) != ""


def _coalesce(first: Value, second: Value) -> Value:
    return first if as_text(first) != "" else second


FUNCTIONS: Final[dict[str, tuple[int, Callable[..., Value]]]] = {
    "not": (1, lambda value: not as_truth(value)),
    "selected": (2, _selected),
    "coalesce": (2, _coalesce),
    "number": (1, as_number),
    "string": (1, as_text),
    "int": (1, lambda value: float(math.trunc(as_number(value)))),
    "true": (0, lambda: True),
    "false": (0, lambda: False),
    "string-length": (1, lambda value: float(len(as_text(value)))),
    "count-selected": (1, lambda value: float(len(as_text(value).split()))),
    "if": (3, lambda test, yes, no: yes if as_truth(test) else no),
    "regex": (2, lambda value, form: re.fullmatch(as_text(form), as_text(value)) is not None),
    "once": (1, lambda value: value),
}
_COMPARE: Final[dict[str, Callable[[float, float], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_CALCULATE: Final[dict[str, Callable[[float, float], float]]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "div": lambda a, b: a / b if b else math.nan,
    "mod": lambda a, b: math.fmod(a, b) if b else math.nan,
}


def either(left: Node, right: Node) -> Node:
    """True where one of two is."""
    return lambda answers: as_truth(left(answers)) or as_truth(right(answers))


def both(left: Node, right: Node) -> Node:
    """True where both are."""
    return lambda answers: as_truth(left(answers)) and as_truth(right(answers))


def compared(sign: str, left: Node, right: Node) -> Node:
    """A comparison: as texts, or as numbers where one side is a number."""
    if sign in ("=", "!="):
        wanted = sign == "="
        if isinstance(left, Variable) and isinstance(right, Text):
            return _is_text(left.name, right.text, wanted=wanted)
        return lambda answers: _equal(left(answers), right(answers)) is wanted
    compare = _COMPARE[sign]
    if isinstance(left, Variable) and isinstance(right, Number):
        return _is_beside(compare, left.name, right.number)
    return lambda answers: compare(as_number(left(answers)), as_number(right(answers)))


def _is_text(name: str, text: str, *, wanted: bool) -> Node:
    """The comparison that most conditions are made of, without the general one's detours."""
    if text == "":
        return lambda answers: (answers.values.get(name, "") in MISSING) is wanted
    if text in MISSING:
        return lambda answers: not wanted
    return lambda answers: (answers.values.get(name, "") == text) is wanted


def _is_beside(compare: Callable[[float, float], bool], name: str, number: float) -> Node:
    """An answer beside a fixed number; a missing one is no number, and so is beside none."""

    def holds(answers: Answers) -> bool:
        try:
            return compare(float(answers.values[name]), number)
        except (KeyError, ValueError):
            return False

    return holds


def calculated(sign: str, left: Node, right: Node) -> Node:
    """A sum, difference, product, quotient or remainder."""
    calculate = _CALCULATE[sign]
    return lambda answers: calculate(as_number(left(answers)), as_number(right(answers)))
