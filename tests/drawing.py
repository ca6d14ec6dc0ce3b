"""Draws tables for the tests: the same cells as a workbook and as a PDF with ruled cells.

A table is a list of `Box`es (or plain tuples in their order), places counted from 0:

    cells = boxes([["TUJUAN", "SASARAN"],      # row 0
                   ["Meningkatkan …", "a"],
                   ["^", "b"]])                # "^" belongs to the cell above, "<" to the cell on the left
    workbook(tmp_path / "a.xlsx", cells, title=["CASCADING DINAS X"])
    page_table(tmp_path / "a.pdf", cells, breaks=[1.5], ruling="rects", nup=2)

Equal arguments give equal bytes.
"""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from tests.pages import page_table, page_tables

__all__ = ["Box", "boxes", "fill_sheet", "page_table", "page_tables", "workbook"]

_EPOCH = datetime(2026, 1, 1)


class Box(NamedTuple):
    """A cell to draw; `middle` centres its text across and down; `text` may hold a number or line breaks."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    text: str | int | float = ""
    bold: bool = False
    middle: bool = False


def boxes(rows: list[list], heads: int = 1) -> list[Box]:
    """The cells of a table written as rows of texts, where "^" and "<" continue the cell above or on the left.

    The first `heads` rows are bold and centred.
    """
    starts = [(r, c) for r, row in enumerate(rows) for c, text in enumerate(row) if text not in ("^", "<")]
    return [Box(r, c, *_spans(rows, r, c), rows[r][c], r < heads, r < heads) for r, c in starts]


def _spans(rows, row, column):
    down = _run([line[column] if column < len(line) else None for line in rows[row + 1 :]], "^")
    right = _run(rows[row][column + 1 :], "<")
    return 1 + down, 1 + right


def _run(texts, sign):
    return next((k for k, text in enumerate(texts) if text != sign), len(texts))


def workbook(path, cells, title=(), sheet="Cascading", widths=None) -> None:
    """Writes cells as a workbook of one sheet, or of one sheet per entry where `cells` is a dict of sheet names.

    `title` are lines above the table, each merged over its width; `widths` are column widths in characters.
    """
    book = Workbook()
    book.remove(book.active)
    book.properties.created = _EPOCH
    for name, table in (cells if isinstance(cells, dict) else {sheet: cells}).items():
        fill_sheet(book.create_sheet(name), table, title, widths)
    book.save(path)
    _without_clock(Path(path))


def fill_sheet(sheet, cells, title=(), widths=None) -> None:
    """Writes cells on a sheet of openpyxl, which a test may then change further (hide, strike, format)."""
    cells = [Box(*cell) for cell in cells]
    columns = max(box.column + box.column_span for box in cells)
    for row, text in enumerate(title):
        _write(sheet, Box(row, 0, 1, columns, text, bold=True, middle=True), 0, ruled=False)
    for box in cells:
        _write(sheet, box, len(title))
    for column, width in enumerate(widths or [18] * columns, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def _write(sheet, box, below, ruled=True):
    row, column = box.row + below + 1, box.column + 1
    cell = sheet.cell(row, column, box.text if box.text != "" else None)
    cell.font = Font(bold=box.bold)
    cell.alignment = Alignment(wrap_text=True, vertical="center" if box.middle else "top", horizontal="center" if box.middle else None)
    last_row, last_column = row + box.row_span - 1, column + box.column_span - 1
    if ruled:
        _rule(sheet, row, column, last_row, last_column)
    if (row, column) != (last_row, last_column):
        sheet.merge_cells(start_row=row, start_column=column, end_row=last_row, end_column=last_column)


def _rule(sheet, row, column, last_row, last_column):
    side = Side(style="thin")
    for line in sheet.iter_rows(row, last_row, column, last_column):
        for cell in line:
            cell.border = Border(left=side, right=side, top=side, bottom=side)


def _without_clock(path):
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    stamp = _EPOCH.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            data = re.sub(rb"\d{4}-\d\d-\d\dT[\d:.]+Z", stamp, data) if name == "docProps/core.xml" else data
            new.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
