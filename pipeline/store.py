"""What has been read, kept between runs: one embedded database, one transaction per document, disposable at any time."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import duckdb

from pipeline import lock
from schemas import keys

log = logging.getLogger(__name__)

STATE = ".keadaan"
SQL_TYPES = {"string": "VARCHAR", "int64": "BIGINT", "double": "DOUBLE", "bool": "BOOLEAN"}
PART = "bagian-"
SHAPE_FILES = ("tables.py", "keys.py")


class LockedError(RuntimeError):
    """Another run holds the folder; `owner` is what it says of itself, for people to read."""

    def __init__(self, path: Path):
        super().__init__(f"held by another run: {path}")
        self.owner = lock.owner(path)


@dataclass
class Store:
    """The open store: its connection, the lock it holds until `close`, and the columns of its tables."""

    connection: duckdb.DuckDBPyConnection
    lock: IO
    columns: dict[str, dict[str, str]]

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_) -> None:
        close(self)


def open_store(processed: Path, part: str = "") -> Store:
    """Open the store below a folder, or the named part of one, made anew where it is missing, damaged or of another shape.

    Raises LockedError while another run holds it.
    """
    state = Path(processed) / STATE
    state.mkdir(parents=True, exist_ok=True)
    lock = _lock(state / f"lock{part and '-' + part}")
    try:
        connection = _connect(state / f"{part and PART}{part or 'store'}.duckdb")
        return Store(connection, lock, _columns(connection))
    except BaseException:
        lock.close()
        raise


@contextmanager
def peek(processed: Path) -> Iterator[Store | None]:
    """The store as it is, to be read only; None where there is none of our shape. Raises LockedError while a run holds it."""
    state = Path(processed) / STATE
    if not (state / "store.duckdb").exists() or not (state / "lock").exists():
        yield None
        return
    with (state / "lock").open() as handle:
        _take(handle, state / "lock")
        try:
            connection = duckdb.connect(str(state / "store.duckdb"), read_only=True)
        except duckdb.Error:
            yield None
            return
        with connection:
            yield Store(connection, handle, _columns(connection)) if _is_sound(connection) else None


def close(store: Store) -> None:
    """Close the database, then let go of the lock."""
    store.connection.close()
    store.lock.close()


def sources(store: Store) -> dict[str, tuple[str | None, str]]:
    """The SHA-256 and the version under which each path is kept."""
    return {path: (sha256, version) for path, sha256, version in store.connection.execute("SELECT path, sha256, version FROM sources").fetchall()}


def put(store: Store, reading: dict[str, list[dict]], version: str) -> None:
    """Keep one document's reading in place of what the same path held before, all or nothing.

    Raises ValueError for a table or column that the contract does not know, duckdb.Error for a value of another type.
    """
    document = _only_document(reading)
    rows = {table: _rows(store, table, given) for table, given in reading.items() if given}
    with _transaction(store):
        _forget(store, document["path"])
        _refuse_taken_id(store, document["document_id"])
        store.connection.execute("INSERT INTO sources VALUES (?, ?, ?, ?)", [document["path"], document["sha256"], version, document["document_id"]])
        for table, given in rows.items():
            _insert(store, table, given)


def forget_missing(store: Store, present: Iterable[str]) -> list[str]:
    """Forget every document whose path is not among those present; gives the paths forgotten."""
    kept = set(present)
    gone = sorted(path for path in sources(store) if path not in kept)
    if gone:
        with _transaction(store):
            for path in gone:
                _forget(store, path)
    return gone


def parts(processed: Path) -> list[Path]:
    """The stores of the shares that were read apart."""
    return sorted((Path(processed) / STATE).glob(f"{PART}*.duckdb"))


def take_over(store: Store, part: Path, wanted: dict[str, tuple[str, str]]) -> set[str]:
    """Copy those of the wanted documents (path: SHA-256 and version) that another store holds, all or nothing; gives their paths.

    Raises duckdb.Error where the other store is open elsewhere, damaged or of another shape.
    """
    store.connection.execute("ATTACH ? AS part (READ_ONLY)", [str(part)])
    try:
        held = {path: (mark, ident) for path, *mark, ident in store.connection.execute("SELECT path, sha256, version, document_id FROM part.sources").fetchall()}
        found = {path: ident for path, (mark, ident) in held.items() if wanted.get(path) == tuple(mark)}
        with _transaction(store):
            for path in found:
                _forget(store, path)
            for table in (*keys.READ_TABLES, "sources"):
                store.connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM part.{table} WHERE document_id IN (SELECT unnest(?))", [list(found.values())])
    finally:
        store.connection.execute("DETACH part")
    return set(found)


def query(store: Store, sql: str, parameters: list | None = None) -> list[dict]:
    """The rows of a query over the tables, as dicts."""
    cursor = store.connection.execute(sql, parameters or [])
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row)) for row in cursor.fetchall()]


def published(store: Store) -> str | None:
    """The SHA-256 of the manifest that published just what the store holds; None where it holds something newer."""
    row = store.connection.execute("SELECT value FROM facts WHERE name = 'published'").fetchone()
    return row and row[0]


def set_published(store: Store, manifest_sha256: str) -> None:
    """Remember that all the store holds is published."""
    with _transaction(store):
        _unpublish(store)
        store.connection.execute("INSERT INTO facts VALUES ('published', ?)", [manifest_sha256])


def _lock(path: Path) -> IO:
    handle = path.open("a+")
    _take(handle, path)
    lock.sign(handle)
    return handle


def _take(handle: IO, path: Path) -> None:
    try:
        lock.take(handle)
    except (BlockingIOError, PermissionError) as error:
        handle.close()
        raise LockedError(path) from error


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    try:
        connection = duckdb.connect(str(path))
    except duckdb.Error as error:
        _refuse_if_in_use(path, error)
        return _rebuild(path, error)
    try:
        if _is_sound(connection):
            return connection
        reason = "missing or of another shape"
    except duckdb.Error as error:
        reason = error
    connection.close()
    return _rebuild(path, reason)


def _refuse_if_in_use(path: Path, error: duckdb.Error) -> None:
    """A file that we may not open is no damaged file, and is left alone."""
    if "lock on file" in str(error):
        raise LockedError(path.with_name("lock")) from error
    with path.open("r+b"):
        pass


def _rebuild(path: Path, reason) -> duckdb.DuckDBPyConnection:
    log.info("store is made anew: %s", reason)
    path.unlink(missing_ok=True)
    path.with_name(path.name + ".wal").unlink(missing_ok=True)
    connection = duckdb.connect(str(path))
    _create(connection)
    return connection


def _is_sound(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the store has our shape and every row of it can be read."""
    names = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if "facts" not in names:
        return False
    for name in sorted(names):
        connection.execute(f'SELECT bit_xor(hash(t)) FROM "{name}" t').fetchone()
    return connection.execute("SELECT value FROM facts WHERE name = 'shape'").fetchone() == (_shape(),)


