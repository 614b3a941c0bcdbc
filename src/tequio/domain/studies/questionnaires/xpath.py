"""The conditions and checks of a form: the part of XPath that forms are written with.

Parsed once into functions, never run as code. `${name}` is the answer to an item and `.` the
answer that is checked; a missing answer is an empty text, as in a form on paper.

Source: ODK XForms specification, XPath conditions (getodk.github.io/xforms-spec).
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

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


@lru_cache(maxsize=4096)
def parse(text: str) -> Condition:
    """The condition of a text. Raises UnusableCondition."""
    return _Parser(text).whole()


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
            node = either(node, self._and())
        self.depth -= 1
        return node

    def _and(self) -> Node:
        node = self._comparison()
        while self._take("and"):
            node = both(node, self._comparison())
        return node

    def _comparison(self) -> Node:
        node = self._sum()
        while sign := self._take("=", "!=", "<", "<=", ">", ">="):
            node = compared(sign, node, self._sum())
        return node

    def _sum(self) -> Node:
        node = self._product()
        while sign := self._take("+", "-"):
            node = calculated(sign, node, self._product())
        return node

    def _product(self) -> Node:
        node = self._atom()
        while sign := self._take("*", "div", "mod"):
            node = calculated(sign, node, self._atom())
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
            return Number(float(value))
        if kind == "text":
            return Text(value[1:-1])
        if kind == "self":
            return lambda answers: own_text(answers.own)
        if kind == "variable":
            name = value.rpartition("/")[2] if value.startswith("..") else value[2:-1].strip()
            self.variables.add(name)
            return Variable(name)
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
