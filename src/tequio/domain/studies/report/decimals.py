"""Decimals as people round them: a half goes up, on the shortest text of the number.

In binary 5.95 is a little less than it is written, so that rounding the float would print 5.9.
"""

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

FINE: Final = 10  # per cent below which a share has two decimals
LEAST: Final = Decimal("0.00005")


def rounded(value: float, places: int = 0) -> Decimal:
    """A number to so many places, halves away from zero, never minus zero.

    >>> str(rounded(22.25, 1)), str(rounded(-0.5)), str(rounded(-0.001, 2)), str(rounded(2.5))
    ('22.3', '-1', '0.00', '3')
    """
    exact = Decimal(repr(float(value)))
    found = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return found if found else abs(found)


def whole(value: float) -> str:
    """A number without decimals, its thousands apart.

    >>> whole(1213.5), whole(0.5)
    ('1,214', '1')
    """
    return f"{rounded(value):,}"


def places_of_share(share: float) -> int:
    """Decimals of a share in per cent: two below ten per cent, else one.

    >>> [places_of_share(share) for share in (0.0595, 0.225, 0.0, 0.099999)]
    [2, 1, 1, 1]
    """
    percent = abs(rounded(_percent(share), 2))
    return 2 if 0 < percent < FINE else 1


def percent(share: float, places: int | None = None) -> str:
    """A share in per cent with its sign; `places` as its own size says unless they are given.

    >>> percent(0.0595), percent(0.8345), percent(0.8345, 2), percent(0.00001)
    ('5.95%', '83.5%', '83.45%', '<0.01%')
    """
    if 0 < Decimal(repr(float(share))) < LEAST:
        return "<0.01%"
    return f"{rounded(_percent(share), places_of_share(share) if places is None else places)}%"


def _percent(share: float) -> float:
    return float(Decimal(repr(float(share))) * 100)
