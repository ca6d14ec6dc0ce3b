"""cascading.duckdb: the tables with keys, types and comments, for SQL and BI tools."""

from __future__ import annotations

import struct
from pathlib import Path

import duckdb

from pipeline.store_file import SQL_TYPES, transaction
from schemas import keys
from schemas.tables import Field, describe

NAME = "cascading.duckdb"
HEADERS, HEADER_BYTES, IDENTIFIER = (0, 4096, 8192), 4096, slice(124, 140)
WORD = (1 << 64) - 1


def write(connection: duckdb.DuckDBPyConnection, shapes: dict[str, tuple[Field, ...]], folder: Path) -> None:
    """Write the database from the tables of the connection."""
    path = str(folder / NAME).replace("'", "''")
    connection.execute(f"ATTACH '{path}' AS outbox")
    # Compressed segments bear unset bytes of memory, which differ from run to run.
    connection.execute("SET force_compression = 'uncompressed'")
    try:
        with transaction(connection):
            for table in _in_order_of_references(shapes):
                connection.execute(_definition(table, shapes[table]))
                connection.execute(f"INSERT INTO outbox.{table} SELECT * FROM {table}")
                _comment(connection, table, shapes[table])
    finally:
        connection.execute("DETACH outbox")
        connection.execute("RESET force_compression")
    settle(folder / NAME)


def settle(path: Path) -> None:
    """Blank the random identifier in the headers of a new database, so that equal tables give equal bytes; an unknown form of header is left alone."""
    with path.open("r+b") as file:
        for offset in HEADERS:
            file.seek(offset)
            header = bytearray(file.read(HEADER_BYTES))
            if len(header) == HEADER_BYTES and header[:8] == _checksum(header):
                header[IDENTIFIER] = bytes(16)
                header[:8] = _checksum(header)
                file.seek(offset)
                file.write(header)


def _checksum(header: bytes) -> bytes:
    result = 5381
    for (word,) in struct.iter_unpack("<Q", header[8:]):
        result ^= word * 0xBF58476D1CE4E5B9 & WORD
    return struct.pack("<Q", result)


def _in_order_of_references(shapes: dict) -> list[str]:
    first = [table for table in ("documents", "nodes", "indicators") if table in shapes]
    return first + [table for table in shapes if table not in first]


def _definition(table: str, fields: tuple[Field, ...]) -> str:
    parts = [f'"{field.name}" {SQL_TYPES[field.type]}{"" if field.nullable else " NOT NULL"}' for field in fields]
    if table in keys.PRIMARY_KEYS:
        parts.append(f"PRIMARY KEY ({', '.join(keys.PRIMARY_KEYS[table])})")
    parts += [f"FOREIGN KEY ({r.column}) REFERENCES {r.other} ({r.other_column})" for r in keys.references(table) if _is_possible(r)]
    return f"CREATE TABLE outbox.{table} ({', '.join(parts)})"


def _is_possible(reference: keys.Reference) -> bool:
    """DuckDB checks each row as it comes, and knows no table before it is made: nodes cannot point at nodes or indicators."""
    return reference.table != "nodes" or reference.other == "documents"


def _comment(connection: duckdb.DuckDBPyConnection, table: str, fields: tuple[Field, ...]) -> None:
    connection.execute(f"COMMENT ON TABLE outbox.{table} IS {_quoted(describe(table))}")
    for field in fields:
        unit = f" Satuan: {field.unit}." if field.unit else ""
        connection.execute(f'COMMENT ON COLUMN outbox.{table}."{field.name}" IS {_quoted(field.description + unit)}')


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
