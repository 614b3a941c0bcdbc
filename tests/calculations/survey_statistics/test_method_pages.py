"""Every method has a page, and every page says who checks its numbers."""

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[3] / "docs" / "methods"
# The index, the table of cases, and the page that says who checks what.
ABOUT_ALL = {"README.md", "referees.md", "outside-referees.md"}
PAGES = sorted(page.name for page in FOLDER.glob("*.md") if page.name not in ABOUT_ALL)
LINK = re.compile(r"\]\(([a-z-]+\.md)\)")


def links(page: str) -> set[str]:
    return set(LINK.findall((FOLDER / page).read_text(encoding="utf-8")))


@pytest.mark.parametrize("page", PAGES)
def test_a_method_names_its_referee(page):
    assert re.search(r"^\*\*Reference", (FOLDER / page).read_text(encoding="utf-8"), re.MULTILINE)


def test_every_method_stands_in_the_index():
    assert {*PAGES, *ABOUT_ALL} - {"README.md"} == links("README.md")


def test_every_method_is_held_from_outside_or_says_why_not():
    # The command is the same methods read from files.
    assert set(PAGES) - {"command.md"} == links("outside-referees.md") - ABOUT_ALL
