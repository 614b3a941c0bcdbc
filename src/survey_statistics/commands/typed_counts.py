"""Counts and shares by category as they are typed after an option: I=400 R=20."""

import math
from collections.abc import Sequence

from survey_statistics.commands.errors import UnusablePlan
from survey_statistics.dispositions.rates import Eligibility


def eligibility(texts: Sequence[str]) -> Eligibility | None:
    """Read --e: one number, or one share a category as UH=0.5.

    Raises:
        UnusablePlan: not numbers, or a category twice.

    >>> eligibility(["UR=0.5", "UO=0.2"])
    {'UR': 0.5, 'UO': 0.2}
    """
    if not texts:
        return None
    if len(texts) == 1 and "=" not in texts[0]:
        return _number(texts[0], texts[0], "UR=0.5")
    return _by_category(texts, "UR=0.5")


def category_counts(texts: Sequence[str]) -> dict[str, float]:
    """Read counts given as I=400 R=20.

    Raises:
        UnusablePlan: not numbers, or a category twice.

    >>> category_counts(["I=400", "R=20"])
    {'I': 400.0, 'R': 20.0}
    """
    return _by_category(texts, "I=400")


def _by_category(texts: Sequence[str], example: str) -> dict[str, float]:
    numbers: dict[str, float] = {}
    for text in texts:
        name, sign, number = text.partition("=")
        if not sign:
            raise UnusablePlan(f"'{text}' names no category. Write for instance {example}.")
        if name in numbers:
            raise UnusablePlan(f"The category {name} is given twice. Give each one once.")
        numbers[name] = _number(number, text, example)
    return numbers


def _number(number: str, text: str, example: str) -> float:
    try:
        value = float(number)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        shown = number or text
        raise UnusablePlan(f"'{shown}' is not a number. Write for instance {example}.")
    return value
