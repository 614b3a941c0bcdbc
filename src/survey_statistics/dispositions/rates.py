"""AAPOR response, cooperation, refusal and contact rates.

Source: AAPOR (2023), Standard Definitions, 10th ed.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import asdict, dataclass

from survey_statistics.dispositions.counts import Counts
from survey_statistics.dispositions.errors import UnusableEligibility

Eligibility = float | Mapping[str, float]
_UNKNOWN = ("UH", "UR", "UO")


@dataclass(frozen=True)
class OutcomeRates:
    """The sixteen rates; None where the denominator is zero.

    `e` is the share of unknown cases taken as eligible (over all unknown cases when it was
    given per category) and `e_source` says where it comes from: print both with every rate.
    RR5 and RR6 may only be reported when no case is unknown or e = 0 can be defended.
    """

    RR1: float | None
    RR2: float | None
    RR3: float | None
    RR4: float | None
    RR5: float | None
    RR6: float | None
    COOP1: float | None
    COOP2: float | None
    COOP3: float | None
    COOP4: float | None
    REF1: float | None
    REF2: float | None
    REF3: float | None
    CON1: float | None
    CON2: float | None
    CON3: float | None
    e: float | None
    e_source: str

    def as_dict(self) -> dict[str, float | str | None]:
        """Return the rates as plain values, for JSON."""
        return asdict(self)


def estimated_eligibility(counts: Counts) -> float | None:
    """Return e = E / (E + NE), the share eligible among resolved cases (proportional allocation).

    None when no case is resolved.

    >>> estimated_eligibility(Counts(I=9, NE=1))
    0.9
    """
    return _ratio(counts.eligible, counts.eligible + counts.NE)


def outcome_rates(counts: Counts, e: Eligibility | None = None) -> OutcomeRates:
    """Return RR1-6, COOP1-4, REF1-3 and CON1-3.

    Args:
        counts: cases, or sums of base weights for weighted rates.
        e: share of unknown cases that are eligible: a number for all of them, a mapping with
            keys UH, UR and UO, or None to estimate it from the resolved cases.

    Source: AAPOR (2023), Standard Definitions, 10th edition.

    Raises:
        UnusableEligibility: e outside [0, 1], a category it does not give although cases
            are in it, or a key that is not UH, UR or UO.

    >>> rates = outcome_rates(Counts(I=4, P=2, R=1, NC=1, O=1, UH=1, UO=1, NE=1))
    >>> round(rates.RR3, 3), rates.e, rates.e_source
    (0.37, 0.9, 'estimated from resolved cases')
    """
    eligible_unknown, source = _eligible_unknown(counts, e)
    c, everyone = counts, counts.eligible + counts.unknown
    likely = None if eligible_unknown is None else counts.eligible + eligible_unknown
    some = c.I + c.P
    reached = some + c.R + c.O
    share = (
        estimated_eligibility(counts) if e is None else e if isinstance(e, float | int) else None
    )
    if share is None and eligible_unknown is not None:
        share = _ratio(eligible_unknown, counts.unknown)
    return OutcomeRates(
        RR1=_ratio(c.I, everyone),
        RR2=_ratio(some, everyone),
        RR3=_ratio(c.I, likely),
        RR4=_ratio(some, likely),
        RR5=_ratio(c.I, c.eligible),
        RR6=_ratio(some, c.eligible),
        COOP1=_ratio(c.I, reached),
        COOP2=_ratio(some, reached),
        COOP3=_ratio(c.I, some + c.R),
        COOP4=_ratio(some, some + c.R),
        REF1=_ratio(c.R, everyone),
        REF2=_ratio(c.R, likely),
        REF3=_ratio(c.R, c.eligible),
        CON1=_ratio(reached, everyone),
        CON2=_ratio(reached, likely),
        CON3=_ratio(reached, c.eligible),
        e=share,
        e_source=source,
    )


def outcome_rates_by_group(
    counts: Mapping[Hashable, Counts], e: Eligibility | None = None
) -> dict[Hashable, OutcomeRates]:
    """Return the rates of each group; an e left out is estimated within each group.

    >>> by_group = {"MX": Counts(I=1, R=1), "GT": Counts(I=1, R=3)}
    >>> {group: rates.RR1 for group, rates in outcome_rates_by_group(by_group).items()}
    {'MX': 0.5, 'GT': 0.25}
    """
    return {group: outcome_rates(each, e) for group, each in counts.items()}


def _eligible_unknown(counts: Counts, e: Eligibility | None) -> tuple[float | None, str]:
    """Return the number of unknown cases taken as eligible, and where that comes from."""
    if e is None:
        share = estimated_eligibility(counts)
        found = "estimated from resolved cases"
        if counts.unknown == 0:
            return 0.0, found
        return None if share is None else share * counts.unknown, found
    if isinstance(e, Mapping):
        _check_categories(counts, e)
        return sum(_share(k, e.get(k, 0.0)) * getattr(counts, k) for k in _UNKNOWN), (
            "given per category"
        )
    return _share("e", e) * counts.unknown, "given"


def _check_categories(counts: Counts, e: Mapping[str, float]) -> None:
    if extra := sorted(set(e) - set(_UNKNOWN)):
        raise UnusableEligibility(f"e names {extra[0]!r}; its keys are UH, UR and UO.")
    for name in _UNKNOWN:
        if getattr(counts, name) > 0 and name not in e:
            raise UnusableEligibility(f"Cases are in {name} but e gives no share for it.")


def _share(name: str, value: float) -> float:
    if not 0 <= value <= 1:
        raise UnusableEligibility(f"The share eligible {name} is {value}; give 0 to 1.")
    return value


def _ratio(part: float, whole: float | None) -> float | None:
    return part / whole if whole else None
