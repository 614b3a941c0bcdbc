"""The outline of the report as data: the parts in their order, with their titles."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from tequio.domain.studies.report.writing import Reader

OUTLINE: Final = Path(__file__).with_name("outline")


@cache
def outline() -> tuple[Mapping[str, Any], ...]:
    """The parts in their order, as data."""
    files = sorted(OUTLINE.glob("*.toml"))
    return tuple(tomllib.loads(file.read_text("utf-8")) for file in files)


def contents(reader: Reader) -> list[tuple[str, str]]:
    """Identifier and title of each part."""
    return [(str(part["id"]), reader.text(part, "title")) for part in outline()]
