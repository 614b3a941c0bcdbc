"""The plan of the standard evaluation, from which an evaluator starts."""

import tomllib
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any, Final

FILE: Final = Path(__file__).with_name("standard.toml")


def standard(**parts: object) -> dict[str, Any]:
    """A fresh copy of the standard plan; a named part (`sample`, `forms`...) is put over it.

    A part that is a table is laid over the standard one field by field, anything else takes its
    place.
    """
    content = deepcopy(_written())
    for name, part in parts.items():
        known = content.get(name)
        if isinstance(known, dict) and isinstance(part, dict):
            content[name] = {**known, **part}
        else:
            content[name] = part
    return content


@cache
def _written() -> dict[str, Any]:
    content = tomllib.loads(FILE.read_text("utf-8"))
    common = content.pop("every_indicator")
    content["indicators"] = [{**common, **one} for one in content["indicators"]]
    return content
