"""Results as JSON: plain values only, never NaN or infinity, written in one piece."""

import dataclasses
import json
import math
from collections.abc import Mapping
from enum import Enum
from typing import Any, TextIO

import numpy as np


def plain(value: object) -> Any:
    """Turn dataclasses, arrays and numbers into what JSON knows; NaN and infinity become null.

    >>> plain({"x": np.float64("nan"), "y": (1, np.int64(2))})
    {'x': None, 'y': [1, 2]}
    """
    if isinstance(value, Enum):
        return value.name
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = dataclasses.fields(value)
        return {field.name: plain(getattr(value, field.name)) for field in fields}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return _number(value)


def write_json(value: object, stream: TextIO) -> None:
    """Write one JSON document and a line end; nothing is written if it cannot be made."""
    stream.write(json.dumps(plain(value), ensure_ascii=False, indent=2, allow_nan=False) + "\n")


def _number(value: object) -> Any:
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
