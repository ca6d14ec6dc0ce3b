"""cascading.xlsx: the flat table and the findings, for people; the same tables give the same bytes."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import duckdb
import xlsxturbo
from pandas import DataFrame
from pandas.api.types import is_numeric_dtype

from pipeline.loaders.tables import neutral
from schemas.fields import Field

NAME = "cascading.xlsx"
SHEETS = ("cascade", "findings")
# Excel has 1 048 576 rows, and cells of 32 767 characters.
SHEET_ROWS, CELL_LENGTH = 1_000_000, 32_767
# XML has no signs for them.
ILLEGAL = r"[\x00-\x08\x0B\x0C\x0E-\x1F\x{FFFE}\x{FFFF}]"
WIDE, NARROW = 28.0, 14.0
# The earliest date that a zip can tell.
EPOCH = datetime(1980, 1, 1)


def write(connection: duckdb.DuckDBPyConnection, shapes: dict[str, tuple[Field, ...]], folder: Path) -> None:
    """Write the workbook from the tables of the connection; a table longer than a sheet goes on in a next one."""
    write_book(folder / NAME, {table: frame(connection, table, shapes[table]) for table in SHEETS})


def frame(connection: duckdb.DuckDBPyConnection, relation: str, fields: Sequence[Field], parameters: Sequence = ()) -> DataFrame:
    """The columns of a table, or of a query in brackets, with texts that a cell can hold and no spreadsheet takes for formulas."""
    clean = ", ".join(_clean(field) for field in fields)
    return connection.execute(f"SELECT {', '.join(neutral(field) for field in fields)} FROM (SELECT {clean} FROM {relation})", parameters).df()


def write_book(path: Path, sheets: dict[str, DataFrame], mark: bytes = b"") -> None:
    """Write a workbook of sheets; `mark` is kept in the file, unseen."""
    parts = [(part, name, {"column_widths": _widths(part)}) for title, rows in sheets.items() for name, part in _parts(title, rows)]
    book = BytesIO()  # a disk that takes no more is met where we write ourselves
    xlsxturbo.dfs_to_xlsx(parts, book, freeze_panes=True, header_format={"bold": True}, compression_level=1)
    settle(book, path, mark)


def settle(book: BinaryIO, path: Path, mark: bytes = b"") -> None:
    """Write a made workbook to its path with fixed dates, in its properties and in its zip entries."""
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(path, "w") as target:
        target.comment = mark
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, EPOCH.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            content = source.read(name)
            target.writestr(entry, _fixed_dates(content) if name == "docProps/core.xml" else content)


def _fixed_dates(content: bytes) -> bytes:
    return re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", EPOCH.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), content)


def _clean(field: Field) -> str:
    name = f'"{field.name}"'
    return f"left(regexp_replace({name}, '{ILLEGAL}', '', 'g'), {CELL_LENGTH - 1}) AS {name}" if field.type == "string" else name


def _parts(title: str, rows: DataFrame) -> list[tuple[str, DataFrame]]:
    starts = range(0, max(1, len(rows)), SHEET_ROWS)
    return [(f"{title} {number}" if start else title, rows.iloc[start : start + SHEET_ROWS]) for number, start in enumerate(starts, 1)]


def _widths(rows: DataFrame) -> dict[int, float]:
    return {column: NARROW if is_numeric_dtype(kind) else WIDE for column, kind in enumerate(rows.dtypes)}
