"""SPSS system files written by hand: numbers and texts with labels, UTF-8, not compressed.

Gaps that say why are declared as missing values: numbers -97 to -99, texts of up to eight bytes
as they are written. Longer texts have neither labels nor declared gaps; the codebook has both.

Source: the layout of the PSPP developers' guide, chapter "System File Format".
"""

import struct
from collections.abc import Sequence
from typing import Final

from tequio.delivery.statistical_files import GAPS, Variable, as_number

MISSING: Final = struct.pack("<d", -1.7976931348623157e308)
SHORT: Final = 8  # bytes of a text that can have labels and declared gaps
WIDEST: Final = 248  # bytes of a text; longer ones would need several records
NUMBER_FORMAT: Final = (5 << 16) | (12 << 8) | 2


def sav(rows: Sequence[Sequence[str]], variables: Sequence[Variable], title: str) -> bytes:
    """A whole file. Texts are cut to 248 bytes; values have labels where they are numbers."""
    widths = [_width(rows, at, variable) for at, variable in enumerate(variables)]
    size = sum(max(1, width // 8) for width in widths)
    parts = [
        b"$FL2"
        + b"@(#) SPSS DATA FILE - Tequio".ljust(60)
        + struct.pack("<iiiii", 2, size, 0, 0, len(rows)),
        struct.pack("<d", 100.0) + b"01 Jan 0100:00:00" + _fixed(title, 64) + b"\0" * 3,
    ]
    place, places = 1, []
    for at, (variable, width) in enumerate(zip(variables, widths, strict=True)):
        places.append(place)
        parts.append(_variable(f"V{at + 1}", variable, width))
        place += max(1, width // 8)
    parts += [
        _values(variable, at)
        for variable, at, width in zip(variables, places, widths, strict=True)
        if width <= SHORT
    ]
    parts += _information(variables)
    parts.append(struct.pack("<ii", 999, 0))
    for row in rows:
        parts += [_cell(text, width) for text, width in zip(row, widths, strict=True)]
    return b"".join(parts)


def _width(rows: Sequence[Sequence[str]], at: int, variable: Variable) -> int:
    """0 for a number, else the bytes of the longest text in steps of eight."""
    if variable.is_number:
        return 0
    longest = max((len(row[at].encode()) for row in rows), default=1)
    return min(max(8, -(-longest // 8) * 8), WIDEST)


def _variable(short: str, variable: Variable, width: int) -> bytes:
    text = variable.label.encode()[:250].decode(errors="ignore").encode()
    form = NUMBER_FORMAT if width == 0 else (1 << 16) | (width << 8)
    gaps = [_short(gap, variable) for gap in variable.gaps] if width <= SHORT else []
    record = struct.pack("<iiiiii", 2, width, 1, len(gaps), form, form) + short.encode().ljust(8)
    record += struct.pack("<i", len(text)) + text + b"\0" * (-len(text) % 4) + b"".join(gaps)
    rest = struct.pack("<iiiiii", 2, -1, 0, 0, 0, 0) + b" " * 8
    return record + rest * (max(1, width // 8) - 1)


def _values(variable: Variable, place: int) -> bytes:
    """Labels of codes and gaps: eight bytes each, of a number or of a short text."""
    codes = [
        (_short(code, variable), text)
        for code, text in {**variable.codes, **variable.gaps}.items()
        if (not variable.is_number and len(code.encode()) <= SHORT)
        or code in GAPS
        or as_number(code) is not None
    ]
    if not codes:
        return b""
    found = struct.pack("<ii", 3, len(codes))
    for number, text in codes:
        label = text.encode()[:120].decode(errors="ignore").encode()
        filled = bytes([len(label)]) + label
        found += number + filled + b" " * (-len(filled) % 8)
    return found + struct.pack("<iii", 4, 1, place)


def _short(code: str, variable: Variable) -> bytes:
    """The eight bytes of a code."""
    return _cell(code, 0 if variable.is_number else SHORT)


def _information(variables: Sequence[Variable]) -> list[bytes]:
    machine = struct.pack("<iiiiiiii", 1, 0, 0, -1, 1, 1, 2, 65001)
    limits = struct.pack(
        "<ddd", -1.7976931348623157e308, 1.7976931348623157e308, -1.7976931348623155e308
    )
    names = "\t".join(
        f"V{at + 1}={variable.name[:64]}" for at, variable in enumerate(variables)
    ).encode()
    return [
        struct.pack("<iiii", 7, 3, 4, 8) + machine,
        struct.pack("<iiii", 7, 4, 8, 3) + limits,
        struct.pack("<iiii", 7, 13, 1, len(names)) + names,
        struct.pack("<iiii", 7, 20, 1, 5) + b"UTF-8",
    ]


def _cell(text: str, width: int) -> bytes:
    if width:
        return _fixed(text, width)
    number = GAPS.get(text, as_number(text))
    return MISSING if number is None else struct.pack("<d", number)


def _fixed(text: str, width: int) -> bytes:
    return text.encode()[:width].decode(errors="ignore").encode().ljust(width)
