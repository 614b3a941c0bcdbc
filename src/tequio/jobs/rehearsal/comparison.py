"""What a study concluded, beside what is true of the community it was made from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from community_simulation.study.making import StudiedCommunity
from community_simulation.study.truth import mentored_share, true_share

GOAL: Final = "e_goal_met >= 3"
APPLIED: Final = "f_applied == 1"
RECEIVED: Final = "f_result == 'all' or f_result == 'part'"
TRUTHS: Final = {
    "mentored": "mentored == 1",
    "contacted": "tier_0 == 1",
    "replied": "tier_1 == 1",
    "goal_met": GOAL,
    "finance_applied": APPLIED,
    "finance_received": RECEIVED,
    "sales_up": "g_rev_dir >= 4",
}
FUNNEL: Final = {"finance_applied": "applied_for_finance", "finance_received": "received_finance"}
FLOOR: Final = "floor"
PROJECTIONS: Final = ("naive", "weighted", "effort", "follow_up", "log_bounded", FLOOR, "worst")


@dataclass(frozen=True)
class Line:
    """One conclusion: its value and interval, the truth, and whether the interval holds it.

    A floor (`at_least`) says only that the truth is not below: its upper limit is none for the
    truth.
    """

    identifier: str
    value: float | None
    low: float | None
    high: float | None
    truth: float
    at_least: bool = False

    @property
    def covers(self) -> bool | None:
        """Whether the truth is where the conclusion says; None where it names no limits."""
        if self.low is None or self.high is None:
            return None
        return self.low <= self.truth and (self.at_least or self.truth <= self.high)


def compare(community: StudiedCommunity, results: Mapping[str, Any]) -> list[Line]:
    """Every conclusion whose truth is known, in the order of the report."""
    truths = truths_of(community)
    lines = [
        _line(f"F7.survey.{FUNNEL.get(name, name)}", results, truth)
        for name, truth in truths.items()
    ]
    mentored = mentored_share(community).value
    lines += [_line(f"T13.M2.{name}", results, mentored) for name in PROJECTIONS]
    return [line for line in lines if line is not None]


def truths_of(community: StudiedCommunity) -> dict[str, float]:
    """The true share of each indicator among the eligible."""
    return {name: true_share(community, formula).value for name, formula in TRUTHS.items()}


def _line(identifier: str, results: Mapping[str, Any], truth: float) -> Line | None:
    found = results.get(identifier)
    if found is None:
        return None
    return Line(
        identifier,
        found.get("value"),
        found.get("low"),
        found.get("high"),
        truth,
        at_least=identifier.endswith(f".{FLOOR}"),
    )
