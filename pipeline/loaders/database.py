"""cascading.duckdb: the tables with keys, types and comments, and views, for SQL and BI tools."""

from __future__ import annotations

import os
import shutil
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from pipeline import manifest
from pipeline.loaders import earlier, views
from pipeline.store import STATE
from pipeline.store_file import SQL_TYPES, transaction
from pipeline.vocabulary import vocabulary
from schemas import keys
from schemas.fields import Field, describe

NAME = "cascading.duckdb"
KEPT = "cascading-{}.duckdb"
# Beyond this share of documents it is quicker to load all anew.
WORTHWHILE = 0.2
# A main header and two that take turns with each checkpoint, all of one size.
HEADERS, HEADER_BYTES, IDENTIFIER = (0, 4096, 8192), 4096, slice(124, 140)
WORD = (1 << 64) - 1

# Sums of hashes do not ask for an order of the rows; as HUGEINT they do not run over.
DIFFERING = """
SELECT document_id FROM (
    SELECT document_id, hash(t) AS content, -1 AS sign FROM outbox.{table} t UNION ALL SELECT document_id, hash(t), 1 FROM {table} t
) GROUP BY document_id HAVING sum(sign) <> 0 OR sum(sign * content::HUGEINT) <> 0
"""


def write(connection: duckdb.DuckDBPyConnection, shapes: dict[str, tuple[Field, ...]], folder: Path, published: Path, fetched: bool) -> None:
    """Write the database from the tables of the connection, or out of an old one where few documents differ from it: the one that was `fetched`, else the published one."""
    path = folder / NAME
    (rows,) = connection.execute("SELECT count(*) FROM cascade").fetchone()
    # Compressed segments bear unset bytes of memory, which differ from run to run; a large database is small so, and quicker to hash and to look through.
    connection.execute(f"SET force_compression = '{'auto' if rows > vocabulary('limits')['terbitan']['baris_buku'] else 'uncompressed'}'")
    try:
        if not (fetched and _updated(connection, shapes, path) or _copied(published, path) and _updated(connection, shapes, path)):
            path.unlink(missing_ok=True)
            with _attached(connection, str(path)):
                _fill(connection, shapes)
    finally:
        connection.execute("RESET force_compression")
    settle(path)


@contextmanager
def _attached(connection: duckdb.DuckDBPyConnection, path: str) -> Iterator[None]:
    """Within the block the file is the database `outbox`."""
    quoted = _quoted(path)
    connection.execute(f"ATTACH {quoted} AS outbox")
    try:
        yield
    finally:
        connection.execute("DETACH outbox")


def _fill(connection: duckdb.DuckDBPyConnection, shapes: dict[str, tuple[Field, ...]]) -> None:
    with transaction(connection):
        _define(connection, shapes)
        for table in _in_order_of_references(shapes):
            connection.execute(f"INSERT INTO outbox.{table} SELECT * FROM {table}")


def _define(connection: duckdb.DuckDBPyConnection, shapes: dict[str, tuple[Field, ...]]) -> None:
    for table in _in_order_of_references(shapes):
        connection.execute(_definition(table, shapes[table]))
        _comment(connection, table, shapes[table])
    (places,) = connection.execute("SELECT current_setting('search_path')").fetchone()
    # Views name their tables without a database, and find them where the views are made.
    connection.execute("USE outbox")
    for statement in views.statements():
        connection.execute(statement)
    connection.execute(f"SET search_path = '{places}'")


def keep(published: Path) -> None:
    """Keep the published database, which is about to be replaced, for the publication after the next: to copy it then would cost more than to bring it up to date."""
    _forget_kept(published)
    if sha256 := earlier.hashes(published).get(NAME):
        with suppress(OSError):  # there is none, or the file system has no links
            os.link(published / NAME, published / STATE / KEPT.format(sha256))


def _forget_kept(published: Path) -> None:
    for path in (published / STATE).glob(KEPT.format("*")):
        path.unlink()


