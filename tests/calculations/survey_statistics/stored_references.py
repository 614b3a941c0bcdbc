"""The stored outside numbers these tests compare with (sources in the files themselves)."""

import csv
import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "references" / "survey"


def miscellaneous() -> dict[str, Any]:
    """R-indicators, bounds, AAPOR rates, E-values, agreement."""
    return json.loads((FOLDER / "miscellaneous.json").read_text())


def causal() -> dict[str, Any]:
    """NSW and LaLonde comparisons."""
    return json.loads((FOLDER / "causal.json").read_text())


def rows(name: str) -> list[dict[str, str]]:
    """Rows of a data file as text."""
    with (FOLDER / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
