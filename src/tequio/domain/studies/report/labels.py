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
STATISTICS: Final = ("mean", "median", "total")
SEVERAL: Final = "|"  # between the levels of a stratum
JOINED: Final = "&"  # between a level and those that were joined to it
NAMES: Final = {"es": ("country",), "en": ("country", "language")}  # written with a capital
FLAGS: Final = ("log_m",)  # variables of the log that are yes or no


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
    if SEVERAL in key:
        return " · ".join(level_label(one, language, plan) for one in key.split(SEVERAL))
    name, equals, level = key.partition("=")
    if not equals:
        return key
    if JOINED in level:
        first, *rest = level.split(JOINED)
        others = (_joined_label(name, one, language, plan) for one in rest)
        return " + ".join([label(f"{name}={first}", language, plan), *others])
    if name == INDICATOR:
        return _indicator(level, language, plan)
    if name == "country" and len(level) == 2:
        return country_name(level, language)
    if name == "language" and level.isalpha():
        return language_name(level, language)
    head = words().get(name)
    yes_no = words().get(f"flag={level}") if name.startswith(FLAGS) else None
    tail = yes_no or words().get(level)
    value = tail[place] if tail else level
    return f"{head[place]}: {value}" if head else value


def level_label(key: str, language: str, plan: Mapping[str, Any]) -> str:
    """The words of a level where its variable stands beside it already.

    >>> level_label("stage=idea", "en", {}), level_label("log_m0=1", "en", {})
    ('Idea', 'Yes')
    """
    whole, name = label(key, language, plan), label(key.partition("=")[0], language, plan)
    alone = whole.removeprefix(f"{name}: ")
    return alone[:1].upper() + alone[1:]


def _joined_label(name: str, level: str, language: str, plan: Mapping[str, Any]) -> str:
    """The words of a level after another one: small letters, but for what is a name.

    >>> _joined_label("country", "CO", "es", {}), _joined_label("country", "missing", "es", {})
    ('Colombia', 'sin dato')
    """
    words = level_label(f"{name}={level}", language, plan)
    is_name = level not in ("missing", "other") and name in NAMES[language]
    return words if is_name else words.lower()


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
            return f"{one.get(f'name_{language}') or name}{_statistic(one, language)}"
    return name


def _statistic(indicator: Mapping[str, Any], language: str) -> str:
    """Which number of a variable an indicator is, and in which money; nothing for shares."""
    kind, money = str(indicator.get("kind") or ""), str(indicator.get("currency") or "")
    if kind not in STATISTICS:
        return ""
    said = words()[f"kind={kind}"][0 if language == "es" else 1]
    return f" ({', '.join(filter(None, (said, money)))})"
