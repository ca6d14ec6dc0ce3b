"""The tables as sorted CSV and as Parquet, written by DuckDB."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import duckdb

from pipeline.formula_signs import FORMULA_SIGNS
from schemas.fields import Field

# RFC 4180: lines end in CR LF, on every system.
CSV_OPTIONS = r"""FORMAT csv, HEADER, DELIMITER ',', QUOTE '"', ESCAPE '"', NULLSTR '', NEW_LINE '\r\n'"""
# Higher levels take longer and save no space on these tables.
PARQUET_OPTIONS = "FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1"


def write_csv(connection: duckdb.DuckDBPyConnection, shapes: dict[str, tuple[Field, ...]], folder: Path) -> None:
    """Write csv/<table>.csv of each table of the connection, rows in the order in which they stand there."""
    (folder / "csv").mkdir()
    for table, fields in shapes.items():
        copy_csv(connection, table, fields, folder / "csv" / f"{table}.csv")


def write_parquet(connection: duckdb.DuckDBPyConnection, shapes: dict[str, tuple[Field, ...]], folder: Path) -> None:
    """Write parquet/<table>.parquet likewise."""
    (folder / "parquet").mkdir()
    for table in shapes:
        _copy(connection, f"SELECT * FROM {table}", folder / "parquet" / f"{table}.parquet", PARQUET_OPTIONS)


def copy_csv(connection: duckdb.DuckDBPyConnection, relation: str, fields: Sequence[Field], path: Path) -> None:
    """Write the columns of a table, or of a query in brackets, as CSV that no spreadsheet takes for formulas."""
    _copy(connection, f"SELECT {', '.join(_neutral(field) for field in fields)} FROM {relation}", path, CSV_OPTIONS)


def _neutral(field: Field) -> str:
    if field.type != "string":
        return f'"{field.name}"'
    return f"""regexp_replace("{field.name}", '^([{re.escape(FORMULA_SIGNS)}])', '''\\1') AS "{field.name}\""""


def _copy(connection: duckdb.DuckDBPyConnection, sql: str, path: Path, options: str) -> None:
    target = str(path).replace("'", "''")
    connection.execute(f"COPY ({sql}) TO '{target}' ({options})")
