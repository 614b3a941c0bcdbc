"""Tables beside tables: what two of them would show of few people when one is taken off the other.

Definitions of mentored hold one another (whoever had a talk got a reply), and so do an earlier and
a later publication. A number is shown beside another only where it differs by nobody, or by
enough people on either side of it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import numpy as np

from tequio.domain.studies.analysis.bases import OTHER, emptied
from tequio.domain.studies.analysis.content import Content, Results
from tequio.domain.studies.analysis.material import TIERS, Material

NAMED: Final = re.compile(r"(T13|F10|T17|T21|H)\.(M[0-4])((?:\..*)?)")
ARMS: Final = re.compile(r"T17\.@\.(.+)\.(?:mentored|others)")
GUARDED: Final = ("survey", "follow_up")


def shown_tiers(material: Material) -> tuple[str, ...]:
    """The definitions that may stand side by side, that of the plan first of all."""
    shown: list[str] = []
    for tier in _from(material.definition):
        if all(_apart(material, tier, other) for other in shown):
            shown.append(tier)
    return tuple(tier for tier in TIERS if tier in shown)


def _from(planned: str) -> list[str]:
    place = TIERS.index(planned)
    return sorted(TIERS, key=lambda tier: (abs(TIERS.index(tier) - place), tier))


def _apart(material: Material, tier: str, other: str) -> bool:
    """Whether nobody, or enough people, are mentored by one of two definitions alone."""
    one, two = material.tier(tier), material.tier(other)
    known = material.answered & ~np.isnan(one) & ~np.isnan(two) & (one != two)
    return not few(int(known.sum()), material.threshold)


def few(count: float, threshold: int) -> bool:
    """Whether a number of people shows them: some, and not enough."""
    return 0 < abs(count) < threshold


def definitions(results: Results, planned: str, threshold: int) -> Results:
    """Results under each definition, without those that would show few beside another's."""
    families: dict[str, dict[str, str]] = {}
    for name in results:
        base, definition = _family(name, planned)
        families.setdefault(base, {})[definition] = name
    gone: dict[str, set[str]] = {}
    for base, names in families.items():
        kept: list[str] = []
        for definition in (one for one in _from(planned) if one in names):
            beside = (results[names[other]] for other in kept)
            if all(safe(results[names[definition]], one, threshold) for one in beside):
                kept.append(definition)
            else:
                gone.setdefault(base, set()).add(definition)
    dropped = {families[base][d] for base, withheld in gone.items() for d in withheld}
    for base, withheld in gone.items():
        arm = ARMS.fullmatch(base)
        for definition in withheld if arm else ():
            dropped |= _of_indicator(results, definition, str(arm and arm[1]))
    return {
        name: emptied(one) if name in dropped else _without(name, one, dropped)
        for name, one in results.items()
    }


def _family(name: str, planned: str) -> tuple[str, str]:
    """What a result is of, and by which definition."""
    other, named = OTHER.fullmatch(name), NAMED.fullmatch(name)
    if other:
        return other[2], other[1]
    return (f"{named[1]}.@{named[3]}", named[2]) if named else (name, planned)


def _of_indicator(results: Results, definition: str, indicator: str) -> set[str]:
    """Both arms of an outcome, and the differences between them."""
    beginnings = tuple(f"{table}.{definition}.{indicator}." for table in ("T17", "T21"))
    return {name for name in results if name.startswith(beginnings)}


def _without(name: str, one: Content, dropped: set[str]) -> Content:
    """The tables of arms and differences without the rows of which the numbers were dropped."""
    named = NAMED.fullmatch(name)
    if named is None or named[1] not in ("T17", "T21") or named[3] or one["kind"] != "table":
        return one
    gone = {
        f"indicator={other.split('.', 2)[2].rpartition('.')[0]}"
        for other in dropped
        if other.startswith(f"{name}.")
    }
    rows = [row for row in one["rows"] if row[0] not in gone]
    if len(rows) == len(one["rows"]):
        return one
    starts = (one.get("dial") or {}).get("answered") or {}
    held = {key: v for key, v in starts.items() if key.split("|")[0] not in gone}
    dial = {**one["dial"], "answered": held} if one.get("dial") else None
    return {**one, "rows": rows, "note": "suppressed", **({"dial": dial} if dial else {})}


def safe(one: Content, other: Content, threshold: int) -> bool:
    """Whether two numbers of the same thing may both be known."""
    if one["kind"] != other["kind"]:
        return True
    if one["kind"] == "estimate" and one.get("source") not in GUARDED:
        return True
    before = dict(_cells(other))
    for key, (n, yes) in _cells(one):
        if key not in before:
            continue
        n_before, yes_before = before[key]
        differ = [] if None in (n, n_before) else [n - n_before]
        if None not in (yes, yes_before):
            differ.append(yes - yes_before)
            differ += [n - yes - n_before + yes_before] if differ[:-1] else []
        if any(few(count, threshold) for count in differ):
            return False
    return True


def _cells(one: Content) -> Iterator[tuple[Any, tuple[Any, Any]]]:
    """Each number of people in a result, with how many of them are a yes where that is told."""
    if one["kind"] == "estimate":
        yield "", (one.get("n"), one.get("count"))
        yield "contributors", (one.get("contributors"), None)
    elif one["kind"] == "chart":
        for row in one["rows"]:
            yield row.get("label"), (row.get("n"), row.get("count"))
            yield (row.get("label"), "contributors"), (row.get("contributors"), None)
    else:
        yield from _of_table(one)


def _of_table(one: Mapping[str, Any]) -> Iterator[tuple[Any, tuple[Any, Any]]]:
    keys = (one.get("dial") or {}).get("keys", 1)
    for row in one["rows"]:
        for name, form, cell in zip(one["columns"], one["formats"], row, strict=True):
            if form == "count":
                yield ("|".join(map(str, row[:keys])), name), (cell, None)
