"""The conditions and checks of a form: the part of XPath that forms are written with.

Parsed once into functions, never run as code. `${name}` is the answer to an item and `.` the
answer that is checked; a missing answer is an empty text, as in a form on paper.

Source: ODK XForms specification, XPath conditions (getodk.github.io/xforms-spec).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Generic, Protocol, TypeVar

from tequio.domain.studies.questionnaires.xpath_values import (
    FUNCTIONS,
    Answers,
    Node,
    Number,
    Text,
    Variable,
    as_number,
    as_truth,
    both,
    calculated,
    compared,
    either,
    own_text,
)

T = TypeVar("T")
_DEEPEST: Final = 60
_TOKEN = re.compile(
    r"""\s*(?:(?P<variable>\$\{\s*[\w.-]+\s*\}|(?:\.\./)+[A-Za-z_][\w-]*)|(?P<number>\d+(?:\.\d*)?|\.\d+)
    |(?P<text>'[^']*'|"[^"]*")|(?P<mark><=|>=|!=|[=<>()+*,-])
    |(?P<word>[A-Za-z_][\w:.-]*)|(?P<self>\.))""",
    re.VERBOSE,
)


class UnusableCondition(Exception):
    """A condition cannot be understood: `at` is the place of the first sign in the way."""

    def __init__(self, reason: str, at: int = 0) -> None:
        super().__init__(reason)
        self.reason, self.at = reason, at


@dataclass(frozen=True)
class Condition:
    """A parsed condition and the variables it speaks of."""

    node: Node
    variables: frozenset[str]

    def holds(self, answers: Answers) -> bool:
        """Whether it is true of these answers."""
        return as_truth(self.node(answers))


class Builder(Protocol[T]):
    """What the parts of a condition are made into: functions that decide, or words that say it."""

    def either(self, left: T, right: T) -> T: ...
    def both(self, left: T, right: T) -> T: ...
    def compared(self, sign: str, left: T, right: T) -> T: ...
    def calculated(self, sign: str, left: T, right: T) -> T: ...
    def negative(self, inner: T) -> T: ...
    def number(self, value: float) -> T: ...
    def text(self, value: str) -> T: ...
    def own(self) -> T: ...
    def variable(self, name: str) -> T: ...
    def year(self) -> T: ...
    def call(self, name: str, arguments: Sequence[T]) -> T: ...


class _Functions:
    """Makes the parts into functions of answers."""

    either, both = staticmethod(either), staticmethod(both)
    compared, calculated = staticmethod(compared), staticmethod(calculated)

    def negative(self, inner: Node) -> Node:
        return lambda answers: -as_number(inner(answers))

    def number(self, value: float) -> Node:
        return Number(value)

    def text(self, value: str) -> Node:
        return Text(value)

    def own(self) -> Node:
        return lambda answers: own_text(answers.own)

    def variable(self, name: str) -> Node:
        return Variable(name)

    def year(self) -> Node:
        return lambda answers: float(answers.year)

    def call(self, name: str, arguments: Sequence[Node]) -> Node:
        function = FUNCTIONS[name][1]
        return lambda answers: function(*(node(answers) for node in arguments))


@lru_cache(maxsize=4096)
def parse(text: str) -> Condition:
    """The condition of a text. Raises UnusableCondition."""
    parser = _Parser(text, _Functions())
    return Condition(parser.whole(), frozenset(parser.variables))


def built(text: str, builder: Builder[T]) -> T:
    """The condition of a text made into something else. Raises UnusableCondition."""
    return _Parser(text, builder).whole()


class _Parser(Generic[T]):
    """Recursive descent: or, and, comparison, sum, product, sign, atom."""

    def __init__(self, text: str, make: Builder[T]) -> None:
        self.text, self.make, self.next, self.depth = text, make, 0, 0
        self.tokens = list(self._split())
        self.variables: set[str] = set()

    def whole(self) -> T:
        node = self._or()
        if self.next < len(self.tokens):
            raise self._error("does not belong here")
        return node

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

    def _or(self) -> T:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self._error("nests too deep")
        node = self._and()
        while self._take("or"):
            node = self.make.either(node, self._and())
        self.depth -= 1
        return node

    def _and(self) -> T:
        node = self._comparison()
        while self._take("and"):
            node = self.make.both(node, self._comparison())
        return node

    def _comparison(self) -> T:
        node = self._sum()
        while sign := self._take("=", "!=", "<", "<=", ">", ">="):
            node = self.make.compared(sign, node, self._sum())
        return node

    def _sum(self) -> T:
        node = self._product()
        while sign := self._take("+", "-"):
            node = self.make.calculated(sign, node, self._product())
        return node

    def _product(self) -> T:
        node = self._atom()
        while sign := self._take("*", "div", "mod"):
            node = self.make.calculated(sign, node, self._atom())
        return node

    def _atom(self) -> T:
        if self._take("-"):
            return self.make.negative(self._atom())
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

    def _named(self, kind: str, value: str) -> T:
        if kind == "number":
            return self.make.number(float(value))
        if kind == "text":
            return self.make.text(value[1:-1])
        if kind == "self":
            return self.make.own()
        if kind == "variable":
            name = value.rpartition("/")[2] if value.startswith("..") else value[2:-1].strip()
            self.variables.add(name)
            return self.make.variable(name)
        return self._call(value)

    def _call(self, name: str) -> T:
        if not self._take("("):
            self.next -= 1
            raise self._error("is no word of a condition")
        if name == "format-date":
            return self._year()
        arguments: list[T] = []
        while not self._take(")"):
            arguments.append(self._or())
            if not self._take(","):
                self._close()
                break
        return self._function(name, arguments)

    def _year(self) -> T:
        """The one date that our conditions ask for: the year of today."""
        signs = [value for _kind, value, _at in self.tokens[self.next : self.next + 6]]
        if signs not in (["today", "(", ")", ",", quoted, ")"] for quoted in ("'%Y'", '"%Y"')):
            raise self._error("knows no other date than the year of today")
        self.next += 6
        return self.make.year()

    def _function(self, name: str, arguments: list[T]) -> T:
        count, _function = FUNCTIONS.get(name, (-1, None))
        if count != len(arguments):
            raise UnusableCondition(f"does not know {name}() with {len(arguments)} values")
        return self.make.call(name, arguments)

    def _close(self) -> None:
        if not self._take(")"):
            raise self._error("lacks a closing bracket")
