"""The honesty dial as arithmetic: a stored number as it is when the silent are k times as much.

It starts from those who answered, not from the weighted number: the weights are another
assumption about the silent, and two of them would count the silent twice.
"""

import math
from collections.abc import Mapping
from typing import Any, Final

from tequio.domain.studies.analysis.content import Content

ENDS: Final = ("value", "low", "high")
POINTS: Final = 100.0  # a net promoter score of promoters alone


def turned(content: Content, k: float | None) -> Content:
    """A projected number as it is when the silent have k times the respondents' share.

    >>> said = {"value": 0.4, "low": 0.3, "high": 0.5, "rate": 0.25}
    >>> turned({"value": 0.2, "answered": said}, 0.0)["value"]
    0.1
    >>> turned({"value": 0.2, "answered": {**said, "held": 0.5}}, 0.0)["value"]
    0.4
    """
    said = content.get("answered")
    if k is None or not said or content.get("value") is None:
        return content
    if "promoters" in said:
        return {**content, **_score(said, k), "k": k}
    most = math.inf if said.get("unbounded") else float(content.get("population") or 1)
    make = _cost if content.get("inverse") else _mixed
    moved = {
        name: None if said.get(name) is None else make(float(said[name]), said, k, most)
        for name in ENDS
    }
    return {**content, **moved, "k": k}


def parts(said: Mapping[str, Any], k: float) -> tuple[float, float]:
    """How many of the people that a number is of answered, and how many are silent.

    Of everybody: the response rate and the rest. Of a group that only answers tell, the silent are
    in it k times as often as those who answered; in what is left, the rest of them.
    """
    rate = float(said["rate"])
    if said.get("held") is None:
        return rate, 1 - rate
    held = float(said["held"])
    if said.get("opposite"):
        return rate * held, (1 - rate) * (1 - min(k * (1 - held), 1.0))
    return rate * held, (1 - rate) * min(k * held, 1.0)


def _mixed(value: float, said: Mapping[str, Any], k: float, most: float) -> float:
    """Those who answered and the silent together: the silent have k times as much, at most all."""
    spoke, silent = parts(said, k)
    amount = spoke * value + silent * min(k * value, most)
    if said.get("total"):  # over as many as those who answered stand for
        return amount / (float(said["held"]) if said.get("held") is not None else 1.0)
    return amount / (spoke + silent) if spoke + silent else value


def _cost(value: float, said: Mapping[str, Any], k: float, most: float) -> float:
    """A cost over people: fewer people, a higher cost."""
    share = _mixed(1.0, {**said, "held": None}, k, math.inf)
    return value / share if share else math.inf


def _score(said: Mapping[str, Any], k: float) -> dict[str, float | None]:
    """A net promoter score: the silent are promoters k times as often.

    Those who are no promoters are detractors as often as among those who answered. The interval
    keeps its width.
    """
    p, d = float(said["promoters"]), float(said["detractors"])
    often = min(k * p, 1.0)
    theirs = POINTS * (often - (1 - often) * (d / (1 - p) if p < 1 else 0.0))
    spoke, silent = parts(said, k)
    whole = spoke + silent
    value = (spoke * POINTS * (p - d) + silent * theirs) / whole if whole else POINTS * (p - d)
    shift = value - float(said["value"])
    return {
        name: None
        if said.get(name) is None
        else max(-POINTS, min(POINTS, float(said[name]) + shift))
        for name in ENDS
    }
