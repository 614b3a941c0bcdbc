"""The documents: links lead somewhere, what they name exists, and no machine shows through."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.urls import Resolver404, resolve

from tequio.command_line import COMMANDS
from tequio.jobs.load_demo import ACCOUNTS, PASSWORD

REPOSITORY = Path(__file__).parents[2]
LARGEST_PICTURE = 120_000
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"^(?:src|tests|docs|tools|benchmarks|requirements)/[\w./-]+\.\w+")
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
ADDRESS = re.compile(r"`(/[\w/-]*)`")
SETTING = r"(?:TEQUIO_[A-Z_]+|DATABASE_URL|(?:REALTIME_|SURVEY_)?PORT|(?:OLD_)?PGBIN)"
OF_A_PROCESS = {"TEQUIO_SURFACE"}
"""What one process of ours tells another; nobody sets it."""
OF_A_MACHINE = re.compile(
    r"/work/|/home/\w|/root/\w|/tmp/|/opt/|file:///|--index-url|--find-links|pypi\.org|/simple/"
)
DOCUMENTS = [
    *sorted(REPOSITORY.glob("*.md")),
    *sorted((REPOSITORY / "docs").rglob("*.md")),
]


def name_of(path: Path) -> str:
    return str(path.relative_to(REPOSITORY))


def broken_links(text: str, folder: Path) -> list[str]:
    """Relative links that lead nowhere."""
    links = (link.partition("#")[0] for link in LINK.findall(text) if "://" not in link)
    return [link for link in links if link and not (folder / link).exists()]


def missing_files(text: str) -> list[str]:
    """Files of the repository that are named and not there."""
    named = (found.group() for word in CODE.findall(text) for found in PATH.finditer(word))
    return [path for path in named if not (REPOSITORY / path).exists()]


def missing_tests(text: str) -> list[str]:
    """Tests that are named and not there."""
    return [
        f"{file}::{test}"
        for file, test in TEST.findall(text)
        if f"def {test}(" not in (REPOSITORY / file).read_text("utf-8")
    ]


def unknown_commands(text: str) -> Iterator[str]:
    """Recipes of make, words of `tequio` and commands of the project that do not exist."""
    recipes = re.findall(r"^([\w-]+):", (REPOSITORY / "Makefile").read_text("utf-8"), re.M)
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    shown = [*CODE.findall(text), *(line for block in blocks(text) for line in block)]
    for line in shown:
        first, *words = line.split()
        known = {"make": recipes, "tequio": COMMANDS}.get(Path(first).name)
        if known is not None and words and words[0].isascii() and words[0] not in known:
            yield line
        if first.startswith(".venv/bin/") and Path(first).name not in {
            *project["scripts"],
            "python",
            "ruff",
        }:
            yield line


def blocks(text: str) -> list[list[str]]:
    """The lines of code blocks."""
    found = re.findall(r"^```\w*\n(.*?)^```", text, re.M | re.S)
    return [[line for line in block.splitlines() if line.strip()] for block in found]


def lost_addresses(text: str) -> Iterator[str]:
    """Addresses of pages that no page has."""
    for address in ADDRESS.findall(text):
        try:
            resolve(address)
        except Resolver404:
            yield address


def settings_read() -> set[str]:
    """Settings that the program reads from its environment."""
    sources = (path.read_text("utf-8") for path in (REPOSITORY / "src").rglob("*.py"))
    return {name for text in sources for name in re.findall(rf'"({SETTING})"', text)}


def rooms() -> Iterator[str]:
    """Folders that hold code, and files that stand beside the floors or beside the areas."""
    source = REPOSITORY / "src"
    site = source / "tequio"
    for place in (source, *source.glob("*/"), site / "pages", site / "domain"):
        yield from {file.parent.name for file in place.glob("*/[!_]*.py")} - {place.name}
    for place in (site, site / "domain"):
        yield from (file.stem for file in place.glob("[!_]*.py"))


def unplanned(names: Iterable[str]) -> set[str]:
    """Rooms that no decision names."""
    plan, *_ = sorted((REPOSITORY / "docs" / "decisions").glob("0001-*.md"))
    beyond, *_ = sorted((REPOSITORY / "docs" / "decisions").glob("0012-*.md"))
    words = {
        word for block in blocks(plan.read_text("utf-8")) for line in block for word in line.split()
    }
    words |= {Path(word).name for word in words}
    return set(names) - words - set(CODE.findall(beyond.read_text("utf-8")))


def test_planted_faults_are_noticed() -> None:
    assert broken_links("[a](nowhere.md) [b](README.md)", REPOSITORY) == ["nowhere.md"]
    assert missing_files("`src/planted.py` `pyproject.toml`") == ["src/planted.py"]
    assert missing_tests(f"`{name_of(Path(__file__))}::test_planted`")
    assert list(unknown_commands("`make tea` and `make test`")) == ["make tea"]
    assert list(unknown_commands("```\n.venv/bin/planted x\n```")) == [".venv/bin/planted x"]
    assert list(lost_addresses("`/planted/` `/asks/`")) == ["/planted/"]
    assert unplanned(["asks", "utils"]) == {"utils"}
    assert OF_A_MACHINE.search("see /home/ana/tequio")


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_what_a_document_points_to_is_there(document: Path) -> None:
    text = document.read_text("utf-8")
    assert broken_links(text, document.parent) == []
    assert missing_files(text) == []
    assert missing_tests(text) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_a_document_names_no_machine_and_no_registry(document: Path) -> None:
    assert OF_A_MACHINE.findall(document.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "name", ["README.md", "CONTRIBUTING.md", "SECURITY.md", "docs/operating.md"]
)
def test_commands_exist(name: str) -> None:
    assert list(unknown_commands((REPOSITORY / name).read_text("utf-8"))) == []


@pytest.mark.parametrize("name", ["README.md", "SECURITY.md", "docs/operating.md"])
def test_addresses_are_pages(name: str) -> None:
    assert list(lost_addresses((REPOSITORY / name).read_text("utf-8"))) == []


@pytest.mark.parametrize("folder", ["decisions", "methods"])
def test_an_index_names_every_page_of_its_folder(folder: str) -> None:
    index = REPOSITORY / "docs" / folder / "README.md"
    pages = {page.name for page in index.parent.glob("*.md")} - {"README.md"}
    assert pages == set(LINK.findall(index.read_text("utf-8"))) & pages


def test_decisions_are_numbered_without_gaps() -> None:
    names = sorted(path.name for path in (REPOSITORY / "docs" / "decisions").glob("0*.md"))
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))


def test_every_room_is_in_the_plan() -> None:
    assert unplanned(rooms()) == set()


def test_the_readme_names_the_accounts_of_the_demo() -> None:
    text = (REPOSITORY / "README.md").read_text("utf-8")
    assert re.findall(r"\w+@example\.org", text) == sorted(
        (email for email, _, _ in ACCOUNTS), key=text.index
    )
    assert f"`{PASSWORD}`" in text


def test_the_page_for_operators_explains_each_setting_once() -> None:
    page = (REPOSITORY / "docs" / "operating.md").read_text("utf-8")
    explained = re.findall(rf"^\| `({SETTING})` \|", page, re.M)
    assert sorted(explained) == sorted(settings_read() - OF_A_PROCESS)


def test_pictures_are_light() -> None:
    pictures = list((REPOSITORY / "docs" / "pictures").iterdir())
    assert pictures
    assert [p.name for p in pictures if p.stat().st_size > LARGEST_PICTURE] == []
