"""Where in a spreadsheet a fault is: sheet, row and column, as a person would look for it."""

import io
import re
import warnings
from dataclasses import dataclass
from typing import Final

import openpyxl
from openpyxl.utils import get_column_letter

ALIASES: Final = {
    "calculation": ("calculation", "calculate", "bind::calculate"),
    "relevant": ("relevant", "relevance", "bind::relevant"),
    "constraint": ("constraint", "bind::constraint"),
}
SHEETS: Final = ("choices", "settings", "survey")
_ROW = re.compile(r"\[row : (\d+)\]|\brow (\d+)", re.IGNORECASE)
_QUOTED = re.compile(r"['\"“]([^'\"”]+)['\"”]")


@dataclass(frozen=True)
class FormFault:
    """What is wrong with a form, and where; an empty sheet or row 0 is the file as a whole."""

    sheet: str
    row: int
    column: str
    reason: str

    def __str__(self) -> str:
        return f"{self.sheet} {self.column}{self.row or ''}: {self.reason}"


class Places:
    """The cells of a form's sheets, to find where a message belongs."""

    def __init__(self, data: bytes) -> None:
        self.sheets: dict[str, list[tuple[str, ...]]] = {}
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # extensions of Excel that are of no use to a form
                book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
                for sheet in book.worksheets:
                    self.sheets[sheet.title] = [
                        tuple("" if cell is None else str(cell) for cell in row)
                        for row in sheet.iter_rows(values_only=True)
                    ]
        except Exception:  # noqa: BLE001 - an unreadable book is refused by the reader itself
            self.sheets = {}

    def of_cell(self, sheet: str, name: str, column: str, reason: str) -> FormFault:
        """The cell of an item in one of the columns of its conditions."""
        rows = self.sheets.get(sheet) or [()]
        head = [cell.strip().lower() for cell in rows[0]]
        at_name = head.index("name") if "name" in head else -1
        place = next((head.index(a) for a in ALIASES.get(column, (column,)) if a in head), -1)
        row = next(
            (
                at
                for at, cells in enumerate(rows, 1)
                if 0 <= at_name < len(cells) and cells[at_name] == name
            ),
            0,
        )
        return FormFault(sheet, row, get_column_letter(place + 1) if place >= 0 else "", reason)

    def of_message(self, message: str) -> FormFault:
        """Where a refusal of pyxform belongs, from its words."""
        reason = " ".join(message.split())[:300]
        twice = re.search(r"Duplicate column header: (.+)", reason)
        if twice:
            return self._of_header(twice.group(1).strip(), reason)
        found = _ROW.search(reason)
        row = int(next(filter(None, found.groups()))) if found else 0
        named = [name for name in SHEETS if f"{name} sheet" in reason or f"'{name}'" in reason]
        sheet = named[0] if named else "survey"
        if sheet not in self.sheets:
            return FormFault(sheet, 0, "", reason)
        return self._of_word(sheet, row, reason)

    def _of_header(self, name: str, reason: str) -> FormFault:
        for sheet, rows in self.sheets.items():
            places = [at for at, cell in enumerate(rows[0] if rows else (), 1) if cell == name]
            if len(places) > 1:
                return FormFault(sheet, 1, get_column_letter(places[-1]), reason)
        return FormFault("survey", 1, "", reason)

    def _of_word(self, sheet: str, row: int, reason: str) -> FormFault:
        """The cell that holds a word which the refusal quotes."""
        words = _QUOTED.findall(reason)
        head = self.sheets[sheet][0] if self.sheets[sheet] else ()
        for place, cell in enumerate(head, 1):
            if row > 1 and cell and cell in words:
                return FormFault(sheet, row, get_column_letter(place), reason)
        for at, cells in enumerate(self.sheets[sheet], 1):
            if row and at != row:
                continue
            for place, cell in enumerate(cells, 1):
                if any(word and word in cell for word in words):
                    return FormFault(sheet, at, get_column_letter(place), reason)
        return FormFault(sheet, row, "", reason)


def balance_fault(expression: str) -> str:
    """Why a condition or calculation can be no XPath: quotes or brackets that do not close."""
    open_brackets, quote = [], ""
    for letter in expression:
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"":
            quote = letter
        elif letter in "([{":
            open_brackets.append({"(": ")", "[": "]", "{": "}"}[letter])
        elif letter in ")]}" and (not open_brackets or open_brackets.pop() != letter):
            return f"there is a {letter} too many"
    if quote:
        return f"a text that begins with {quote} does not end"
    return f"a bracket is not closed: {open_brackets[-1]} is missing" if open_brackets else ""
