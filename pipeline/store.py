"""What has been read, kept between runs: one embedded database, each document in it wholly or not at all, disposable at any time."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import accumulate, groupby
from pathlib import Path
from typing import IO

import duckdb

from pipeline import lock, store_file
from pipeline.grid import LARGEST
from pipeline.vocabulary import vocabulary
from schemas import keys

log = logging.getLogger(__name__)

STATE = ".keadaan"
PART = "bagian-"
TABLES = (*keys.READ_TABLES, *keys.KEPT_TABLES)
NUMBERS = {"BIGINT": int, "DOUBLE": (int, float), "BOOLEAN": bool}
# A transaction costs as much as the reading of a small document: those of a moment share one, if they are not large.
WAIT_SECONDS, WAIT_SIGNS = 3.0, 16_000_000
# Signs of JSON that one statement takes: the database needs ten times their memory at once, and cannot put it off to the disk.
STATEMENT_SIGNS = 2_000_000


@dataclass
class Store:
    """The open store: its connection, the lock it holds until `close`, the columns of its tables, and (sha256, version, mark, document_id) by path.

    `waiting` are readings by path, each table as JSON of some rows each, that the database gets by `settle`, of so many `signs`; the rows of the documents `replaced` go then.
    `owners` is the path of each document_id.
    """

    connection: duckdb.DuckDBPyConnection
    lock: IO
    columns: dict[str, dict[str, str]]
    sources: dict[str, tuple[str, str, str, str]]
    waiting: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    replaced: set[str] = field(default_factory=set)
    owners: dict[str, str] = field(default_factory=dict)
    settled: float = field(default_factory=time.monotonic)
    signs: int = 0

    def __post_init__(self):
        self.owners = {document_id: path for path, (*_, document_id) in self.sources.items()}

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_) -> None:
        close(self)


def open_store(processed: Path, part: str = "") -> Store:
    """Open the store below a folder, or the named part of one, made anew where it is missing, damaged or of another shape.

    Raises lock.LockedError while another run holds it.
    """
    state = Path(processed) / STATE
    state.mkdir(parents=True, exist_ok=True)
    held = lock.hold(state / f"lock{part and '-' + part}")
    try:
        connection = store_file.connect(state / f"{part and PART}{part or 'store'}.duckdb")
        # Else what it remembers of its file would grow with the documents read.
        connection.execute(f"SET memory_limit = '{vocabulary('limits')['simpanan']['mib']}MiB'")
        return Store(connection, held, store_file.columns(connection), store_file.sources(connection))
    except BaseException:
        held.close()
        raise


@contextmanager
def peek(processed: Path) -> Iterator[Store | None]:
    """The store as it is, to be read only; None where there is none of our shape. Raises lock.LockedError while a run holds it."""
    state = Path(processed) / STATE
    if not (state / "store.duckdb").exists() or not (state / "lock").exists():
        yield None
        return
    with (state / "lock").open() as handle:
        lock.take(handle)
        try:
            connection = duckdb.connect(str(state / "store.duckdb"), read_only=True)
        except duckdb.Error:
            yield None
            return
        with connection:
            yield Store(connection, handle, store_file.columns(connection), store_file.sources(connection)) if store_file.is_sound(connection) else None


def close(store: Store) -> None:
    """Settle and close the database, then let go of the lock."""
    try:
        settle(store)
    finally:
        store.connection.close()
        store.lock.close()


def put(store: Store, reading: dict[str, list[dict]], version: str, mark: str = "") -> None:
    """Keep one document's reading in place of what the same path held before, all or nothing; `mark` is what an object store says of its content.

    Raises ValueError, with nothing changed, for a table, column or value that the tables do not take.
    """
    document = _only_document(reading)
    path, document_id = document["path"], document["document_id"]
    rows = {table: _json(store, table, given) for table, given in reading.items() if given}
    _refuse_taken_id(store, path, document_id)
    _forget(store, path)
    store.sources[path] = (document["sha256"], version, mark, document_id)
    store.owners[document_id] = path
    store.waiting[path] = rows
    store.signs += sum(len(text) for texts in rows.values() for text in texts)
    if store.signs > WAIT_SIGNS or time.monotonic() > store.settled + WAIT_SECONDS:
        settle(store)


def settle(store: Store) -> None:
    """Have the database hold all that was put and nothing that was replaced, in one transaction."""
    # Handed over first: a call to stop may come when all is committed, and closing settles once more. What is lost by it is read again.
    waiting, store.waiting = store.waiting, {}
    replaced, store.replaced = store.replaced, set()
    signs, store.signs = store.signs, 0
    if waiting or replaced:
        with _room(store.connection, signs), store_file.transaction(store.connection):
            _unpublish(store)
            for table in (*TABLES, "sources", "judged") if replaced else ():
                store.connection.execute(f"DELETE FROM {table} WHERE document_id IN (SELECT unnest(?::VARCHAR[]))", [sorted(replaced)])
            if waiting:
                columns = list(zip(*((path, *store.sources[path]) for path in waiting)))
                store.connection.execute(f"INSERT INTO sources SELECT {', '.join(['unnest(?::VARCHAR[])'] * len(columns))}", columns)
            for table in TABLES:
                _insert(store, table, [text for rows in waiting.values() for text in rows.get(table, ())])
    store.settled = time.monotonic()


@contextmanager
def _room(connection: duckdb.DuckDBPyConnection, signs: int) -> Iterator[None]:
    """Within the block the database has memory for a transaction of so many signs, which it holds until the end: one document may have hundreds of pictures."""
    usual = vocabulary("limits")["simpanan"]["mib"]
    if signs > WAIT_SIGNS:
        connection.execute(f"SET memory_limit = '{usual + 2 * (signs >> 20)}MiB'")
    try:
        yield
    finally:
        if signs > WAIT_SIGNS:
            with suppress(duckdb.OutOfMemoryException):  # what others use just now, the next such document gives back
                connection.execute(f"SET memory_limit = '{usual}MiB'")


def forget_missing(store: Store, present: Iterable[str]) -> list[str]:
    """Forget every document whose path is not among those present; gives the paths forgotten."""
    gone = sorted(store.sources.keys() - set(present))
    for path in gone:
        _forget(store, path)
    return gone


def copy(store: Store, part: str, documents: dict[str, tuple[str, str, str, str]]) -> None:
    """Take documents (path: SHA-256, version, mark, document_id) over from an attached store of the same shape, all or nothing."""
    for path in documents:
        _forget(store, path)
    settle(store)
    with store_file.transaction(store.connection):
        for table in (*TABLES, "sources"):
            store.connection.execute(
                f"INSERT INTO {table} BY NAME SELECT * FROM {part}.{table} WHERE document_id IN (SELECT unnest(?::VARCHAR[]))",
                [[document_id for *_, document_id in documents.values()]])
        _unpublish(store)
    store.sources.update({path: tuple(about) for path, about in documents.items()})
    store.owners.update({document_id: path for path, (*_, document_id) in documents.items()})


def query(store: Store, sql: str, parameters: list | None = None) -> list[dict]:
    """The rows of a query over the tables, as dicts."""
    settle(store)
    cursor = store.connection.execute(sql, parameters or [])
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row)) for row in cursor.fetchall()]


def published(store: Store) -> tuple[str | None, dict]:
    """The SHA-256 of the manifest that published just what the store holds, and the settings it was made with; None where it holds something newer."""
    settle(store)
    row = store.connection.execute("SELECT value FROM facts WHERE name = 'published'").fetchone()
    return tuple(json.loads(row[0])) if row else (None, {})


def set_published(store: Store, manifest_sha256: str, settings: dict) -> None:
    """Remember that all the store holds is published."""
    with store_file.transaction(store.connection):
        _unpublish(store)
        store.connection.execute("INSERT INTO facts VALUES ('published', ?)", [json.dumps([manifest_sha256, settings])])


def _only_document(reading: dict[str, list[dict]]) -> dict:
    documents = reading.get("documents", [])
    if len(documents) != 1:
        raise ValueError(f"a reading has one document, not {len(documents)}")
    document = documents[0]
    strangers = sorted({row.get("document_id") or "" for rows in reading.values() for row in rows} - {document["document_id"]})
    if strangers:
        raise ValueError(f"rows of another document: {strangers[:3]}")
    return document


def _json(store: Store, table: str, rows: list[dict]) -> list[str]:
    """The rows with all columns of the table, in texts that one statement takes; an empty text is a missing one."""
    if table not in store.columns:
        raise ValueError(f"unknown table: {table}")
    types = store.columns[table]
    numbers = {name: NUMBERS[kind] for name, kind in types.items() if kind in NUMBERS}
    for row in rows:
        if not row.keys() <= types.keys():
            raise ValueError(f"unknown columns of {table}: {sorted(row.keys() - types.keys())}")
        for name, kind in numbers.items():
            if (value := row.get(name)) not in (None, "") and not (isinstance(value, kind) and (kind is not int or abs(value) < LARGEST)):
                raise ValueError(f"{table}.{name} is {types[name]}, not {value!r}")
    return _texts([{name: None if (value := row.get(name)) == "" else value for name in types} for row in rows])


def _texts(rows: list[dict]) -> list[str]:
    text, half = json.dumps(rows, ensure_ascii=False, allow_nan=False), len(rows) // 2
    # Halves of a letter's pair are no text to the database: said now, of one document, and not when those of many are settled.
    text.encode()
    return [text] if len(text) <= STATEMENT_SIGNS or not half else _texts(rows[:half]) + _texts(rows[half:])


def _forget(store: Store, path: str) -> None:
    if path in store.sources:
        document_id = store.sources.pop(path)[-1]
        store.owners.pop(document_id, None)
        store.replaced.add(document_id)
        store.waiting.pop(path, None)


def _refuse_taken_id(store: Store, path: str, document_id: str) -> None:
    taken = store.owners.get(document_id, path)
    if taken != path:
        raise ValueError(f"document_id {document_id} is taken by {taken}")


def _unpublish(store: Store) -> None:
    store.connection.execute("DELETE FROM facts WHERE name = 'published'")


def _insert(store: Store, table: str, texts: list[str]) -> None:
    """Few statements for the rows of all documents: DuckDB takes rows as JSON many times faster than one by one."""
    shape, before = json.dumps([store.columns[table]]), accumulate(map(len, texts), initial=0)
    for _, together in groupby(zip(before, texts), key=lambda pair: pair[0] // STATEMENT_SIGNS):
        # Strict: else a value of another type would be stored as a missing one.
        store.connection.execute(
            f"INSERT INTO {table} SELECT unnest(from_json_strict(text::JSON, '{shape}'), recursive := true) FROM (SELECT unnest(?) AS text)", [[text for _, text in together]])
