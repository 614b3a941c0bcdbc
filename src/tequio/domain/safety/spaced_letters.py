"""Words whose letters were set apart (`j u a n a`), closed again for reading."""

import re
from dataclasses import dataclass
from typing import Final

SPACED: Final = re.compile(
    r"(?<!\S)[^\s,;](?:[ \t][^\s,;]){4,}(?!\S)|(?<![\w.])\w(?:([._-])[\w@]){5,}(?!\w)"
)


@dataclass(frozen=True)
class Closed:
    """A text read without the gaps between single letters; `places` are those of its signs."""

    text: str
    places: tuple[int, ...]


def closed(text: str) -> Closed | None:
    """The text with such letters closed, or nothing where none are apart."""
    kept: list[int] = []
    last = 0
    for run in SPACED.finditer(text):
        kept += range(last, run.start())
        kept += range(run.start(), run.end(), 2)
        last = run.end()
    if not last:
        return None
    kept += range(last, len(text))
    return Closed("".join(text[place] for place in kept), tuple(kept))
