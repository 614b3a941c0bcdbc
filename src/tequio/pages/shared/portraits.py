"""Drawn portraits: initials between two woven bands, the same for ever from the same seed."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

GROUNDS = ("#1f4e79", "#7a3b52", "#2e6b4f", "#7a4a12", "#5a4080", "#1d6270", "#8c3b2f", "#485768")
YARNS = ("#f2c14e", "#f0a58f", "#9ad0c2", "#e9e3d3", "#a9c8ea", "#e3b7d2")
CELL = 4
COLUMNS = 12
BAND_ROWS = 3


@dataclass(frozen=True)
class Portrait:
    """Colours and strokes of one portrait, in a square of 48 units."""

    initials: str
    ground: str
    yarn: str
    weave: str


def draw(name: str, seed: str) -> Portrait:
    """Draw the portrait of `name`; `seed` alone decides colours and pattern."""
    digest = sha256(seed.encode()).digest()
    return Portrait(
        initials=initials(name),
        ground=GROUNDS[digest[0] % len(GROUNDS)],
        yarn=YARNS[digest[1] % len(YARNS)],
        weave=woven_bands(int.from_bytes(digest[2:6])),
    )


def initials(name: str) -> str:
    """Give the first letters of the first and last word, composed and capital; '' for none."""
    words = [word for word in unicodedata.normalize("NFC", name).split() if word[0].isalpha()]
    ends = words[:1] + words[1:][-1:]
    return "".join(word[0] for word in ends).upper()


def woven_bands(bits: int) -> str:
    """Give the SVG path of two mirrored bands; `bits` decides which cells the yarn covers."""
    return "".join(path for index, path in enumerate(_cells()) if bits >> index & 1)


@cache
def _cells() -> tuple[str, ...]:
    """Each cell with its mirror images as a path."""
    places = (divmod(index, COLUMNS // 2) for index in range(BAND_ROWS * COLUMNS // 2))
    return tuple(
        "".join(f"M{x * CELL} {y * CELL}h{CELL}v{CELL}h-{CELL}z" for x, y in mirrored(row, column))
        for row, column in places
    )


def mirrored(row: int, column: int) -> list[tuple[int, int]]:
    """Repeat a cell across both axes, as a loom does."""
    last = COLUMNS - 1
    return [(x, y) for x in (column, last - column) for y in (row, last - row)]
