"""The tables that ship with the package, read row by row."""

import csv
from collections.abc import Iterator
from importlib.resources import files


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one table in `data/`, each as a dictionary by column name."""
    with (files("mentor_matching") / "data" / name).open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)
