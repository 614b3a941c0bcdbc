"""Checks answers against a questionnaire, and completes what follows from them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from tequio.domain.studies.questionnaires.model import (
    MISSING,
    NOT_APPLICABLE,
    Item,
    Questionnaire,
)
from tequio.domain.studies.questionnaires.xpath import parse
from tequio.domain.studies.questionnaires.xpath_values import Answers

LONGEST_TEXT: Final = 4000
_SKIPPED: Final = frozenset({"", NOT_APPLICABLE})
_WHOLE = re.compile(r"-?[0-9]{1,15}")
_DECIMAL = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")


@dataclass(frozen=True)
class ValueFault:
    """What is wrong with one answer; `code` is one of the words below."""

    name: str
    code: str  # unknown not_in_codebook number_format out_of_range skip_violated exclusive ...
    value: str = ""


def is_relevant(item: Item, values: Mapping[str, str], *, year: int = 0) -> bool:
    """Whether an item is asked of somebody with these answers."""
    if not item.relevant:
        return True
    return parse(item.relevant).holds(Answers(values, "", year))


def complete(
    questionnaire: Questionnaire, values: Mapping[str, str], *, year: int = 0
) -> dict[str, str]:
    """The values with those that follow: the implied one, or not applicable, where not asked."""
    written = dict(values)
    answers = Answers(written, "", year)
    holds: dict[str, bool] = {"": True}  # many items share a condition
    for item in questionnaire.asked:
        if item.relevant not in holds:
            holds[item.relevant] = parse(item.relevant).holds(answers)
        if holds[item.relevant]:
            written.setdefault(item.name, "")
            continue
        before, follows = written.get(item.name, ""), _follows(item, written)
        written[item.name] = follows
        if not {before, follows} <= MISSING:
            holds = {"": True}
    return written


def _follows(item: Item, values: Mapping[str, str]) -> str:
    """What stands for an item that was not asked: the implied value, if it is known to follow."""
    if not item.implied:
        return NOT_APPLICABLE
    spoken_of = parse(item.relevant).variables
    is_known = all(values.get(name, "") not in MISSING for name in spoken_of)
    return item.implied if is_known else NOT_APPLICABLE


def faults_of(
    questionnaire: Questionnaire,
    values: Mapping[str, str],
    *,
    year: int = 0,
    only: Iterable[Item] | None = None,
) -> list[ValueFault]:
    """Everything wrong with these answers, item by item; unknown variables first."""
    found = [
        ValueFault(name, "unknown", value)
        for name, value in values.items()
        if only is None and name not in questionnaire.by_name and value
    ]
    holds: dict[str, bool] = {"": True}
    for item in questionnaire.asked if only is None else only:
        value = values.get(item.name, "")
        if value in _SKIPPED:
            continue
        if item.relevant not in holds:
            holds[item.relevant] = is_relevant(item, values, year=year)
        code = _fault(questionnaire, item, value, values, year, is_asked=holds[item.relevant])
        if code:
            found.append(ValueFault(item.name, code, value))
    return found


def _fault(
    questionnaire: Questionnaire,
    item: Item,
    value: str,
    values: Mapping[str, str],
    year: int,
    *,
    is_asked: bool,
) -> str:
    if not is_asked:
        return "" if item.implied and value == item.implied else "skip_violated"
    if value in MISSING:
        return "" if item.may_skip else "not_in_codebook"
    return _of_kind(questionnaire, item, value) or _of_constraint(item, value, values, year)


def _of_kind(questionnaire: Questionnaire, item: Item, value: str) -> str:
    codes = questionnaire.codes.get(item.choices, frozenset())
    if item.kind == "one":
        return "" if value in codes else "not_in_codebook"
    if item.kind == "many":
        chosen = value.split()
        if not chosen or not codes.issuperset(chosen) or len(set(chosen)) < len(chosen):
            return "not_in_codebook"
        return "exclusive" if item.exclusive in chosen and len(chosen) > 1 else ""
    if item.kind == "integer":
        return "" if _WHOLE.fullmatch(value) else "number_format"
    if item.is_number:
        return "" if _DECIMAL.fullmatch(value) else "number_format"
    return "too_long" if len(value) > LONGEST_TEXT else ""


def _of_constraint(item: Item, value: str, values: Mapping[str, str], year: int) -> str:
    """A check that speaks of an answer that is missing cannot be judged, and passes."""
    if not item.constraint:
        return ""
    condition = parse(item.constraint)
    if any(values.get(name, "") in (".d", ".r") for name in condition.variables):
        return ""
    return "" if condition.holds(Answers(values, value, year)) else "out_of_range"


def core_share(questionnaire: Questionnaire, values: Mapping[str, str], *, year: int = 0) -> float:
    """The share of the core items asked of this person that have an answer of any kind."""
    return share_of_core(questionnaire, complete(questionnaire, values, year=year))


def share_of_core(questionnaire: Questionnaire, completed: Mapping[str, str]) -> float:
    """The same from completed values: what was not asked carries a value that followed."""
    told = [completed.get(name, "") for name in questionnaire.core]
    open_items = sum(1 for value in told if not value)
    asked = sum(1 for value in told if value != NOT_APPLICABLE)
    return 1 - open_items / asked if asked else 0.0
