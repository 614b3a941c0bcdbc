"""Makes answers coarse enough to publish: what names a person stands only where others share it.

The frame is coarse since it was frozen: no line of it is shared by fewer than five people. What
people say of themselves could still single them out among those lines, and the platform knows
much of it. So an answer shows its identifying facts only where at least as many answers share
them and everything that the frame says. Everything that is published is computed from these
answers, so that anybody computes the same.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from tequio.domain.studies.analysis.variables import names_in
from tequio.domain.studies.coarse import LARGEST_PART, K
from tequio.domain.studies.questionnaires.model import Questionnaire
from tequio.domain.studies.study_data import FEWEST_ANSWERS, Table

NEVER, DECADE, GROUP, TOP = "never", "decade", "group", "top"
THREE_DIGITS: Final = "three_digits"
# Anything else in a questionnaire is not published.
OPEN: Final = ("", DECADE, GROUP, TOP, THREE_DIGITS)
IDENTIFYING: Final = (DECADE, GROUP)
GIVEN: Final = ("key", "form", "version", "mode", "partial")
LANGUAGE: Final = "language"  # of the interview: no question, and told with every answer
MICRO: Final = 10  # workers of the largest micro-enterprise
DIGITS: Final = {THREE_DIGITS: 3}  # of an amount of money that are published, else:
FEWEST_DIGITS: Final = 2
Row = dict[str, str]


def rules_of(forms: Sequence[Questionnaire]) -> dict[str, str]:
    """Variable -> how it is published, of all forms."""
    return {item.name: item.publish for form in forms for item in form.asked if item.publish}


def published(
    answers: Table, frame: Table, forms: Sequence[Questionnaire], plan: Mapping[str, Any]
) -> Table:
    """Answers as they are published; identifying facts that the plan's indicators need stay.

    Of fewer than `FEWEST_ANSWERS` it is told that they were given and in which form, nothing more.
    """
    if len(answers.rows) < FEWEST_ANSWERS:
        told = [{name: row.get(name, "") for name in GIVEN} for row in answers.records()]
        return Table.of(answers.columns, told)
    kept: set[str] = set()
    for one in plan.get("indicators") or []:
        kept |= names_in(str(one.get("formula") or "")) | {str(one.get("variable"))}
    return protected(_in_round_numbers(answers, forms), frame, rules_of(forms), kept)


def _in_round_numbers(answers: Table, forms: Sequence[Questionnaire]) -> Table:
    """Amounts of money with the digits that are published of each variable."""
    digits = {
        item.name: DIGITS.get(item.publish, FEWEST_DIGITS)
        for form in forms
        for item in form.asked
        if item.kind == "money" and item.name in answers.columns
    }
    rows = [
        row | {name: rounded(row[name], count) for name, count in digits.items()}
        for row in answers.records()
    ]
    return Table.of(answers.columns, rows)


def protected(
    answers: Table, frame: Table, rules: Mapping[str, str], kept: Collection[str] = (), k: int = K
) -> Table:
    """The answers as they are published; applied again it changes nothing.

    Args:
        answers: `key` and a column a variable.
        frame: `key`, `permanent_number` and the facts of everybody.
        rules: variable -> how it is published, as `rules_of` reads it.
        kept: identifying variables that the plan's indicators are made of: they stay.
        k: how many answers share what an answer shows.
    """
    rows = answers.records()
    names = [name for name in answers.columns if rules.get(name) in IDENTIFYING]
    names += [LANGUAGE] if LANGUAGE in answers.columns else []
    _withhold(rows, [name for name in names if name not in kept], _known(rows, frame), k)
    for name in answers.columns:
        if rules.get(name) == TOP:
            _cap(rows, name, k)
    return Table.of(answers.columns, rows)


def _known(rows: Sequence[Row], frame: Table) -> list[tuple[str, ...]]:
    """What is published of each answer in any case: the frame, and the form it came by."""
    facts = [name for name in frame.columns if name not in ("key", "permanent_number")]
    told = {row["key"]: tuple(row[name] for name in facts) for row in frame.records()}
    nothing = ("",) * len(facts)
    return [(*told.get(row["key"], nothing), row.get("form", "")) for row in rows]


def _withhold(
    rows: list[Row], names: Sequence[str], known: Sequence[tuple[str, ...]], k: int
) -> None:
    """Blank variables, those with the most values first, until what is left is shared by k.

    Where more than `LARGEST_PART` of the answers that show something are rare, a variable is
    blanked in all of them: who is left with it would be the usual people alone.
    """
    values = {name: len({row[name] for row in rows}) for name in names}
    for name in sorted(names, key=lambda one: (-values[one], one)):
        shown, rare = _rare(rows, names, known, k)
        if not rare:
            break
        for place in rare if len(rare) <= LARGEST_PART * len(shown) else shown:
            rows[place][name] = ""
    _blank(rows, names, _rare(rows, names, known, k)[1])
    alike: dict[tuple[str, ...], list[int]] = {}
    for place, facts in enumerate(known):
        alike.setdefault(facts, []).append(place)
    for places in alike.values():
        _hide_among_others(rows, names, places, k)


def _rare(
    rows: Sequence[Row], names: Sequence[str], known: Sequence[tuple[str, ...]], k: int
) -> tuple[list[int], list[int]]:
    """Places of the answers that show something identifying, and of those too few share."""
    combined = [(facts, *(row[name] for name in names))
                for row, facts in zip(rows, known, strict=True)]  # fmt: skip
    shown = [place for place, row in enumerate(rows) if any(row[name] for name in names)]
    sizes = Counter(combined[place] for place in shown)
    return shown, [place for place in shown if sizes[combined[place]] < k]


def _blank(rows: Sequence[Row], names: Sequence[str], places: Sequence[int]) -> None:
    for place in places:
        rows[place].update(dict.fromkeys(names, ""))


def _hide_among_others(
    rows: Sequence[Row], names: Sequence[str], places: Sequence[int], k: int
) -> None:
    """Who shows nothing where the others show something is known by that: others join them.

    From a group that stays large enough as many as it takes, in the order of their keys, which
    chance made; else the whole of the smallest group.
    """
    while True:
        groups: dict[tuple[str, ...], list[int]] = {}
        for place in places:
            groups.setdefault(tuple(rows[place][name] for name in names), []).append(place)
        silent = groups.pop(("",) * len(names), [])
        if not groups or not 0 < len(silent) < k:
            return
        wanted = k - len(silent)
        largest = max(groups, key=lambda one: (len(groups[one]), one))
        smallest = min(groups, key=lambda one: (len(groups[one]), one))
        is_enough = len(groups[largest]) >= wanted + k
        joining = groups[largest][:wanted] if is_enough else groups[smallest]
        _blank(rows, names, joining)


def _cap(rows: Sequence[Row], name: str, k: int) -> None:
    """The largest numbers of a variable as the k-th largest: a large employer is known by it.

    Up to `MICRO` they stay: such businesses are many, and a change of one job counts among them.
    """
    held = [row for row in rows if row[name].isdecimal()]
    largest = sorted((int(row[name]) for row in held), reverse=True)[:k]
    for row in held:
        row[name] = str(min(int(row[name]), max(largest[-1], MICRO)))


def rounded(amount: str, digits: int = FEWEST_DIGITS) -> str:
    """An amount of money to so many digits; a gap stays one.

    >>> [rounded(one) for one in ("45678", "0", ".d", "", "105")], rounded("45678", 3)
    (['46000', '0', '.d', '', '100'], '45700')
    """
    try:
        number = float(amount)
    except ValueError:
        return amount
    found = float(f"{number:.{digits - 1}e}")
    return str(int(found)) if found.is_integer() else repr(found)
