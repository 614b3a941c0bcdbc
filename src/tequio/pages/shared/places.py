"""Templates drawn once for all pages that look alike, with places for what differs.

A text of a page is mostly the same each time. `draw` puts a mark where each value goes, keeps the
text between the marks, and from then on only joins text and values. What a template decides by
(`{% if line %}`, how long a list is) may only be whether a value is there: pages that have
other values are other pages, and are kept apart.
"""

import re
import secrets
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from django.template.loader import render_to_string
from django.urls import get_urlconf
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

Value = str | list[str] | dict[str, str]
Shape = str | int | tuple[str, ...]
Pieces = tuple[str, ...]
# Letters and digits alone: no escaping and no address changes them. Nobody can guess them.
MARK: Final = f"z{secrets.token_hex(8)}z"
PLACE: Final = re.compile(f"{MARK}([A-Za-z0-9_]+?)zz")


def place(name: str) -> SafeString:
    """The mark for a value of that name."""
    return SafeString(f"{MARK}{name}zz")


def cut(html: str) -> Pieces:
    """Text and the names of places in turns."""
    return tuple(PLACE.split(html))


def join(pieces: Pieces, values: Mapping[str, str]) -> SafeString:
    """The text with a value at each place; what is not marked as safe is escaped."""
    held = list(pieces)
    for number in range(1, len(held), 2):
        held[number] = conditional_escape(values[held[number]])
    return SafeString("".join(held))


def draw(template: str, values: Mapping[str, Value]) -> SafeString:
    """The template with these values: texts, lists of texts, and texts by name (`person.name`)."""
    shapes = tuple((name, _shape(value)) for name, value in values.items())
    pieces = _drawn(template, str(get_language()), str(get_urlconf()), shapes)
    return join(pieces, dict(_texts(values)))


def _shape(value: Value) -> Shape:
    """What a template may decide by: is there a text, how many are in the list, which names."""
    if isinstance(value, str):
        return "text" if value else ""
    if isinstance(value, list):
        return len(value)
    return tuple(name for name, text in value.items() if text)


def _texts(values: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    for name, value in values.items():
        if isinstance(value, str):
            yield name, value
        else:
            yield from _of_several(name, value)


def _of_several(name: str, value: list[str] | dict[str, str]) -> Iterable[tuple[str, str]]:
    inner = enumerate(value) if isinstance(value, list) else value.items()
    return ((f"{name}_{key}", text) for key, text in inner)


@lru_cache(maxsize=512)
def _drawn(
    template: str, language: str, addresses: str, shapes: tuple[tuple[str, Shape], ...]
) -> Pieces:
    """Kept, because it depends on nothing but these."""
    marked = {name: _marked(name, shape) for name, shape in shapes}
    return cut(render_to_string(template, marked))


def _marked(name: str, shape: Shape) -> object:
    if isinstance(shape, str):
        return place(name) if shape else ""
    if isinstance(shape, int):
        return [place(f"{name}_{number}") for number in range(shape)]
    return {key: place(f"{name}_{key}") for key in shape}
