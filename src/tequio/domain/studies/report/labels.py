"""Words for what results name by keys: variables, codes, steps, assumptions, countries."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from tequio.domain.languages import country_name, language_name
from tequio.domain.studies.questionnaires.standard import TITLES, standard

WORDS: Final = Path(__file__).with_name("words.toml")
INDICATOR: Final = "indicator"


@cache
def words() -> dict[str, tuple[str, str]]:
    """Key -> Spanish, English."""
    written = tomllib.loads(WORDS.read_text("utf-8"))
    return {key: (pair["es"], pair["en"]) for key, pair in written.items()}


@cache
def answers() -> dict[str, tuple[str, str]]:
    """`variable` and `variable=code` -> Spanish, English, from the standard questionnaires."""
    found: dict[str, tuple[str, str]] = {}
    for form in reversed(tuple(TITLES)):
        questionnaire = standard(form)
        for item in questionnaire.items:
            if item.text_es:
                found[item.name] = (item.text_es, item.text_en)
            for choice in questionnaire.choices.get(item.choices, ()):
                found[f"{item.name}={choice.code}"] = (choice.es, choice.en)
    return found


def gap_words() -> dict[str, tuple[str, str]]:
    """The code of a missing answer -> Spanish, English."""
    known = words()
    return {code: known[f"gap={code}"] for code in (".d", ".r", ".n")}


def label(key: str, language: str, plan: Mapping[str, Any]) -> str:
    """The words of a key in a language; the key itself where there are none."""
    place = 0 if language == "es" else 1
    for known in (words(), answers()):
        if key in known:
            return known[key][place]
    name, equals, level = key.partition("=")
    if not equals:
        return key
    if name == INDICATOR:
        return _indicator(level, language, plan)
    if name == "country" and len(level) == 2:
        return country_name(level, language)
    if name == "language" and level.isalpha():
        return language_name(level, language)
    head = words().get(name)
    tail = words().get(f"{name}={level}") or words().get(level)
    value = tail[place] if tail else level
    return f"{head[place]}: {value}" if head else value


def sources_in_words(text: str, language: str) -> str:
    """The sources of an indicator, separated by commas; what is not known stays as written.

    >>> sources_in_words("survey, platform logs, X", "es")
    'encuesta, registros de la plataforma, X'
    """
    place = 0 if language == "es" else 1
    known = words()
    return ", ".join(
        known.get(f"source={one.strip()}", (one.strip(),) * 2)[place] for one in text.split(",")
    )


def _indicator(name: str, language: str, plan: Mapping[str, Any]) -> str:
    for one in plan.get("indicators") or []:
        if one.get("id") == name:
            return str(one.get(f"name_{language}") or name)
    return name
