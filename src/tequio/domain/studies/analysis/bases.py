"""What each number stands on: projected to everybody, or of those who answered, asked, logged.

What is projected carries where the dial starts; everything else says why the dial leaves it where
it is. What depends on the definition of mentored names the definition (`docs/methods/
report-numbers.md` has the whole table).
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from tequio.domain.studies.analysis.content import Content, Results

PROJECTED: Final = "projected"
OTHER: Final = re.compile(r"(M[0-4])\.(.+)")
NAMED: Final = re.compile(r"(?:T13|F10|T17|T21|H)\.(M[0-4])(?:\.|$)")
EACH: Final = ("F7", "H.contacted", "H.replied", "T12")
ENDINGS: Final = {
    "naive": "answered", "chain": "answered", "among": "answered", "median": "answered",
    "measured_k": "logs", "lower_quartile": "answered", "upper_quartile": "answered",
}  # fmt: skip
BASES: Final = {
    "F10": "own", "F13": "answered", "F14.log": "logs", "F14": "answered", "F15": "answered",
    "F16": "mentors",
    "F3": "ledger", "F4": "answered", "F5": "ledger", "F6": "frame", "F7.log": "logs",
    "F7.floor": "own", "F7": "answered", "F8": "answered", "F11": "answered",
    "F12": "answered",
    "H.": "own", "I.": "answered", "T1": "registered", "T6": "ledger", "T7.effort": "answered",
    "T7": "ledger", "T8": "frame", "T9": "ledger", "T10": "frame", "T12": "answered",
    "T13.outcome": "own", "T13": "own", "T14": "answered", "T15": "answered", "T16": "answered",
    "T17": "answered", "T18": "answered", "T19.cost_per_registered": "plan", "T19": "answered",
    "T20": "comparison", "T21.arm": "answered", "T21.mde": "comparison", "T21": "comparison",
    "T22.tests": "comparison", "T22": "answered", "T23": "answered", "T24": "answered",
    "T25": "answered", "T26": "answered", "T27": "mentors", "T30": "plan", "T34": "answered",
    "few": "ledger", "few.logs": "logs", "ledger": "ledger", "plan": "plan",
}  # fmt: skip

LOG_OF: Final = {
    "contacted": "M0", "replied": "M1", "mentored": "M2", "mentored_more": "M3",
    "mentored_long": "M4",
}  # fmt: skip
"""Step of the funnel -> the definition of mentored that it is, which the logs hold too."""

HIDDEN: Final = (
    *("value", "standard_error", "low", "high", "lower", "upper", "answered", "count", "late"),
    *("contributors", "covers"),
    *("followed_up_share", "treated", "control", "e_value", "e_value_limit", "p_value"),
)


def marked(results: Results, definition: str) -> Results:
    """Every result with its basis and, where it has one, its definition of mentored."""
    repeated = {found[2] for name in results if (found := OTHER.fullmatch(name))}
    return {
        name: {**one, "basis": basis(name, one), "definition": _of(name, definition, repeated)}
        for name, one in results.items()
    }


def basis(name: str, one: Mapping[str, Any]) -> str:
    """What a number stands on; raises KeyError for one that nobody thought of."""
    if one.get("answered") or (one.get("dial") or {}).get("answered"):
        return PROJECTED
    plain = _plain(name)
    ending = ENDINGS.get(plain.rpartition(".")[2])
    if ending:
        return ending
    if plain.endswith(".floor"):
        return "own"
    longest = max((p for p in BASES if _begins(plain, p)), key=len, default="")
    return BASES[longest]


def _of(name: str, planned: str, repeated: set[str]) -> str:
    """The definition of a result; `each` where it shows them all, nothing where it has none."""
    other, named = OTHER.fullmatch(name), NAMED.match(name)
    if other:
        return other[1]
    if named:
        return named[1]
    if _begins(name, "H.mentored"):
        return planned
    if any(_begins(name, one) for one in EACH):
        return "each"
    return planned if name in repeated else ""


def _plain(name: str) -> str:
    other = OTHER.fullmatch(name)
    return other[2] if other else name


def _begins(name: str, prefix: str) -> bool:
    return name == prefix or name.startswith(prefix if prefix.endswith(".") else f"{prefix}.")


def emptied(one: Content) -> Content:
    """A result of which nothing is held under another definition."""
    if one["kind"] == "estimate":
        return {**one, **dict.fromkeys(HIDDEN), "n": None, "suppressed": True}
    return {**one, "rows": [], "dial": None, "note": "suppressed"}
