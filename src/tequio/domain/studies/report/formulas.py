"""What an indicator counts, in words: its formula said with the questions and their answers."""

import re
from collections.abc import Mapping
from typing import Any, Final

from tequio.domain.studies.report.labels import label

ATOM: Final = re.compile(r"(\w+)\s*(==|!=|>=|<=|>|<)\s*('[^']*'|\"[^\"]*\"|-?[\d.]+)")
JOINS: Final = {"and": ("y", "and"), "or": ("o", "or")}
SIGNS: Final = {
    "==": ("{}", "{}"),
    "!=": ("distinto de {}", "other than {}"),
    ">=": ("{} o más", "{} or more"),
    "<=": ("{} o menos", "{} or less"),
    ">": ("más de {}", "more than {}"),
    "<": ("menos de {}", "less than {}"),
}
TIER: Final = re.compile(r"tier_([0-4])")
Atom = tuple[str, str, str]


def in_words(indicator: Mapping[str, Any], language: str, plan: Mapping[str, Any]) -> str:
    """The formula of an indicator, or the question of its variable; as written where it must.

    >>> in_words({"formula": "e_goal_met >= 3"}, "en", {})
    '“How far have you reached that goal?”: 3 or more'
    >>> in_words({"formula": "odd(x) > 2"}, "en", {})
    'odd(x) > 2'
    """
    formula = str(indicator.get("formula") or "")
    if not formula:
        return _question(str(indicator.get("variable") or ""), language)
    atoms: list[Atom] = [(found[1], found[2], found[3]) for found in ATOM.finditer(formula)]
    rest = ATOM.sub(" ", formula).split()
    if not atoms or set(rest) - {*JOINS}:
        return formula
    if len({atom[:2] for atom in atoms}) == 1 and set(rest) <= {"or"}:
        return _of_one(atoms, language, plan)
    place = 0 if language == "es" else 1
    said = [_of_one([atom], language, plan) for atom in atoms]
    joined = said[0]
    for word, part in zip(rest, said[1:], strict=False):
        joined = f"{joined} {JOINS[word][place]} {part}"
    return joined


def _of_one(atoms: list[Atom], language: str, plan: Mapping[str, Any]) -> str:
    """One question with the answers that count."""
    place, (name, sign, value) = 0 if language == "es" else 1, atoms[0]
    tier = str(plan.get("mentored") or "")[1:] if name == "mentored" else ""
    found = TIER.fullmatch(name)
    tier = found[1] if found else tier
    if tier and (sign, value) == ("==", "1"):
        return label(f"M{tier}", language, plan)
    values = [_answer(name, value.strip("'\""), language, plan) for _name, _sign, value in atoms]
    known = list(dict.fromkeys(filter(None, values))) or [atom[2].strip("'\"") for atom in atoms]
    said = SIGNS[sign][place].format(f" {JOINS['or'][place]} ".join(known))
    return f"{_question(name, language)}: {said}"


def _answer(name: str, code: str, language: str, plan: Mapping[str, Any]) -> str:
    """The words of an answer; nothing for a code that no form offers, the number of a scale."""
    if re.fullmatch(r"-?[\d.]+", code):
        words = label(f"{name}={code}", language, plan)
        return words if words in ("Sí", "Yes", "No") else code
    words = label(f"{name}={code}", language, plan)
    return "" if words == code else f"“{words}”"


def _question(name: str, language: str) -> str:
    """The question of a variable between quotes; words of ours for what is computed."""
    text = label(name, language, {})
    return f"“{text}”" if text.endswith("?") or text.endswith(".") else text
