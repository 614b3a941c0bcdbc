"""The hand-set weights of both sides' wishes, until outcomes are enough to learn them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class InterestWeights:
    """Logit weights of the chance that a person shown a mentor writes to them."""

    base: float = -2.0
    needs: float = 2.4
    industry: float = 0.6
    country: float = 0.7


@dataclass(frozen=True)
class AcceptanceWeights:
    """Logit weights of how well the person fits what the mentor asked to help with."""

    base: float = 0.8
    stage: float = 0.9
    industry: float = 0.9


INTEREST = InterestWeights()
ACCEPTANCE = AcceptanceWeights()
