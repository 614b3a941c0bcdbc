"""One rule for digits: enough to tell a share from nothing, and the same for the same share.

A share has three significant digits and at least one decimal; the limits of an interval have two
and at least one decimal; bounds without assumptions have at least two decimals, and so has every
share that is one of them. Nothing and all have no digits of their own: beside an interval they
have the decimals of its limits.
"""

import math
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from tequio.pages.shared import dates

MOST: Final = 10  # decimals: a share of the most people that can be typed
NONE: Final = "–"


@dataclass(frozen=True)
class Figures:
    """Writes shares beside these bounds."""

    bounds: Collection[float | None]

    def share(self, value: float | None) -> str:
        """A share in per cent, or a dash."""
        if value is None:
            return NONE
        least = 2 if any(b is not None and math.isclose(b, value) for b in self.bounds) else 1
        return dates.percent(value, digits=places(value, 3, least))


def with_span(share: str, value: float, low: float, high: float) -> str:
    """A share, written as `share`, with its interval; nothing and all have the interval's decimals.

    >>> with_span("22.5%", 0.225, 0.2123, 0.2382), with_span("100.00%", 1.0, 0.2066, 1.0)
    ('22.5% (21.2-23.8)', '100.0% (20.7-100.0)')
    """
    if value in (0, 1):
        share = dates.percent(value, digits=_decimals(low, high))
    return f"{share} ({span(low, high)})"


def span(low: float, high: float, least: int = 1) -> str:
    """Limits in percent without their signs, both with the decimals that the finer one needs."""
    digits = _decimals(low, high, least)
    texts = (dates.percent(limit, digits=digits).rstrip("%\u00a0 ") for limit in (low, high))
    return "-".join(texts)


def _decimals(low: float, high: float, least: int = 1) -> int:
    """Those that the finer of two limits needs."""
    return max(places(limit, 2, least) for limit in (low, high))


def typed(text: str, value: float) -> str:
    """A percentage with the decimals with which it was typed."""
    number = text.strip().removesuffix("%").strip().replace(",", ".")
    return dates.percent(value, digits=len(number.partition(".")[2]))


def places(share: float, significant: int, least: int) -> int:
    """Decimals of a share in per cent; nearly all is written as far from all as it is from 100.

    >>> [places(share, 3, 1) for share in (0.225, 0.0595, 0.00037, 0.0, 1.0, 0.99963)]
    [1, 2, 4, 1, 1, 2]
    """
    part = 100 * share
    if part <= 0 or part >= 100:
        return least
    needed = significant - 1 - math.floor(math.log10(part))
    left = round(100 - part, MOST)
    if 0 < left < 0.1:  # one decimal would write it as all
        needed = max(needed, -math.floor(math.log10(left)))
    return min(max(needed, least), MOST)
