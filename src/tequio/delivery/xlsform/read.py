"""Reads an XLSForm: what pyxform accepts we read, and a refusal names sheet, row and column."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any, Final

from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from tequio.delivery.xlsform.places import FormFault, Places, balance_fault
from tequio.delivery.xlsform.words import (
    AFTER_CONSENT,
    COMPANION,
    KINDS,
    MISSING_LIST,
    NUMBERS,
    WITH_MISSING,
    Content,
    only_alone,
)

LARGEST: Final = 5_000_000
LARGEST_OPENED: Final = 60_000_000
BINDS: Final = {"relevant": "relevant", "constraint": "constraint", "calculate": "calculation"}


class FormRefused(Exception):
    """A spreadsheet that is no form; every fault says where it is."""

    def __init__(self, *faults: FormFault) -> None:
        super().__init__("; ".join(str(fault) for fault in faults))
        self.faults = faults


def read(data: bytes, *, form: str) -> Content:
    """The content of a questionnaire for the bytes of an .xlsx file. Raises FormRefused."""
    _check_size(data)
    places = Places(data)
    try:
        tree = convert(data, file_type=".xlsx")._pyxform
    except PyXFormError as refusal:
        raise FormRefused(places.of_message(str(refusal))) from refusal
    except Exception as failure:
        raise FormRefused(FormFault("", 0, "", type(failure).__name__)) from failure
    assert tree is not None  # noqa: S101 - convert gives it or raises
    nodes = list(_leaves(tree, (), ()))
    faults = [fault for node, _r, _g in nodes for fault in _unbalanced(node, places)]
    if faults:
        raise FormRefused(*faults)
    return _content(tree, nodes, form)


def _check_size(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            opened = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile:
        raise FormRefused(FormFault("", 0, "", "not an .xlsx file")) from None
    if len(data) > LARGEST or opened > LARGEST_OPENED:
        raise FormRefused(FormFault("", 0, "", "larger than a form may be"))


Leaf = tuple[dict[str, Any], tuple[str, ...], tuple[str, ...]]


def _leaves(
    node: dict[str, Any], asked: tuple[str, ...], groups: tuple[str, ...]
) -> Iterator[Leaf]:
    """Items in their order, with the conditions and names of the groups around them."""
    for child in node.get("children") or ():
        if child.get("name") == "meta":
            continue
        if child.get("type") not in ("group", "repeat", "loop"):
            yield child, asked, groups
            continue
        is_ours = child["name"] == AFTER_CONSENT
        condition = (child.get("bind") or {}).get("relevant", "")
        inner = asked if is_ours or not condition else (*asked, condition)
        name = f"{child['name']}*" if child["type"] != "group" else child["name"]
        yield from _leaves(child, inner, groups if is_ours else (*groups, name))


def _unbalanced(node: dict[str, Any], places: Places) -> Iterator[FormFault]:
    bind = node.get("bind") or {}
    for key, column in BINDS.items():
        reason = balance_fault(str(bind.get(key) or ""))
        if reason:
            yield places.of_cell("survey", str(node["name"]), column, reason)


def _content(tree: dict[str, Any], nodes: list[Leaf], form: str) -> Content:
    lists = tree.get("choices") or {}
    names = {str(node["name"]) for node, _asked, _groups in nodes}
    items, companions = [], set()
    for node, asked, groups in nodes:
        name = str(node["name"])
        target = name.removesuffix(COMPANION)
        if name.endswith(COMPANION) and target in names and node.get("itemset") == MISSING_LIST:
            companions.add(target)
        else:
            items.append(_item(node, asked, groups))
    for item in items:
        if item["kind"] in NUMBERS and companions:
            item["may_skip"] = item["name"] in companions
    title_es, _bar, title_en = str(tree.get("title") or form).partition(" / ")
    missing = [_choice(row) for row in lists.get(MISSING_LIST, [])]
    codes = {choice["code"] for choice in missing}
    used = {item["choices"] for item in items} - {""}
    return {
        "form": form,
        "version": str(tree.get("version") or "1")[:24],
        "title_es": title_es,
        "title_en": title_en or title_es,
        "items": items,
        "choices": {name: _list(lists, name, codes) for name in sorted(used)},
        "missing": missing,
    }


def _list(lists: dict[str, Any], name: str, missing: set[str]) -> list[dict[str, Any]]:
    rows = lists.get(name) or lists.get(f"{name}{WITH_MISSING}") or []
    choices = [_choice(row) for row in rows]
    return [choice for choice in choices if choice["code"] not in missing]


def _item(node: dict[str, Any], asked: tuple[str, ...], groups: tuple[str, ...]) -> dict[str, Any]:
    bind = node.get("bind") or {}
    listed = str(node.get("itemset") or node.get("list_name") or "")
    exclusive = str(node.get("tequio_exclusive") or "")
    constraint = str(bind.get("constraint") or "")
    if exclusive and constraint == only_alone(exclusive):
        constraint = ""
    conditions = [*asked, *([bind["relevant"]] if bind.get("relevant") else [])]
    relevant = conditions[0] if len(conditions) == 1 else " and ".join(f"({c})" for c in conditions)
    is_required = str(bind.get("required") or "").lower() in ("yes", "true", "true()")
    texts = {
        "text": _in_both(node.get("label")),
        "hint": _in_both(node.get("hint")),
        "message": _in_both(bind.get("jr:constraintMsg")),
    }
    kind = KINDS.get(str(node["type"]), str(node["type"]))
    return {
        "number": int(number)
        if (number := str(node.get("tequio_number") or "")).isdecimal()
        else 0,
        "name": str(node["name"]),
        "kind": str(node.get("tequio_kind") or kind),
        **{f"{name}_{lang}": text for name, pair in texts.items() for lang, text in pair.items()},
        "choices": listed.removesuffix(WITH_MISSING),
        "relevant": relevant,
        "constraint": constraint,
        "implied": str(node.get("tequio_implied") or ""),
        "exclusive": exclusive,
        "publish": str(node.get("tequio_publish") or ""),
        "core": bool(node.get("tequio_core")),
        "page": str(node.get("tequio_page") or ""),
        "may_skip": listed.endswith(WITH_MISSING) or not is_required,
        "calculation": str(bind.get("calculate") or "") if kind == "calculate" else "",
        "choice_filter": str(node.get("choice_filter") or ""),
        "group": "/".join(groups),
    }


def _in_both(words: Any) -> dict[str, str]:
    """Words in both languages; words without a language stand for both."""
    if not isinstance(words, dict):
        return {"es": str(words or ""), "en": str(words or "")}
    found = {"es": "", "en": ""}
    for language, text in words.items():
        name = str(language).lower()
        if re.search(r"\(es\b|^es$|espa[nñ]ol|spanish", name):
            found["es"] = str(text)
        elif re.search(r"\(en\b|^en$|english|ingl[eé]s|^default$", name):
            found["en"] = str(text)
    return (
        found if any(found.values()) else dict.fromkeys(found, str(next(iter(words.values()), "")))
    )


def _choice(row: dict[str, Any]) -> dict[str, Any]:
    words = _in_both(row.get("label"))
    known = {"name", "label", "media", "list_name", "sms_option"}
    columns = {
        k: str(v) for k, v in row.items() if k not in known and isinstance(v, str | int | float)
    }
    return {"code": str(row["name"]), "es": words["es"], "en": words["en"], "columns": columns}
