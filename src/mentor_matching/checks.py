"""What is told apart before anything is computed: the one place that says what a number is.

Predicates for the facts of one mentor or person, and readers that raise the kind of MatchingError
they are given, with the name of what has to change.
"""

from __future__ import annotations

from collections.abc import Collection
from numbers import Integral, Real
from sys import float_info

import numpy as np
import numpy.typing as npt

from mentor_matching.errors import MatchingError, shown

Floats = npt.NDArray[np.float64]
Refusal = type[MatchingError]

LARGEST_NUMBER = 2**63 - 1
"""Identifiers are kept in 64 bits."""
LARGEST_AMOUNT = float_info.max
MUST_HOLD_NAMES = 'must hold names, such as ("es", "en")'


def is_identifier(value: object) -> bool:
    """Whether it is a whole number that 64 bits hold."""
    return isinstance(value, Integral) and abs(int(value)) <= LARGEST_NUMBER


def is_flag(value: object) -> bool:
    """Whether it is True or False; a text that says so is neither."""
    return isinstance(value, bool | np.bool_)


def is_amount(value: object) -> bool:
    """Whether it is a number from 0 to the largest that a float holds; NaN is none."""
    try:
        return isinstance(value, Real) and 0 <= float(value) <= LARGEST_AMOUNT
    except OverflowError:
        return False


def holds_names(value: object) -> bool:
    """Whether it is a collection of texts; a text is never taken for a set of letters."""
    if isinstance(value, str) or not isinstance(value, Collection):
        return False
    return all(isinstance(name, str) for name in value)


def refuse_other_than(kind: type, name: str, value: object, refusal: Refusal) -> None:
    """Raises `refusal` for what is no `kind`."""
    if not isinstance(value, kind):
        raise refusal(f"{name} must be a {kind.__name__}, not {shown(value)}")


def whole(name: str, value: object, least: int, refusal: Refusal) -> int:
    """The value, if it is a whole number of at least `least`."""
    if isinstance(value, bool) or not isinstance(value, Integral) or int(value) < least:
        raise refusal(f"{name} must be a whole number of at least {least}, not {shown(value)}")
    return int(value)


def share(name: str, value: object, refusal: Refusal) -> float:
    """The value, if it is a number above 0 and below 1."""
    if not (is_amount(value) and 0.0 < float(value) < 1.0):  # type: ignore[arg-type] # a Real
        raise refusal(f"{name} must be a number above 0 and below 1, not {shown(value)}")
    return float(value)  # type: ignore[arg-type] # a Real


def numbers(name: str, values: object, refusal: Refusal) -> Floats:
    """The values as floats of any shape, NaN and infinity included; no text is a number."""
    try:
        given = np.asarray(values)
    except (ValueError, TypeError, OverflowError):  # rows of different lengths
        given = np.empty(1, np.object_)
    if given.size and given.dtype.kind not in "biuf":
        raise refusal(f"{name} must be numbers, in rows of one length if there are rows")
    return given.astype(np.float64, copy=False)


def column(name: str, values: object, refusal: Refusal) -> Floats:
    """The values as floats (n,)."""
    given = numbers(name, values, refusal)
    if given.ndim != 1:
        raise refusal(f"{name} must be a list of numbers, not {given.ndim}-dimensional")
    return given


def together(refusal: Refusal, **given: object) -> tuple[Floats, ...]:
    """The values of each name as floats, all of the one shape that they broadcast to."""
    read = {name: numbers(name, values, refusal) for name, values in given.items()}
    try:
        return np.broadcast_arrays(*read.values())
    except ValueError:
        shapes = " and ".join(f"{name} of shape {values.shape}" for name, values in read.items())
        raise refusal(f"{shapes} do not pair up") from None
