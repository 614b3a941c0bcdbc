"""Writes a questionnaire as an XLSForm, for telephones and for other programs."""

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

from tequio.delivery.xlsform.words import (
    AFTER_CONSENT,
    COMPANION,
    CONSENT,
    ENGLISH,
    GIVEN,
    MISSING_LIST,
    NUMBERS,
    OWN,
    SPANISH,
    TYPES,
    WITH_MISSING,
    Content,
    only_alone,
)

SURVEY = (
    "type",
    "name",
    *(f"{kind}::{language}" for kind in ("label", "hint") for language in (SPANISH, ENGLISH)),
    "relevant",
    "constraint",
    *(f"constraint_message::{language}" for language in (SPANISH, ENGLISH)),
    "required",
    "calculation",
    "choice_filter",
    *(f"tequio_{name}" for name in OWN),
)
OTHERWISE = ("Si no puede dar un número:", "If you cannot give a number:")


def write(content: Content) -> bytes:
    """The bytes of an .xlsx file for the content of a questionnaire."""
    book = Workbook()
    survey = book.active
    survey.title = "survey"
    _fill(survey, SURVEY, _survey_rows(content))
    extra = sorted(
        {name for rows in content["choices"].values() for c in rows for name in c["columns"]}
    )
    heads = ("list_name", "name", f"label::{SPANISH}", f"label::{ENGLISH}", *extra)
    _fill(book.create_sheet("choices"), heads, _choice_rows(content))
    settings = {
        "form_title": f"{content['title_es']} / {content['title_en']}",
        "form_id": content["form"] or "form",
        "version": content["version"],
        "default_language": SPANISH,
    }
    _fill(book.create_sheet("settings"), tuple(settings), [settings])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Any, columns: tuple[str, ...], rows: list[dict[str, str]]) -> None:
    """Every cell is text: a spreadsheet program may not turn `2-3` into a day."""
    sheet.append(columns)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    for at, row in enumerate(rows, start=2):
        for place, name in enumerate(columns, start=1):
            value = row.get(name, "")
            if value:
                cell = sheet.cell(at, place)
                cell.value, cell.data_type, cell.number_format = value, "s", "@"
    for place, name in enumerate(columns, start=1):
        width = 44 if name.startswith(("label", "hint", "relevant", "constraint")) else 14
        sheet.column_dimensions[sheet.cell(1, place).column_letter].width = width


def _survey_rows(content: Content) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    is_open = False
    for item in content["items"]:
        rows.append(_row(item))
        if item["kind"] in NUMBERS and item["may_skip"]:
            rows.append(_companion(item))
        if item["name"] == CONSENT:
            is_open = True
            rows.append({"type": "begin_group", "name": AFTER_CONSENT, "relevant": GIVEN})
    if is_open:
        rows.append({"type": "end_group"})
    return rows


def _row(item: dict[str, Any]) -> dict[str, str]:
    is_choice = item["kind"] in ("one", "many")
    kind = TYPES.get(item["kind"], item["kind"])
    row = {
        "type": f"{kind} {_list_of(item)}" if is_choice else kind,
        "name": item["name"],
        f"label::{SPANISH}": item["text_es"],
        f"label::{ENGLISH}": item["text_en"],
        f"hint::{SPANISH}": item["hint_es"],
        f"hint::{ENGLISH}": item["hint_en"],
        "relevant": item["relevant"],
        "constraint": item["constraint"] or (item["exclusive"] and only_alone(item["exclusive"])),
        f"constraint_message::{SPANISH}": item["message_es"],
        f"constraint_message::{ENGLISH}": item["message_en"],
        "required": "yes" if is_choice or not item["may_skip"] else "",
        "calculation": item["calculation"],
        "choice_filter": item["choice_filter"],
    }
    own = {"number": str(item["number"] or ""), "core": "1" if item["core"] else ""}
    own |= {name: item[name] for name in ("implied", "exclusive", "publish", "page", "kind")}
    return row | {f"tequio_{name}": value for name, value in own.items()}


def _list_of(item: dict[str, Any]) -> str:
    return f"{item['choices']}{WITH_MISSING if item['may_skip'] else ''}"


def _companion(item: dict[str, Any]) -> dict[str, str]:
    empty = f"${{{item['name']}}} = ''"
    asked = f"({item['relevant']}) and {empty}" if item["relevant"] else empty
    return {
        "type": f"select_one {MISSING_LIST}",
        "name": f"{item['name']}{COMPANION}",
        f"label::{SPANISH}": OTHERWISE[0],
        f"label::{ENGLISH}": OTHERWISE[1],
        "relevant": asked,
        "required": "yes",
    }


def _choice_rows(content: Content) -> list[dict[str, str]]:
    used = {_list_of(i): i["choices"] for i in content["items"] if i["kind"] in ("one", "many")}
    rows = []
    for name, source in sorted(used.items()):
        choices = list(content["choices"][source])
        if name.endswith(WITH_MISSING):
            choices += content["missing"]
        rows += [_choice(name, choice) for choice in choices]
    rows += [_choice(MISSING_LIST, choice) for choice in content["missing"]]
    return rows


def _choice(name: str, choice: dict[str, Any]) -> dict[str, str]:
    return {
        "list_name": name,
        "name": choice["code"],
        f"label::{SPANISH}": choice["es"],
        f"label::{ENGLISH}": choice["en"],
        **choice["columns"],
    }
