"""The glossary: both languages, in order, and every word it names exists as written."""

import re
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import pytest
from django.apps import apps

from tequio.commands.messages.catalogues import read_areas

GLOSSARY = Path(__file__).parents[2] / "GLOSSARY.md"
CODE = re.compile(r"`([^`]+)`")
TEXT = re.compile(r"“([^”]+)”")
CELLS = 4


@dataclass(frozen=True)
class Term:
    """One line of a table of the glossary."""

    english: str
    spanish: str
    seen_in: str
    meaning: str


def tables(text: str) -> list[list[Term]]:
    """The tables of the glossary, without their heads."""
    sections = text.split("\n## ")[1:]
    return [[term_of(line) for line in lines_of(section)[2:]] for section in sections]


def lines_of(section: str) -> list[str]:
    return [line for line in section.splitlines() if line.startswith("|")]


def term_of(line: str) -> Term:
    cells = [cell.strip() for cell in line.strip("|").split("|")]
    assert len(cells) == CELLS, line
    return Term(*cells)


TABLES = tables(GLOSSARY.read_text("utf-8"))
TERMS = [term for table in TABLES for term in table]


def exists(name: str) -> bool:
    """Whether there is a model or field (`records.Ask.due_at`), a module or something in one."""
    first, *rest = name.split(".")
    if first == "records":
        return has_model(*rest)
    for end in range(len(rest), -1, -1):
        module = ".".join([first, *rest[:end]])
        if find(module):
            return has(import_module(module), rest[end:])
    return False


def find(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def has(found: object, rest: list[str]) -> bool:
    """Attributes within attributes; the last may be a field of a dataclass."""
    for part in rest:
        if part in getattr(found, "__dataclass_fields__", {}):
            return True
        if not hasattr(found, part):
            return False
        found = getattr(found, part)
    return True


def has_model(model: str, *fields: str) -> bool:
    try:
        options = apps.get_model("records", model)._meta
    except LookupError:
        return False
    names = {field.name for field in options.get_fields()}
    return set(fields) <= names


@pytest.fixture(scope="module")
def spanish() -> dict[str, str]:
    """English text -> Spanish text of every page."""
    return {
        " ".join(key.ids): " ".join(entry.texts).lower()
        for area in read_areas().values()
        for key, entry in area.entries.items()
    }


def test_a_name_that_does_not_exist_is_noticed() -> None:
    assert not exists("records.Request")
    assert not exists("records.Ask.subject")
    assert not exists("survey_statistics.weighting.planted")
    assert not exists("planted.module")


def test_a_line_that_lacks_a_language_is_noticed() -> None:
    with pytest.raises(AssertionError):
        term_of("| ask | `records.Ask` | one question |")


def test_both_tables_are_read() -> None:
    assert [len(table) > 30 for table in TABLES] == [True, True]


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.english)
def test_every_term_has_both_languages_and_a_meaning(term: Term) -> None:
    assert term.english
    assert term.spanish
    assert term.meaning
    assert CODE.findall(term.seen_in) or TEXT.findall(term.seen_in)


@pytest.mark.parametrize("table", TABLES)
def test_terms_are_in_order_and_none_is_there_twice(table: list[Term]) -> None:
    for before, after in pairwise(table):
        assert before.english.casefold() < after.english.casefold()


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.english)
def test_every_name_exists_as_written(term: Term) -> None:
    assert [name for name in CODE.findall(term.seen_in) if not exists(name)] == []


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.english)
def test_pages_use_the_spanish_word(term: Term, spanish: dict[str, str]) -> None:
    words = [word.strip().lower() for word in term.spanish.split(",")]
    for text in TEXT.findall(term.seen_in):
        assert text in spanish, f"no page says “{text}”"
        assert any(word in spanish[text] for word in words), spanish[text]
