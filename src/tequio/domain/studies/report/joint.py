"""Reach from the frame, and the joint display of themes beside the figures they are cited with."""

from typing import Any, Final

from tequio.domain.studies.report import grids
from tequio.domain.studies.report.assumptions import of_estimates
from tequio.domain.studies.report.blocks import Block, Grid, Text
from tequio.domain.studies.report.lessons import cited
from tequio.domain.studies.report.special import Source, pick
from tequio.domain.studies.report.writing import Reader, find, write

THEME: Final = "theme:"


def reach(source: Source, reader: Reader, title: str) -> list[Block]:
    """T1, or one sentence where the frame does not hold it. What each year cost is not held."""
    found = source.results.get("T1")
    if found is None:
        no = "El alcance por país y año no se tiene: el marco no trae esos datos."
        return [Text(pick(reader, no, "Reach by country and year is not held by the frame."))]
    costs = pick(
        reader, "El costo por país y año no se tiene.", "The cost by country and year is not held."
    )
    return [grids.grid("T1", found, title, reader, source.plan), Text(costs)]


def joint(source: Source, reader: Reader, title: str) -> list[Block]:
    """Each theme with the figures of the recommendations that rest on it too."""
    themes = source.lists.get("themes", ())
    rows = tuple((reader.text(one, "name"), _heard(one), *_beside(one, source, reader))
                 for one in themes)  # fmt: skip
    if not rows:
        return []
    words = (("Tema", "Theme"), ("Entrevistas: a favor / en contra / todas",
             "Interviews: for / against / all"), ("Cifra", "Figure"),
             ("Recomendaciones", "Recommendations"))  # fmt: skip
    cited = [
        found for other in source.lists.get("recommendations", ()) for name in other["evidence"]
        if (found := find(source.results, str(name), reader))
    ]  # fmt: skip
    head = tuple(pick(reader, *pair) for pair in words)
    return [Grid("T29", title, head, rows, of_estimates(cited, reader))]


def _heard(one: Any) -> str:
    return f"{one['cases']} / {one['negative_cases']} / {one['interviews']}"


def _beside(one: Any, source: Source, reader: Reader) -> tuple[str, str]:
    """The figures and the numbers of the recommendations that cite this theme."""
    advice = [
        other
        for other in source.lists.get("recommendations", ())
        if f"{THEME}{one.get('code')}" in other["evidence"]
    ]
    names = dict.fromkeys(
        str(name)
        for other in advice
        for name in other["evidence"]
        if THEME not in str(name) and write(find(source.results, str(name), reader), "", reader)
    )
    figures = [
        f"{words}: {value}" for words, value in cited({"evidence": [*names]}, source, reader)
    ]
    return "; ".join(figures) or "–", ", ".join(str(other["number"]) for other in advice) or "–"
