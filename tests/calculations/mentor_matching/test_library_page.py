"""The worked example of the library's page runs as it stands."""

import doctest
from importlib import import_module
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[3] / "docs" / "matching-library.md"


def test_the_example_prints_what_the_page_says() -> None:
    failed, tried = doctest.testfile(
        str(PAGE), module_relative=False, optionflags=doctest.IGNORE_EXCEPTION_DETAIL
    )
    assert tried > 10
    assert failed == 0


def modules() -> list[tuple[str, str]]:
    """Each module of the table with a word that the page says it has."""
    rows = [line.split("|") for line in PAGE.read_text(encoding="utf-8").splitlines()]
    cells = [(row[1].strip().strip("`"), row[2]) for row in rows if len(row) == 5]
    return [
        (module, word.strip(" `"))
        for module, words in cells
        if module.startswith("mentor_matching.")
        for word in words.split(",")
        if word.strip().startswith("`") and word.strip().endswith("`")
    ]


@pytest.mark.parametrize(("module", "word"), modules())
def test_every_module_of_the_table_has_its_words(module: str, word: str) -> None:
    assert hasattr(import_module(module), word)
