"""cascading.xlsx: the flat table and the findings, for people; the same tables give the same bytes."""

from __future__ import annotations

import errno
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain
from pathlib import Path

import duckdb
from lxml.etree import SerialisationError
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from pipeline.formula_signs import neutral_text
from schemas.fields import Field

NAME = "cascading.xlsx"
SHEETS = ("cascade", "findings")
# Excel has 1 048 576 rows.
SHEET_ROWS = 1_000_000
BATCH = 10_000
# The earliest date that a zip can tell.
EPOCH = datetime(1980, 1, 1)


def write(connection: duckdb.DuckDBPyConnection, shapes: dict[str, tuple[Field, ...]], folder: Path) -> None:
    """Write the workbook from the tables of the connection; a table longer than a sheet goes on in a next one."""
    write_book(folder / NAME, {table: (shapes[table], batches(connection, f"SELECT * FROM {table}")) for table in SHEETS})


def write_book(path: Path, sheets: dict[str, tuple[Sequence[Field], Iterable[list[tuple]]]], mark: bytes = b"") -> None:
    """Write a workbook of sheets, each with its columns and its rows in batches; `mark` is kept in the file, unseen."""
    # Rows go to the disk as they come, and take no memory.
    book = Workbook(write_only=True)
    try:
        for title, (fields, batches) in sheets.items():
            _write_sheet(book, title, fields, batches)
        book.save(path)
    except SerialisationError as error:  # lxml's word for a disk that takes no more
        raise OSError(errno.EIO, f"{path.name}: {error}") from error
    settle(path, mark)


def settle(path: Path, mark: bytes = b"") -> None:
    """Give a written workbook fixed dates, in its properties and in its zip entries."""
    with zipfile.ZipFile(path) as source:
        entries = [(name, source.read(name)) for name in source.namelist()]
    with zipfile.ZipFile(path, "w") as target:
        target.comment = mark
        for name, content in entries:
            entry = zipfile.ZipInfo(name, EPOCH.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, _fixed_dates(content) if name == "docProps/core.xml" else content)


def _fixed_dates(content: bytes) -> bytes:
    return re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", EPOCH.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), content)


def batches(connection: duckdb.DuckDBPyConnection, sql: str, parameters: list | None = None) -> Iterator[list[tuple]]:
    """The rows of a query, so many at a time; another connection to the same tables may be read meanwhile, this one not."""
    cursor = connection.execute(sql, parameters or [])
    while rows := cursor.fetchmany(BATCH):
        yield rows


def _write_sheet(book: Workbook, title: str, fields: Sequence[Field], batches: Iterable[list[tuple]]) -> None:
    count, sheet = 0, _new_sheet(book, title, fields)
    for row in chain.from_iterable(batches):
        if count and count % SHEET_ROWS == 0:
            sheet = _new_sheet(book, f"{title} {count // SHEET_ROWS + 1}", fields)
        sheet.append([_cell_value(value) for value in row])
        count += 1


def _new_sheet(book: Workbook, title: str, fields: Sequence[Field]):
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for column, field in enumerate(fields, 1):
        sheet.column_dimensions[get_column_letter(column)].width = 14 if field.type != "string" else 28
    sheet.append([_heading(sheet, field.name) for field in fields])
    return sheet


def _heading(sheet, name: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, name)
    cell.font = Font(name="Calibri", size=11, bold=True)
    return cell


def _cell_value(value):
    return neutral_text(ILLEGAL_CHARACTERS_RE.sub("", value)) if isinstance(value, str) else value