def fetch(published: Path, path: Path) -> bool:
    """Have the database that was kept at the path; False where none is whole."""
    for kept in (published / STATE).glob(KEPT.format("*")):
        # A file of several names is somebody's: of the published folder after a crash, or of a backup.
        if kept.stat().st_nlink == 1 and kept.name == KEPT.format(manifest.sha256(kept)):
            os.replace(kept, path)
            return True
    return False


def _copied(published: Path, path: Path) -> bool:
    if whole := manifest.is_as_named(published, NAME):
        shutil.copyfile(published / NAME, path)
    return whole


def _updated(connection: duckdb.DuckDBPyConnection, shapes: dict[str, tuple[Field, ...]], path: Path) -> bool:
    """Make the database at the path that of the connection: keys are dear to check, and the rows of most documents have theirs checked; False where it will not do."""
    with _attached(connection, ":memory:"):
        _define(connection, shapes)
        defined = _definitions(connection)
    with _attached(connection, str(path)):
        if _definitions(connection) != defined or not _made_alike(connection):
            return False
        changed = _changed(connection)
        (whole,) = connection.execute("SELECT count(*) FROM documents").fetchone()
        if len(changed) > whole * WORTHWHILE:
            return False
        _replace(connection, shapes, changed)
    return True


def _definitions(connection: duckdb.DuckDBPyConnection) -> list[list[tuple]]:
    """All that the outbox says of its tables and views."""
    return [connection.execute(sql).fetchall() for sql in (
        "SELECT table_name, comment FROM duckdb_tables() WHERE database_name = 'outbox' ORDER BY ALL",
        "SELECT table_name, column_index, column_name, data_type, is_nullable, comment FROM duckdb_columns() "
        "WHERE database_name = 'outbox' AND table_name IN (SELECT table_name FROM duckdb_tables() WHERE database_name = 'outbox') ORDER BY ALL",
        "SELECT view_name, sql, comment FROM duckdb_views() WHERE database_name = 'outbox' AND NOT internal ORDER BY ALL",
        "SELECT table_name, constraint_text FROM duckdb_constraints() WHERE database_name = 'outbox' ORDER BY ALL")]


def _made_alike(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the outbox was made by the code and the settings of the connection's tables."""
    old, new = (connection.execute(f"SELECT version, settings FROM {runs}").fetchall() for runs in ("outbox.runs", "runs"))
    return old == new


def _changed(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The documents whose rows in the outbox are not those of the connection; what one code derives from equal rows is equal, and not looked at."""
    return sorted({document_id for table in keys.READ_TABLES for (document_id,) in connection.execute(DIFFERING.format(table=table)).fetchall()})


def _replace(connection: duckdb.DuckDBPyConnection, shapes, changed: list[str]) -> None:
    # DuckDB takes no key again in the transaction that deleted it.
    tables = [table for table in _in_order_of_references(shapes) if table in _of_documents(shapes)]
    chosen = "document_id IN (SELECT unnest(?::VARCHAR[]))"
    for table in reversed(tables):
        connection.execute(f"DELETE FROM outbox.{table} WHERE {chosen}", [changed])
    for table in tables:
        connection.execute(f"INSERT INTO outbox.{table} SELECT * FROM {table} WHERE {chosen}", [changed])
    connection.execute("DELETE FROM outbox.runs t WHERE hash(t) NOT IN (SELECT hash(r) FROM runs r)")
    connection.execute("INSERT INTO outbox.runs FROM runs EXCEPT FROM outbox.runs")


def _of_documents(shapes) -> list[str]:
    return [table for table in shapes if table != "runs"]


def settle(path: Path) -> None:
    """Blank the random identifier in the headers of a new database, so that equal tables give equal bytes; an unknown form of header is left alone."""
    with path.open("r+b") as file:
        for offset in HEADERS:
            file.seek(offset)
            header = bytearray(file.read(HEADER_BYTES))
            if len(header) == HEADER_BYTES and header[:8] == _checksum(header):
                header[IDENTIFIER] = bytes(16)
                # DuckDB opens no file whose checksum does not agree.
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