def _shape() -> str:
    folder = Path(keys.__file__).parent
    return hashlib.sha256(b"".join((folder / name).read_bytes() for name in SHAPE_FILES)).hexdigest()


def _create(connection: duckdb.DuckDBPyConnection) -> None:
    from schemas import tables  # brings pandas and pandera, which a run with nothing new does not need

    connection.begin()
    for table in keys.READ_TABLES:
        columns = ", ".join(f'"{field.name}" {SQL_TYPES[field.type]}' for field in tables.fields(table))
        connection.execute(f"CREATE TABLE {table} ({columns})")
    connection.execute("CREATE TABLE sources (path VARCHAR, sha256 VARCHAR, version VARCHAR, document_id VARCHAR)")
    connection.execute("CREATE TABLE facts (name VARCHAR, value VARCHAR)")
    connection.execute("INSERT INTO facts VALUES ('shape', ?)", [_shape()])
    connection.commit()


def _columns(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {table: {} for table in keys.READ_TABLES}
    for table, column, kind in connection.execute("SELECT table_name, column_name, data_type FROM duckdb_columns() ORDER BY table_oid, column_index").fetchall():
        if table in found:
            found[table][column] = kind
    return found


@contextmanager
def _transaction(store: Store) -> Iterator[None]:
    """All or nothing: commit at the end of the block, roll back where it fails."""
    store.connection.begin()
    try:
        yield
    except BaseException:
        store.connection.rollback()
        raise
    store.connection.commit()


def _only_document(reading: dict[str, list[dict]]) -> dict:
    documents = reading.get("documents", [])
    if len(documents) != 1:
        raise ValueError(f"a reading has one document, not {len(documents)}")
    document = documents[0]
    strangers = sorted({row.get("document_id") or "" for rows in reading.values() for row in rows} - {document["document_id"]})
    if strangers:
        raise ValueError(f"rows of another document: {strangers[:3]}")
    return document


def _rows(store: Store, table: str, rows: list[dict]) -> list[dict]:
    """The rows with all columns of the table; an empty text is a missing one."""
    if table not in store.columns:
        raise ValueError(f"unknown table: {table}")
    names = store.columns[table]
    unknown = sorted({name for row in rows for name in row} - set(names))
    if unknown:
        raise ValueError(f"unknown columns of {table}: {unknown}")
    return [{name: None if row.get(name) == "" else row.get(name) for name in names} for row in rows]


def _forget(store: Store, path: str) -> None:
    _unpublish(store)
    found = store.connection.execute("SELECT document_id FROM sources WHERE path = ?", [path]).fetchone()
    if found:
        for table in (*keys.READ_TABLES, "sources"):
            store.connection.execute(f"DELETE FROM {table} WHERE document_id = ?", list(found))


def _refuse_taken_id(store: Store, document_id: str) -> None:
    taken = store.connection.execute("SELECT path FROM sources WHERE document_id = ?", [document_id]).fetchone()
    if taken:
        raise ValueError(f"document_id {document_id} is taken by {taken[0]}")


def _unpublish(store: Store) -> None:
    store.connection.execute("DELETE FROM facts WHERE name = 'published'")


def _insert(store: Store, table: str, rows: list[dict]) -> None:
    """One statement for all rows: DuckDB takes rows as JSON many times faster than one by one."""
    shape = json.dumps([store.columns[table]])
    text = json.dumps(rows, ensure_ascii=False, allow_nan=False)
    store.connection.execute(f"INSERT INTO {table} SELECT unnest(from_json_strict(?::JSON, '{shape}'), recursive := true)", [text])
