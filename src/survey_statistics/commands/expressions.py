"""The language of `where`: comparisons joined by and, or, not. Parsed, never run as code.

    stype == 'E' and (api00 > 600 or not sch.wide == 'Yes')

A name is a column, as it stands if it is made of letters, digits, dots and underscores and does
not begin with a digit, otherwise between backticks: `Ingreso total`. Texts stand between single or
double quotes. A comparison with a missing value is unknown; `and`, `or` and `not` carry that on,
and a row is chosen only where the whole is true.
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from survey_statistics.arrays import BoolArray, is_missing
from survey_statistics.commands.errors import UnknownColumn, UnusableExpression

_TOKEN = re.compile(
    r"""\s*(?:
    (?P<operator>==|!=|<=|>=|<|>)|(?P<bracket>[()])|
    (?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\w.]))|
    (?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|
    `(?P<quoted>[^`]+)`|(?P<name>[^\W\d][\w.]*)
    )""",
    re.VERBOSE,
)
_DEEPEST = 100
_COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "==": np.equal,
    "!=": np.not_equal,
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
}
Kind = Literal["operator", "bracket", "number", "text", "column", "word", "end"]


@dataclass(frozen=True)
class _Token:
    kind: Kind
    value: str
    at: int
    is_bare: bool = False


@dataclass(frozen=True, eq=False)
class _Truth:
    """Three-valued truth of each row: certainly true, certainly false, or neither."""

    true: BoolArray
    false: BoolArray


@dataclass(frozen=True, eq=False)
class _Operand:
    name: str
    values: NDArray[Any] | float | str

    @property
    def is_text(self) -> bool:
        if isinstance(self.values, np.ndarray):
            return self.values.dtype.kind in "OUS"
        return isinstance(self.values, str)


def choose_rows(expression: str, columns: Mapping[str, NDArray[Any]]) -> BoolArray:
    """Return which rows (n,) an expression is true for.

    Args:
        expression: see the head of this module.
        columns: name to values (n,), gaps as NaN or None.

    Raises:
        UnusableExpression: it cannot be understood, or compares text with numbers; says where.
        UnknownColumn: naming the nearest column there is.

    >>> columns = {"age": np.array([20, np.nan, 40]), "is.owner": np.array(["No", "Yes", "Yes"])}
    >>> choose_rows("is.owner == 'Yes' and not age < 30", columns).tolist()
    [False, False, True]
    """
    return _Parser(expression, columns).parse().true


class _Parser:
    """Recursive descent: or, and, not, comparison."""

    def __init__(self, expression: str, columns: Mapping[str, NDArray[Any]]) -> None:
        self._expression, self._columns = expression, columns
        self._tokens = self._split()
        self._next, self._depth = 0, 0

    def parse(self) -> _Truth:
        truth = self._alternatives()
        if self._token.kind != "end":
            raise self._error("something that does not belong here")
        return truth

    def _alternatives(self) -> _Truth:
        truth = self._conjunction()
        while self._take("word", "or"):
            other = self._conjunction()
            truth = _Truth(truth.true | other.true, truth.false & other.false)
        return truth

    def _conjunction(self) -> _Truth:
        truth = self._negation()
        while self._take("word", "and"):
            other = self._negation()
            truth = _Truth(truth.true & other.true, truth.false | other.false)
        return truth

    def _negation(self) -> _Truth:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise UnusableExpression(f"The expression nests more than {_DEEPEST} levels deep.")
        if self._take("word", "not"):
            truth = self._negation()
            truth = _Truth(truth.false, truth.true)
        elif self._take("bracket", "("):
            truth = self._alternatives()
            if not self._take("bracket", ")"):
                raise self._error("no closing bracket")
        else:
            truth = self._comparison()
        self._depth -= 1
        return truth

    def _comparison(self) -> _Truth:
        left = self._operand()
        operator = self._token.value
        if self._token.kind != "operator":
            raise self._error("no comparison (==, !=, <, <=, >, >=)")
        self._next += 1
        return self._compared(left, operator, self._operand())

    def _operand(self) -> _Operand:
        token = self._token
        self._next += 1
        if token.kind == "number":
            return _Operand(token.value, self._number(token.value))
        if token.kind == "text":
            return _Operand(token.value, re.sub(r"\\(.)", r"\1", token.value[1:-1]))
        if token.kind == "column":
            self._refuse_call(token)
            if token.value not in self._columns:
                raise UnknownColumn(
                    token.value,
                    self._columns,
                    asked_by="the where expression",
                    hint=" A text stands between quotes.",
                )
            return _Operand(token.value, np.asarray(self._columns[token.value]))
        self._next -= 1
        raise self._error("neither a column, a number nor a text")

    def _number(self, written: str) -> float:
        number = float(written)
        if math.isinf(number):
            raise UnusableExpression(
                f"The expression {self._expression!r} has a number that is too large: {written}."
            )
        return number

    def _refuse_call(self, token: _Token) -> None:
        follower = self._token
        if token.is_bare and (follower.kind, follower.value) == ("bracket", "("):
            raise UnusableExpression(
                f"The expression {self._expression!r} calls {token.value}( ... ). Calls are not "
                "allowed: write comparisons of columns, joined by and, or, not."
            )

    def _compared(self, left: _Operand, operator: str, right: _Operand) -> _Truth:
        if not (isinstance(left.values, np.ndarray) or isinstance(right.values, np.ndarray)):
            raise self._error("a comparison without any column before this point")
        if left.is_text != right.is_text:
            text, number = (left, right) if left.is_text else (right, left)
            raise UnusableExpression(
                f"The expression {self._expression!r} compares the text {text.name} with the "
                f"number {number.name}. Put quotes round a text, and none round a number."
            )
        known = ~(_gaps(left.values) | _gaps(right.values))
        true = np.zeros(known.shape, dtype=np.bool_)
        a, b = (_present(side.values, known) for side in (left, right))
        true[known] = np.asarray(_COMPARE[operator](a, b), dtype=np.bool_)
        return _Truth(true, known & ~true)

    @property
    def _token(self) -> _Token:
        return self._tokens[self._next]

    def _take(self, kind: Kind, value: str) -> bool:
        if (self._token.kind, self._token.value) != (kind, value):
            return False
        self._next += 1
        return True

    def _split(self) -> list[_Token]:
        tokens: list[_Token] = []
        at, text = 0, self._expression.rstrip()
        while at < len(text):
            found = _TOKEN.match(text, at)
            if found is None:
                raise UnusableExpression(
                    f"The expression {self._expression!r} cannot be read from {text[at:]!r} on. "
                    "Write comparisons (==, !=, <, <=, >, >=) joined by and, or, not."
                )
            tokens.append(_token(found))
            at = found.end()
        return [*tokens, _Token("end", "", at)]

    def _error(self, found: str) -> UnusableExpression:
        rest = self._expression[self._token.at :].strip() or "its end"
        return UnusableExpression(
            f"The expression {self._expression!r} has {found} at {rest!r}. "
            "Write comparisons joined by and, or, not."
        )


def _token(found: re.Match[str]) -> _Token:
    kind = found.lastgroup or "end"
    value, at = found.group(kind), found.start(kind)
    if kind == "quoted":
        return _Token("column", value, at)
    if kind == "name":
        word = value.lower() in ("and", "or", "not")
        if word:
            return _Token("word", value.lower(), at)
        return _Token("column", value, at, is_bare=True)
    kinds: dict[str, Kind] = {
        "operator": "operator",
        "bracket": "bracket",
        "number": "number",
        "text": "text",
    }
    return _Token(kinds[kind], value, at)


def _gaps(values: NDArray[Any] | float | str) -> BoolArray:
    return is_missing(values) if isinstance(values, np.ndarray) else np.zeros(1, dtype=np.bool_)


def _present(values: NDArray[Any] | float | str, known: BoolArray) -> Any:
    return values[known] if isinstance(values, np.ndarray) else values
