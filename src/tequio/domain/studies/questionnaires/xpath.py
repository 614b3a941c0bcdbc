"""The conditions and checks of a form: the part of XPath that forms are written with.

Parsed once into functions, never run as code. `${name}` is the answer to an item and `.` the
answer that is checked; a missing answer is an empty text, as in a form on paper.

Source: ODK XForms specification, XPath conditions (getodk.github.io/xforms-spec).
"""

import math
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from tequio.domain.studies.questionnaires.model import MISSING

Value = str | float | bool
_DEEPEST: Final = 60
_TOKEN = re.compile(
    r"""\s*(?:(?P<variable>\$\{\s*[\w.-]+\s*\})|(?P<number>\d+(?:\.\d*)?|\.\d+)
    |(?P<text>'[^']*'|"[^"]*")|(?P<mark><=|>=|!=|[=<>()+*,-])
    |(?P<word>[A-Za-z_][\w:.-]*)|(?P<self>\.))""",
    re.VERBOSE,
)


class UnusableCondition(Exception):
    """A condition cannot be understood: `at` is the place of the first sign in the way."""

    def __init__(self, reason: str, at: int = 0) -> None:
        super().__init__(reason)
        self.reason, self.at = reason, at


class Answers(NamedTuple):
    """What a condition is asked about: the answers, the one in hand, and today's year."""

    values: Mapping[str, str]
    own: str = ""
    year: int = 0


Node = Callable[[Answers], Value]


@dataclass(frozen=True)
class _Variable:
    """The node of `${name}`."""

    name: str

    def __call__(self, answers: Answers) -> Value:
        return _own_text(answers.values.get(self.name, ""))


@dataclass(frozen=True)
class _Text:
    """The node of a text between quotes."""

    text: str

    def __call__(self, answers: Answers) -> Value:
        return self.text


@dataclass(frozen=True)
class Condition:
    """A parsed condition and the variables it speaks of."""

    node: Node
    variables: frozenset[str]

    def holds(self, answers: Answers) -> bool:
        """Whether it is true of these answers."""
        return as_truth(self.node(answers))


@lru_cache(maxsize=4096)
def parse(text: str) -> Condition:
    """The condition of a text. Raises UnusableCondition."""
    return _Parser(text).whole()


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


def _own_text(answer: str) -> str:
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


class _Parser:
    """Recursive descent: or, and, comparison, sum, product, sign, atom."""

    def __init__(self, text: str) -> None:
        self.text, self.next, self.depth = text, 0, 0
        self.tokens = list(self._split())
        self.variables: set[str] = set()

    def whole(self) -> Condition:
        node = self._or()
        if self.next < len(self.tokens):
            raise self._error("does not belong here")
        return Condition(node, frozenset(self.variables))

    def _split(self) -> list[tuple[str, str, int]]:
        tokens, at = [], 0
        end = len(self.text.rstrip())
        while at < end:
            found = _TOKEN.match(self.text, at)
            if found is None or found.lastgroup is None:
                raise UnusableCondition("cannot be read", at)
            start = found.start(found.lastgroup)
            tokens.append((found.lastgroup, found.group(found.lastgroup), start))
            at = found.end()
        return tokens

    def _error(self, reason: str) -> UnusableCondition:
        at = self.tokens[self.next][2] if self.next < len(self.tokens) else len(self.text)
        return UnusableCondition(reason, at)

    def _take(self, *signs: str) -> str:
        if self.next < len(self.tokens):
            kind, value, _at = self.tokens[self.next]
            if kind in ("mark", "word") and value in signs:
                self.next += 1
                return value
        return ""

    def _or(self) -> Node:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self._error("nests too deep")
        node = self._and()
        while self._take("or"):
            node = _either(node, self._and())
        self.depth -= 1
        return node

    def _and(self) -> Node:
        node = self._comparison()
        while self._take("and"):
            node = _both(node, self._comparison())
        return node

    def _comparison(self) -> Node:
        node = self._sum()
        while sign := self._take("=", "!=", "<", "<=", ">", ">="):
            node = _compared(sign, node, self._sum())
        return node

    def _sum(self) -> Node:
        node = self._product()
        while sign := self._take("+", "-"):
            node = _calculated(sign, node, self._product())
        return node

    def _product(self) -> Node:
        node = self._atom()
        while sign := self._take("*", "div", "mod"):
            node = _calculated(sign, node, self._atom())
        return node

    def _atom(self) -> Node:
        if self._take("-"):
            inner = self._atom()
            return lambda answers: -as_number(inner(answers))
        if self._take("("):
            inner = self._or()
            self._close()
            return inner
        if self.next >= len(self.tokens):
            raise self._error("ends too early")
        kind, value, _at = self.tokens[self.next]
        if kind == "mark":
            raise self._error("does not belong here")
        self.next += 1
        return self._named(kind, value)

    def _named(self, kind: str, value: str) -> Node:
        if kind == "number":
            number = float(value)
            return lambda answers: number
        if kind == "text":
            return _Text(value[1:-1])
        if kind == "self":
            return lambda answers: _own_text(answers.own)
        if kind == "variable":
            name = value[2:-1].strip()
            self.variables.add(name)
            return _Variable(name)
        return self._call(value)

    def _call(self, name: str) -> Node:
        if not self._take("("):
            self.next -= 1
            raise self._error("is no word of a condition")
        if name == "format-date":
            return self._year()
        arguments: list[Node] = []
        while not self._take(")"):
            arguments.append(self._or())
            if not self._take(","):
                self._close()
                break
        return self._function(name, arguments)

    def _year(self) -> Node:
        """The one date that our conditions ask for: the year of today."""
        signs = [value for _kind, value, _at in self.tokens[self.next : self.next + 6]]
        if signs not in (["today", "(", ")", ",", quoted, ")"] for quoted in ("'%Y'", '"%Y"')):
            raise self._error("knows no other date than the year of today")
        self.next += 6
        return lambda answers: float(answers.year)

    def _function(self, name: str, arguments: list[Node]) -> Node:
        count, function = FUNCTIONS.get(name, (-1, None))
        if function is None or count != len(arguments):
            raise UnusableCondition(f"does not know {name}() with {len(arguments)} values")
        return lambda answers: function(*(node(answers) for node in arguments))

    def _close(self) -> None:
        if not self._take(")"):
            raise self._error("lacks a closing bracket")


def _either(left: Node, right: Node) -> Node:
    return lambda answers: as_truth(left(answers)) or as_truth(right(answers))


def _both(left: Node, right: Node) -> Node:
    return lambda answers: as_truth(left(answers)) and as_truth(right(answers))


def _compared(sign: str, left: Node, right: Node) -> Node:
    if sign in ("=", "!="):
        wanted = sign == "="
        if isinstance(left, _Variable) and isinstance(right, _Text):
            return _is_text(left.name, right.text, wanted=wanted)
        return lambda answers: _equal(left(answers), right(answers)) is wanted
    compare = _COMPARE[sign]
    return lambda answers: compare(as_number(left(answers)), as_number(right(answers)))


def _is_text(name: str, text: str, *, wanted: bool) -> Node:
    """The comparison that most conditions are made of, without the general one's detours."""
    if text == "":
        return lambda answers: (answers.values.get(name, "") in MISSING) is wanted
    if text in MISSING:
        return lambda answers: not wanted
    return lambda answers: (answers.values.get(name, "") == text) is wanted


def _calculated(sign: str, left: Node, right: Node) -> Node:
    calculate = _CALCULATE[sign]
    return lambda answers: calculate(as_number(left(answers)), as_number(right(answers)))
