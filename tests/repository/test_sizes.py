"""Modules, functions and templates stay small enough to be read at once."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src"
LONGEST_MODULE = 300
LONGEST_FUNCTION = {"tequio": 40, "local_postgres": 40}
LONGEST_CALCULATION = 60
LONGEST_CLASS = 150
LONGEST_TEMPLATE = 150

Size = tuple[int, str]


def modules() -> list[Path]:
    return [path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts]


def lines_of_modules() -> Iterator[Size]:
    """Settings are a table of values, and exempt by the house; the verifier is one file on purpose.

    A reader who doubts a study reads it alone, beside the data, without anything of ours.
    """
    exempt = {SOURCE / "tequio/settings.py", SOURCE / "tequio/domain/studies/verify.py"}
    for path in modules():
        if path not in exempt:
            yield len(path.read_text("utf-8").splitlines()), str(path.relative_to(SOURCE))


def definitions(kind: tuple[type[ast.AST], ...]) -> Iterator[tuple[Path, ast.AST]]:
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, kind):
                yield path, node


def code_lines(node: ast.AST) -> int:
    """Lines of a definition without its docstring and its decorators."""
    body = node.body  # type: ignore[attr-defined]  (functions and classes have one)
    first = body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    documentation = first.end_lineno - first.lineno + 1 if documented else 0
    return node.end_lineno - node.lineno + 1 - documentation  # type: ignore[attr-defined]


def place(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(SOURCE)}:{node.lineno} {node.name}"  # type: ignore[attr-defined]


def worst(sizes: list[Size]) -> list[Size]:
    """The five largest, printed so that a failure or `-s` shows them."""
    five = sorted(sizes, reverse=True)[:5]
    print(*(f"{size:5d}  {name}" for size, name in five), sep="\n")  # noqa: T201  (for reading)
    return five


def test_modules_stay_below_300_lines() -> None:
    assert [s for s in worst(list(lines_of_modules())) if s[0] > LONGEST_MODULE] == []


def test_functions_stay_below_their_limit() -> None:
    sizes = [
        (code_lines(node), place(path, node), path)
        for path, node in definitions((ast.FunctionDef, ast.AsyncFunctionDef))
    ]
    worst([(size, name) for size, name, _ in sizes])
    too_long = [
        (size, name)
        for size, name, path in sizes
        if size > LONGEST_FUNCTION.get(path.relative_to(SOURCE).parts[0], LONGEST_CALCULATION)
    ]
    assert too_long == []


def test_classes_stay_below_150_lines() -> None:
    sizes = [(code_lines(node), place(path, node)) for path, node in definitions((ast.ClassDef,))]
    assert [s for s in worst(sizes) if s[0] > LONGEST_CLASS] == []


def test_templates_stay_below_150_lines() -> None:
    sizes = [
        (len(path.read_text("utf-8").splitlines()), str(path.relative_to(SOURCE)))
        for path in SOURCE.rglob("*.html")
    ]
    assert [s for s in worst(sizes) if s[0] > LONGEST_TEMPLATE] == []


def test_a_planted_long_function_is_measured_right() -> None:
    body = "\n".join(f"    x = {n}" for n in range(41))
    node = ast.parse(f'def long():\n    """Says so."""\n{body}\n').body[0]
    assert code_lines(node) == 42


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "core", "misc"])
def test_no_room_without_a_name(name: str) -> None:
    assert [path for path in SOURCE.rglob("*") if path.stem == name] == []
