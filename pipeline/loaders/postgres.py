"""A publication in PostgreSQL: loaded whole into a fresh schema that takes the place of the last one, in one transaction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from pipeline.loaders import database, views
from pipeline.manifest import NAME, sha256
from schemas import keys

SCHEMA = "cascading"
MARK = "Cascading kinerja, terbitan "
TYPES = {"VARCHAR": "text", "BIGINT": "bigint", "DOUBLE": "double precision", "BOOLEAN": "boolean"}
BATCH = 10_000
# A reader may hold a table of the publication before the last; the next load asks again.
PATIENCE = "SET LOCAL lock_timeout = '1s'"

COMMENT = "SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = %s"
FOREIGN = "SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = %s)"
# PUBLIC is no role and has no name: its number is 0.
READERS = """
SELECT DISTINCT coalesce(r.rolname, 'public') FROM pg_namespace n, aclexplode(n.nspacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
WHERE n.nspname = %s AND a.privilege_type = 'USAGE' AND a.grantee <> n.nspowner
"""


class LoadError(Exception):
    """The database did not take the publication; what it held is left. The message is for people and bears no password."""


def check(dsn: str) -> None:
    """Raise ValueError where an address cannot be one of PostgreSQL; nothing of it is quoted, for it may hold a password."""
    try:
        conninfo_to_dict(dsn)
    except psycopg.ProgrammingError:
        raise ValueError("no address of PostgreSQL") from None


def load(processed: Path, dsn: str, schema: str = SCHEMA) -> bool:
    """Load the publication of `processed` in place of the last one; False where the schema holds it already. Raises LoadError."""
    # The manifest names the hash of every file, so its own stands for the whole publication.
    mark = MARK + sha256(processed / NAME)
    try:
        with psycopg.connect(dsn, client_encoding="utf8", connect_timeout=20) as connection:
            if connection.execute(COMMENT, [schema]).fetchone() == (mark,):
                return False
            _refuse_if_anothers(connection, schema)
            _fill(connection, processed / database.NAME, schema + "_baru", mark)
            _swap(connection, schema)
        # In a transaction of its own: what cannot be dropped yet does not undo the load.
        _forget(dsn, schema)
    except psycopg.Error as error:
        # The error behind it would quote the address, password and all.
        raise LoadError(_without_password(str(error), dsn)) from None
    return True


def _refuse_if_anothers(connection: psycopg.Connection, schema: str) -> None:
    (comment,) = connection.execute(COMMENT, [schema]).fetchone() or (None,)
    if not (comment or "").startswith(MARK) and connection.execute(FOREIGN, [schema]).fetchone() == (True,):
        raise LoadError(f"skema {schema} berisi tabel yang bukan dari program ini; pilih nama lain dengan --skema")


def _fill(connection: psycopg.Connection, path: Path, schema: str, mark: str) -> None:
    _do(connection, "CREATE SCHEMA {}", sql.Identifier(schema))
    _do(connection, "COMMENT ON SCHEMA {} IS {}", sql.Identifier(schema), sql.Literal(mark))
    _do(connection, "SET LOCAL search_path TO {}", sql.Identifier(schema))
    with duckdb.connect(str(path), read_only=True) as published:
        for table in keys.TABLES:
            _load_table(connection, published, table)
    for statement in views.statements():
        connection.execute(statement)
    # Only now: tables refer to each other in circles, and rows to rows that come later.
    for reference in keys.REFERENCES:
        names = (reference.table, reference.column, reference.other, reference.other_column)
        _do(connection, "ALTER TABLE {} ADD FOREIGN KEY ({}) REFERENCES {} ({})", *map(sql.Identifier, names))


def _load_table(connection: psycopg.Connection, published: duckdb.DuckDBPyConnection, table: str) -> None:
    """Make a table as the published database has it, and copy its rows."""
    name = sql.Identifier(table)
    columns = published.execute("SELECT column_name, data_type, is_nullable, comment FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index", [table]).fetchall()
    (about,) = published.execute("SELECT comment FROM duckdb_tables() WHERE table_name = ?", [table]).fetchone()
    _do(connection, "CREATE TABLE {} ({})", name, sql.SQL(", ").join(
        sql.SQL("{} {}{}").format(sql.Identifier(column), sql.SQL(TYPES[kind]), sql.SQL("" if nullable else " NOT NULL")) for column, kind, nullable, _ in columns))
    _do(connection, "COMMENT ON TABLE {} IS {}", name, sql.Literal(about))
    for column, _, _, comment in columns:
        _do(connection, "COMMENT ON COLUMN {}.{} IS {}", name, sql.Identifier(column), sql.Literal(comment))
    # Frozen rows are seen by those, too, whose snapshot is older than the table: they would find it empty.
    with connection.cursor() as cursor, cursor.copy(sql.SQL("COPY {} FROM STDIN (FREEZE)").format(name)) as copy:
        for row in _rows(published, table):
            copy.write_row(row)
    if table in keys.PRIMARY_KEYS:
        _do(connection, "ALTER TABLE {} ADD PRIMARY KEY ({})", name, sql.SQL(", ").join(map(sql.Identifier, keys.PRIMARY_KEYS[table])))
    # Until then a fresh table is taken for a small one, and joined as such.
    _do(connection, "ANALYZE {}", name)


def _rows(published: duckdb.DuckDBPyConnection, table: str) -> Iterator[tuple]:
    cursor = published.execute(f"SELECT * FROM {table}")
    while rows := cursor.fetchmany(BATCH):
        yield from rows


def _swap(connection: psycopg.Connection, schema: str) -> None:
    """Put the fresh schema in place of the last, whose readers keep it; who may use the last may read all of the fresh one."""
    old, fresh = sql.Identifier(schema), sql.Identifier(schema + "_baru")
    for (role,) in connection.execute(READERS, [schema]).fetchall():
        grantee = sql.SQL("PUBLIC") if role == "public" else sql.Identifier(role)
        _do(connection, "GRANT USAGE ON SCHEMA {} TO {}", fresh, grantee)
        _do(connection, "GRANT SELECT ON ALL TABLES IN SCHEMA {} TO {}", fresh, grantee)
    for (oid,) in connection.execute("SELECT oid FROM pg_namespace WHERE nspname = %s", [schema]).fetchall():
        # Several may wait for their last reader: the oid gives each a name of its own.
        _do(connection, "ALTER SCHEMA {} RENAME TO {}", old, sql.Identifier(f"{schema}_lama_{oid}"))
    _do(connection, "ALTER SCHEMA {} RENAME TO {}", fresh, old)


def _forget(dsn: str, schema: str) -> None:
    """Drop the publications before, but for those that somebody still reads."""
    with psycopg.connect(dsn, client_encoding="utf8", connect_timeout=20) as connection:
        names = [name for (name,) in connection.execute("SELECT nspname FROM pg_namespace ORDER BY nspname").fetchall()]
        for name in names:
            if re.fullmatch(re.escape(schema) + r"_lama_\d+", name):
                _drop(connection, name)


def _drop(connection: psycopg.Connection, name: str) -> None:
    try:
        with connection.transaction():
            connection.execute(PATIENCE)
            _do(connection, "DROP SCHEMA {} CASCADE", sql.Identifier(name))
    except psycopg.errors.LockNotAvailable:
        return


def _do(connection: psycopg.Connection, text: str, *parts: sql.Composable) -> None:
    connection.execute(sql.SQL(text).format(*parts))


def _without_password(text: str, dsn: str) -> str:
    """What the server or its client says, on one line."""
    password = conninfo_to_dict(dsn).get("password")
    plain = " ".join(text.split())
    return plain.replace(str(password), "***") if password else plain
