"""The tables as sorted CSV and as Parquet, written by DuckDB."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import duckdb

from pipeline.formula_signs import FORMULA_SIGNS
from pipeline.side_by_side import Work
from schemas.fields import Field

# RFC 4180: lines end in CR LF, on every system.
CSV_OPTIONS = r"""FORMAT csv, HEADER, DELIMITER ',', QUOTE '"', ESCAPE '"', NULLSTR '', NEW_LINE '\r\n'"""
# Higher levels take longer and save no space on these tables.
PARQUET_OPTIONS = "FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1"
LETTERS = chr(ord(max(FORMULA_SIGNS)) + 1)


def writers(shapes: dict[str, tuple[Field, ...]], folder: Path) -> list[Work]:
    """Works that write csv/<table>.csv and parquet/<table>.parquet of each table, its rows in the order in which they stand there; the widest tables first."""
    for kind in ("csv", "parquet"):
        (folder / kind).mkdir()
    # What takes longest and is begun last is waited for alone.
    longest = sorted(shapes, key=lambda table: len(shapes[table]), reverse=True)
    return [partial(write, table=table, fields=shapes[table], folder=folder) for table in longest for write in (_write_csv, _write_parquet)]


def _write_csv(connection: duckdb.DuckDBPyConnection, table: str, fields: Sequence[Field], folder: Path) -> None:
    copy_csv(connection, table, fields, folder / "csv" / f"{table}.csv")


def _write_parquet(connection: duckdb.DuckDBPyConnection, table: str, fields: Sequence[Field], folder: Path) -> None:
    _copy(connection, f"SELECT * FROM {table}", folder / "parquet" / f"{table}.parquet", PARQUET_OPTIONS)


def copy_csv(connection: duckdb.DuckDBPyConnection, relation: str, fields: Sequence[Field], path: Path) -> None:
    """Write the columns of a table, or of a query in brackets, as CSV that no spreadsheet takes for formulas."""
    _copy(connection, f"SELECT {', '.join(neutral(field) for field in fields)} FROM {relation}", path, CSV_OPTIONS)


def neutral(field: Field) -> str:
    """A column as SQL, its texts so that no spreadsheet takes them for formulas."""
    name = f'"{field.name}"'
    # Keys are ours, and bear no sign.
    if field.type != "string" or field.name.endswith("_id"):
        return name
    # Most texts begin with a letter, which comes after all signs: to compare is quicker than to look for each of them.
    return f"""CASE WHEN {name} < '{LETTERS}' AND regexp_matches({name}, '^[{re.escape(FORMULA_SIGNS)}]') THEN '''' || {name} ELSE {name} END AS {name}"""


def _copy(connection: duckdb.DuckDBPyConnection, sql: str, path: Path, options: str) -> None:
    target = str(path).replace("'", "''")
    connection.execute(f"COPY ({sql}) TO '{target}' ({options})")
