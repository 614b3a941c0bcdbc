"""Every public function of the calculations says what it does and whence, with an example."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "survey_statistics"
# What the command is made of is described by its own page and run by its own tests.
OUTSIDE = {"commands", "command_line.py"}
Function = tuple[str, ast.FunctionDef, str]


def exported() -> set[str]:
    """Names that the packages hand out."""
    names = set()
    for path in SOURCE.rglob("__init__.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom):
                names |= {alias.asname or alias.name for alias in node.names}
    return names


def public_functions() -> Iterator[Function]:
    """Public functions at the top of a module, each with the docstring of its module."""
    for path in sorted(SOURCE.rglob("*.py")):
        place = path.relative_to(SOURCE)
        if place.parts[0] in OUTSIDE:
            continue
        module = ast.parse(path.read_text("utf-8"))
        for node in module.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield f"{place}:{node.name}", node, ast.get_docstring(module) or ""


def own_refusals(node: ast.FunctionDef) -> set[str]:
    """Names of the errors that the body of a function raises itself."""
    return {
        each.exc.func.id
        for each in ast.walk(node)
        if isinstance(each, ast.Raise)
        and isinstance(each.exc, ast.Call)
        and isinstance(each.exc.func, ast.Name)
        and not each.exc.func.id.startswith("_")
    }


def test_every_public_function_says_what_it_does() -> None:
    assert [place for place, node, _ in public_functions() if not ast.get_docstring(node)] == []


def test_every_function_handed_out_has_an_example_that_runs() -> None:
    handed_out = exported()
    silent = [
        place
        for place, node, _ in public_functions()
        if node.name in handed_out and ">>> " not in (ast.get_docstring(node) or "")
    ]
    assert silent == []


def test_every_function_handed_out_names_its_source() -> None:
    handed_out = exported()
    sourceless = [
        place
        for place, node, of_module in public_functions()
        if node.name in handed_out
        and not re.search(r"Source|\b(19|20)\d{2}\b|R `", f"{ast.get_docstring(node)} {of_module}")
    ]
    assert sourceless == []


def test_what_a_function_raises_stands_in_its_docstring() -> None:
    untold = [
        f"{place} {error}"
        for place, node, _ in public_functions()
        for error in sorted(own_refusals(node))
        if error not in (ast.get_docstring(node) or "")
    ]
    assert untold == []


def test_arrays_of_functions_handed_out_have_their_shapes_named() -> None:
    handed_out = exported()
    shapeless = []
    for place, node, of_module in public_functions():
        wanted = {"FloatArray", "ArrayLike", "Column", "BoolArray", "IntArray"}
        takes = {
            name.id
            for argument in [*node.args.args, *node.args.kwonlyargs]
            if argument.annotation is not None
            for name in ast.walk(argument.annotation)
            if isinstance(name, ast.Name)
        }
        words = f"{ast.get_docstring(node)} {of_module}"
        told = re.search(r"\(\w+,(?: ?\w+,?)*\)|shape|Arguments and errors as", words)
        if node.name in handed_out and takes & wanted and not told:
            shapeless.append(place)
    assert shapeless == []
