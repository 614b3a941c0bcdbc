"""Items as fields of a page: how they are shown, read and checked."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from tequio.domain.studies.questionnaires.checking import LONGEST_TEXT, faults_of
from tequio.domain.studies.questionnaires.model import MISSING, Choice, Item
from tequio.pages.surveys.sheet import Sheet, needs_answer

INSTEAD: Final = "_instead"  # ends the field that says why there is no number
SHUFFLED: Final = frozenset({"why"})  # lists without an order of their own, in another for each
_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")


@dataclass(frozen=True)
class Option:
    """One choice as it is shown."""

    code: str
    words: str
    is_chosen: bool
    identifier: str


@dataclass(frozen=True)
class Field:
    """One item as it is shown."""

    name: str
    kind: str
    words: str
    hint: str
    value: str
    error: str
    options: tuple[Option, ...]
    instead: tuple[Option, ...]


@dataclass(frozen=True)
class Reading:
    """What a page brought: checked values, what was typed, and what to say about it."""

    values: dict[str, str]
    raw: dict[str, str]
    errors: dict[str, str]


def shown(
    items: Sequence[Item], sheet: Sheet, values: Mapping[str, str], errors: Mapping[str, str]
) -> list[Field]:
    """The fields of a page, with what was said or typed."""
    return [
        _field(item, sheet, values.get(item.name, ""), errors.get(item.name, "")) for item in items
    ]


def _field(item: Item, sheet: Sheet, value: str, error: str) -> Field:
    language, chosen = sheet.language, set(value.split())
    choices = _in_order(item, sheet)
    missing = sheet.form.missing if item.may_skip and needs_answer(item) else ()
    return Field(
        name=item.name,
        kind=item.kind,
        words=item.text(language),
        hint=item.hint(language),
        value="" if value in MISSING else value,
        error=error,
        options=tuple(_option(item.name, c, language, chosen) for c in choices),
        instead=tuple(_option(item.name, c, language, chosen) for c in missing),
    )


def _option(name: str, choice: Choice, language: str, chosen: set[str]) -> Option:
    words = choice.en if language == "en" else choice.es
    words = words or choice.es or choice.en
    mark = re.sub(r"\W", "-", choice.code)
    return Option(choice.code, words, choice.code in chosen, f"{name}-{mark}")


def _in_order(item: Item, sheet: Sheet) -> Sequence[Choice]:
    """Reasons stand in an order of their own for each case, so that none gains by being first."""
    choices = sheet.form.choices.get(item.choices, ())
    if item.choices not in SHUFFLED:
        return choices

    def place(choice: Choice) -> tuple[bool, bytes]:
        text = f"{sheet.link.case_id}|{choice.code}"
        return choice.code.endswith("96"), hashlib.sha256(text.encode()).digest()

    return sorted(choices, key=place)


def read(sent: QueryDict, items: Sequence[Item], sheet: Sheet) -> Reading:
    """Reads and checks a page."""
    raw: dict[str, str] = {}
    errors: dict[str, str] = {}
    for item in items:
        if item.kind == "note":
            continue
        raw[item.name], error = _read(sent, item)
        if error:
            errors[item.name] = error
    answered = {name: value for name, value in raw.items() if name not in errors}
    values = {**sheet.values, **answered}
    checked = [item for item in items if item.name in answered]
    for fault in faults_of(sheet.form, values, year=sheet.year, only=checked):
        errors[fault.name] = _words(sheet.form.by_name[fault.name], fault.code, sheet.language)
    return Reading(answered, raw, errors)


def _read(sent: QueryDict, item: Item) -> tuple[str, str]:
    """One item as typed, and what is wrong with the way it was filled in."""
    typed = " ".join(value.strip() for value in sent.getlist(item.name) if value.strip())
    typed = typed.replace("\x00", "")
    instead = sent.get(f"{item.name}{INSTEAD}", "")
    if item.is_text:
        return typed[: LONGEST_TEXT + 1], ""
    if item.is_number and typed and instead:
        return typed, _("Give a number, or mark why there is none; not both.")
    if item.is_number and _THOUSANDS.fullmatch(typed):
        typed = typed.replace(",", "")
    value = typed or instead
    if item.kind == "many" and len(value.split()) > 1 and MISSING & set(value.split()):
        return value, _("Mark either your answers or that you do not give one.")
    return value, "" if value else _("Choose an answer. You may also say that you do not know.")


def _words(item: Item, code: str, language: str) -> str:
    if code == "out_of_range" and item.message(language):
        return item.message(language)
    if code == "number_format":
        return _("Type a number in digits, for instance 12.")
    if code == "exclusive":
        return _("One of these answers excludes the others. Mark only that one, or only others.")
    if code == "too_long":
        return _("This text is too long. Please shorten it.")
    return _("Choose one of the answers shown.")
