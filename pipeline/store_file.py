"""The file of the store: opened where it is sound, made anew where it is missing, damaged or of another shape."""

from __future__ import annotations

import hashlib
import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from pipeline import lock
from schemas import keys

log = logging.getLogger(__name__)

SQL_TYPES = {"string": "VARCHAR", "int64": "BIGINT", "double": "DOUBLE", "bool": "BOOLEAN"}
SHAPE_FILES = ("tables.py", "keys.py")


def connect(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection to a sound store at a path; raises lock.LockedError where another program has it open."""
    try:
        connection = duckdb.connect(str(path))
    except duckdb.Error as error:
        _refuse_if_in_use(path, error)
        return _rebuild(path, error)
    # What a killed run had put aside there for want of memory.
    shutil.rmtree(path.with_name(path.name + ".tmp"), ignore_errors=True)
    try:
        if is_sound(connection):
            return connection
        reason = "missing or of another shape"
    except duckdb.Error as error:
        reason = error
    connection.close()
    return _rebuild(path, reason)


def _refuse_if_in_use(path: Path, error: duckdb.Error) -> None:
    """A file that we may not open is no damaged file, and is left alone."""
    if "lock on file" in str(error):
        raise lock.LockedError(path.with_name("lock")) from error
    with path.open("r+b"):
        pass


def _rebuild(path: Path, reason) -> duckdb.DuckDBPyConnection:
    log.info("store is made anew: %s", reason)
    path.unlink(missing_ok=True)
    # The log of a damaged file would be played into the new one.
    path.with_name(path.name + ".wal").unlink(missing_ok=True)
    connection = duckdb.connect(str(path))
    _create(connection)
    return connection


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All or nothing: commit at the end of the block, roll back where it or the commit fails."""
    connection.begin()
    try:
        yield
        connection.commit()
    except BaseException:
        # A commit that fails has mostly rolled back already, and then there is nothing to roll back.
        with suppress(duckdb.Error):
            connection.rollback()
        raise


def is_sound(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the store has our shape and every row of it can be read."""
    names = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if "facts" not in names:
        return False
    for name in sorted(names):
        connection.execute(f'SELECT bit_xor(hash(t)) FROM "{name}" t').fetchone()
    return connection.execute("SELECT value FROM facts WHERE name = 'shape'").fetchone() == (_shape(),)


def _shape() -> str:
    folder = Path(keys.__file__).parent
    # This file too: it says how the tables are made.
    return hashlib.sha256(b"".join(path.read_bytes() for path in (*(folder / name for name in SHAPE_FILES), Path(__file__)))).hexdigest()


def _create(connection: duckdb.DuckDBPyConnection) -> None:
    from schemas.fields import fields  # brings pandas and pandera, which a run with nothing new does not need

    connection.begin()
    for table in keys.READ_TABLES:
        columns = ", ".join(f'"{field.name}" {SQL_TYPES[field.type]}' for field in fields(table))
        connection.execute(f"CREATE TABLE {table} ({columns})")
    for table, types in keys.KEPT_TABLES.items():
        columns = ", ".join(f'"{name}" {kind}' for name, kind in types.items())
        connection.execute(f"CREATE TABLE {table} ({columns})")
    connection.execute("CREATE TABLE sources (path VARCHAR, sha256 VARCHAR, version VARCHAR, mark VARCHAR, document_id VARCHAR)")
    connection.execute("CREATE TABLE judged (document_id VARCHAR)")  # those that no rule finds fault with
    connection.execute("CREATE TABLE facts (name VARCHAR, value VARCHAR)")
    connection.execute("INSERT INTO facts VALUES ('shape', ?)", [_shape()])
    connection.commit()


def columns(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str]]:
    """The types of the columns of each table."""
    found: dict[str, dict[str, str]] = {table: {} for table in (*keys.READ_TABLES, *keys.KEPT_TABLES)}
    for table, column, kind in connection.execute("SELECT table_name, column_name, data_type FROM duckdb_columns() ORDER BY table_oid, column_index").fetchall():
        if table in found:
            found[table][column] = kind
    return found


def sources(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, str, str, str]]:
    """The SHA-256, the version, the mark and the document_id of each path."""
    return {path: tuple(source) for path, *source in connection.execute("SELECT * FROM sources").fetchall()}
