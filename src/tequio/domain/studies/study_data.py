"""Everything a study's numbers follow from, as plain values: the same from a database or a folder.

A published folder holds exactly this (`docs/decisions/0015-a-study-is-a-folder.md`), so that
whoever has the folder can compute every number again without our database.
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

FEWEST_ANSWERS: Final = 10  # of fewer no number of a study is made
Row = Mapping[str, str]
Document = Mapping[str, object]


@dataclass(frozen=True)
class Table:
    """A canonical table: named columns and rows of text, in one order for the same content."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, columns: Sequence[str], rows: Iterable[Row]) -> "Table":
        """Rows in the order of their text; a column that a row lacks is empty there."""
        names = tuple(columns)
        return cls(names, tuple(sorted(tuple(row.get(name, "") for name in names) for row in rows)))

    def column(self, name: str) -> list[str]:
        """The values of one column, row by row."""
        place = self.columns.index(name)
        return [row[place] for row in self.rows]

    def records(self) -> list[dict[str, str]]:
        """One dictionary a row."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def csv(self) -> str:
        """The canonical text: UTF-8 later, commas, line feeds, quotes where needed."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows(self.rows)
        return out.getvalue()

    @classmethod
    def from_csv(cls, text: str) -> "Table":
        """The table that a canonical text stands for; rows keep the order of the text."""
        head, *rows = list(csv.reader(io.StringIO(text, newline="")))
        return cls(tuple(head), tuple(tuple(row) for row in rows))


@dataclass(frozen=True)
class StudyData:
    """The plan, the frame, the draw, the field work and the answers of one study.

    Attributes:
        study: names, titles, moments as ISO text (`study.json`).
        plan: the locked plan (`plan.json`).
        frame: `key`, `permanent_number` and the facts of the frame (`frame.csv`).
        draw: design, public value, seed (`draw.json`).
        cases: `key stratum inclusion_probability release_order wave form form_assign followed_up
            code` (`cases.csv`); `wave` is empty for a case that was never released, `code` is the
            final AAPOR code.
        attempts: `key number mode code day is_follow_up` (`attempts.csv`).
        answers: `key form version mode language partial` and one column a variable
            (`answers.csv`); several choices are separated by spaces.
        mentors: `key answered version mode language partial` and one column a variable, for every
            mentor who was asked (`mentors.csv`); without columns where none was.
        follow_up: silent, drawn, seed, modes; empty without a follow-up (`follow_up.json`).
        sealed: the hash of every answer as it was given, with what is never published: free text,
            exact years, safeguarding (`sealed.json`); empty before the data lock.
    """

    study: Document
    plan: Document
    frame: Table
    draw: Document
    cases: Table
    attempts: Table
    answers: Table
    follow_up: Document
    mentors: Table = Table((), ())
    sealed: Document = field(default_factory=dict)

    @property
    def sha256(self) -> str:
        """The hash that the data lock signs: of every table, and of what is sealed."""
        parts = [self.frame.csv(), self.cases.csv(), self.attempts.csv(), self.answers.csv()]
        if self.mentors.columns:
            parts.append(self.mentors.csv())
        if self.sealed:
            parts.append(canonical_json(self.sealed))
        return sha256("".join(sha256(part) for part in parts))


def canonical_json(document: object) -> str:
    """One text for the same content: sorted keys, no spaces, no escapes beyond need."""
    return json.dumps(
        document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def sha256(text: str) -> str:
    """Hexadecimal SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()
