"""The standard questionnaires that come with the program, as data beside this file."""

import csv
from functools import cache
from pathlib import Path
from typing import Any, Final

from tequio.domain.studies.questionnaires.model import Choice, Item, Questionnaire

DATA: Final = Path(__file__).with_name("data")
VERSION: Final = "2026-11"
TITLES: Final = {
    "detailed": ("Cuestionario detallado", "Detailed questionnaire"),
    "short": ("Cuestionario corto", "Short questionnaire"),
    "mentor": ("Cuestionario para mentores", "Questionnaire for mentors"),
}


@cache
def standard(form: str) -> Questionnaire:
    """The standard content of a form: detailed, short or mentor. Raises KeyError for another."""
    title_es, title_en = TITLES[form]
    items = tuple(_item(line) for line in _lines(f"{form}.csv"))
    used = {item.choices for item in items} - {""}
    lists: dict[str, list[Choice]] = {name: [] for name in sorted(used)}
    for line in _lines("choices.csv"):
        if line["list"] in lists:
            lists[line["list"]].append(Choice(line["code"], line["es"], line["en"]))
    missing = tuple(Choice(row["code"], row["es"], row["en"]) for row in _lines("missing.csv"))
    choices = {name: tuple(rows) for name, rows in lists.items()}
    return Questionnaire(form, VERSION, title_es, title_en, items, choices, missing)


def _item(line: dict[str, str]) -> Item:
    values: dict[str, Any] = dict(line)
    values |= {"number": int(line["number"]), "core": line["core"] == "1"}
    return Item(**values, may_skip=line["name"] != "a_consent")


def _lines(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
