"""What a database holds, in numbers that two databases can be compared by."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from psycopg import Connection, sql

FIXED_FORMS = (
    "SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO'; "
    "SET LOCAL intervalstyle = 'iso_8601'; "
    "SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1"
)
"""Rows are compared as text, so their text must not depend on who asks."""
TABLES = """
    SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
    ORDER BY 1, 2
"""
SUM = "SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text FROM {} t"
UNUSED = "unused"  # as SEQUENCES calls a sequence that has given no number
SEQUENCES = """
    SELECT format('%I.%I', schemaname, sequencename), coalesce(last_value::text, 'unused')
    FROM pg_sequences ORDER BY 1
"""
STRUCTURE = """
    SELECT 'constraint ' || conname || ' of ' || conrelid::regclass, pg_get_constraintdef(oid)
    FROM pg_constraint
    WHERE connamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema')
    UNION ALL
    SELECT 'index ' || indexname || ' of ' || schemaname || '.' || tablename, indexdef
    FROM pg_indexes WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
    UNION ALL
    SELECT 'trigger ' || tgname || ' of ' || tgrelid::regclass, pg_get_triggerdef(oid)
    FROM pg_trigger WHERE NOT tgisinternal
    ORDER BY 1, 2
"""
CASTS_AND_BRACKETS = re.compile(r"::(?:text|character varying)(?:\[\])?|[()\s]")


@dataclass(frozen=True, slots=True)
class Contents:
    """Rows and a sum over all of them for each table; values of sequences; the structure."""

    tables: dict[str, tuple[int, str]]
    sequences: dict[str, str]
    structure: dict[str, str]

    @property
    def rows(self) -> int:
        """All rows of all tables."""
        return sum(count for count, _sum in self.tables.values())

    def differences(self, other: "Contents") -> list[str]:
        """One line for each table, sequence or constraint that is not the same."""
        return [
            *compared("table", self.tables, other.tables),
            *compared("sequence", self.sequences, other.sequences),
            *compared("structure:", self.structure, other.structure),
        ]


def compared(kind: str, one: dict[str, Any], other: dict[str, Any]) -> Iterator[str]:
    """What two dictionaries disagree about."""
    for name in sorted(one.keys() | other.keys()):
        if one.get(name) != other.get(name):
            yield f"{kind} {name}: {one.get(name, 'absent')} and {other.get(name, 'absent')}"


def contents(connection: Connection) -> Contents:
    """Read everything, inside the transaction that the connection is in."""
    connection.execute(FIXED_FORMS)
    tables = {}
    for schema, name in connection.execute(TABLES).fetchall():
        query = sql.SQL(SUM).format(sql.Identifier(schema, name))
        count, total = connection.execute(query).fetchone() or (0, "0")
        tables[f"{schema}.{name}"] = (count, total)
    structure = pairs(connection, STRUCTURE)
    plain = {name: without_casts(definition) for name, definition in structure.items()}
    return Contents(tables, pairs(connection, SEQUENCES), plain)


def forward(connection: Connection, sequences: dict[str, str]) -> None:
    """Bring sequences up to these values, never back.

    A sequence belongs to no snapshot: on a site that runs, one may have moved on between its place
    in the dump and the count. A number that nobody used is harmless.
    """
    found = pairs(connection, SEQUENCES)
    for name in found.keys() & sequences.keys():
        if _reached(found[name]) < _reached(sequences[name]):
            connection.execute("SELECT setval(%s::regclass, %s)", (name, int(sequences[name])))


def _reached(value: str) -> int:
    return 0 if value == UNUSED else int(value)


def without_casts(definition: str) -> str:
    """A definition without what PostgreSQL itself rewrites when it reads its own dump."""
    return CASTS_AND_BRACKETS.sub("", definition)


def pairs(connection: Connection, query: str) -> dict[str, str]:
    """A query of two columns as a dictionary."""
    return {str(name): str(value) for name, value in connection.execute(query).fetchall()}
