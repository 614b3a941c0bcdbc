"""Stata files of release 118 written by hand: numbers as doubles, texts up to 2045 bytes, labels.

Source: StataCorp, "Description of .dta file format 118" (help dta).
"""

import struct
from collections.abc import Sequence
from typing import Final

from tequio.delivery.statistical_files import GAPS, Variable, as_number

DOUBLE: Final = 65526
MISSING: Final = struct.pack("<d", 2.0**1023)
FIRST_GAP: Final = 0x7FE0  # the two upper bytes of `.`; those of `.a` to `.z` follow in the third
FIRST_GAP_CODE: Final = 2_147_483_621  # `.` in a table of labels
LONGEST: Final = 2045


def dta(rows: Sequence[Sequence[str]], variables: Sequence[Variable], title: str) -> bytes:
    """A whole file; values have labels where their codes are whole numbers."""
    widths = [_width(rows, at, variable) for at, variable in enumerate(variables)]
    label = title.encode()[:320].decode(errors="ignore")[:80].encode()
    header = (
        b"<stata_dta><header><release>118</release><byteorder>LSF</byteorder><K>"
        + struct.pack("<H", len(variables)) + b"</K><N>" + struct.pack("<Q", len(rows))
        + b"</N><label>" + struct.pack("<H", len(label)) + label
        + b"</label><timestamp>\0</timestamp></header>"
    )  # fmt: skip
    sections = _sections(rows, variables, widths)
    places, at = [0, len(header)], len(header) + len(b"<map></map>") + 14 * 8
    for section in sections:
        places.append(at)
        at += len(section)
    places += [at, at + len(b"</stata_dta>")]
    index = b"<map>" + struct.pack("<14Q", *places) + b"</map>"
    return header + index + b"".join(sections) + b"</stata_dta>"


def _sections(
    rows: Sequence[Sequence[str]], variables: Sequence[Variable], widths: Sequence[int]
) -> list[bytes]:
    labelled = [_codes(variable) for variable in variables]
    formats = [f"%{width}s" if width else "%10.0g" for width in widths]
    return [
        _tag("variable_types", b"".join(struct.pack("<H", width or DOUBLE) for width in widths)),
        _tag("varnames", b"".join(_padded(variable.name, 129) for variable in variables)),
        _tag("sortlist", b"\0\0" * (len(variables) + 1)),
        _tag("formats", b"".join(_padded(form, 57) for form in formats)),
        _tag(
            "value_label_names",
            b"".join(
                _padded(variable.name if codes else "", 129)
                for variable, codes in zip(variables, labelled, strict=True)
            ),
        ),
        _tag(
            "variable_labels", b"".join(_padded(variable.label[:80], 321) for variable in variables)
        ),
        _tag("characteristics", b""),
        _tag(
            "data",
            b"".join(
                _cell(text, width) for row in rows for text, width in zip(row, widths, strict=True)
            ),
        ),
        _tag("strls", b""),
        _tag(
            "value_labels",
            b"".join(
                _table(variable.name, codes)
                for variable, codes in zip(variables, labelled, strict=True)
                if codes
            ),
        ),
    ]


def _width(rows: Sequence[Sequence[str]], at: int, variable: Variable) -> int:
    if variable.is_number:
        return 0
    return min(max((len(row[at].encode()) for row in rows), default=1) or 1, LONGEST)


def _codes(variable: Variable) -> list[tuple[int, bytes]]:
    if not variable.is_number:
        return []
    found = []
    for code, text in variable.codes.items():
        number = as_number(code)
        if number is not None and number.is_integer():
            found.append((int(number), text.encode()))
    found += [(FIRST_GAP_CODE + _letter(gap), text.encode()) for gap, text in variable.gaps.items()]
    return sorted(found)


def _letter(gap: str) -> int:
    """The place of the letter of a gap: 1 for `.a`."""
    return ord(gap[1]) - ord("a") + 1


def _table(name: str, codes: Sequence[tuple[int, bytes]]) -> bytes:
    texts = [text + b"\0" for _code, text in codes]
    offsets = [sum(len(text) for text in texts[:at]) for at in range(len(texts))]
    joined = b"".join(texts)
    table = struct.pack("<ii", len(codes), len(joined))
    table += struct.pack(f"<{len(codes)}i", *offsets)
    table += struct.pack(f"<{len(codes)}i", *(code for code, _text in codes)) + joined
    return _tag("lbl", struct.pack("<i", len(table)) + _padded(name, 129) + b"\0" * 3 + table)


def _cell(text: str, width: int) -> bytes:
    if width:
        return text.encode()[:width].decode(errors="ignore").encode().ljust(width, b"\0")
    if text in GAPS:
        return struct.pack("<Q", (FIRST_GAP << 48) | (_letter(text) << 40))
    number = as_number(text)
    return MISSING if number is None else struct.pack("<d", number)


def _tag(name: str, inner: bytes) -> bytes:
    return f"<{name}>".encode() + inner + f"</{name}>".encode()


def _padded(text: str, width: int) -> bytes:
    return text.encode()[: width - 1].decode(errors="ignore").encode().ljust(width, b"\0")
