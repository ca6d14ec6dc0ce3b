"""Workbooks of Excel 5 to 2003 (.xls) to grids, through xlrd: their formats, merges and hidden parts are all told.

The format has no checksum, and what xlrd warns of stands in sound files too: a letter or a record that was damaged is read as it stands.
"""

from __future__ import annotations

import io
import struct
from pathlib import Path

import xlrd
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from pipeline.extractors.excel import comment
from pipeline.extractors.excel_package import kind
from pipeline.extractors.excel_values import shown
from pipeline.extractors.sheet import Seen, SheetCells, address, booked, split_lines
from pipeline.findings import Refused
from pipeline.grid import Book, Line

_UNREADABLE = (xlrd.XLRDError, xlrd.compdoc.CompDocError, struct.error, ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, OverflowError)
# The automatic colour, the system's own, and white.
_NO_FILL = (0x7FFF, 64, 65, 9, 1)


def identify(path: Path) -> bool:
    """Whether a file is an .xls by its content, whatever its name."""
    return kind(path) == "xls"


def read(path: Path) -> Book:
    """The visible sheets of an .xls as grids, its cell comments as lines.

    Raises Refused: berkas-rusak, berkas-bersandi, format-doc-lama, terlalu-banyak-sel.
    """
    data = path.read_bytes()
    try:
        # Without formatting_info xlrd tells neither merges nor number formats.
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO())
        visible = [sheet for sheet in book.sheets() if sheet.visibility == 0]
        sheets = [_cells(book, sheet) for sheet in visible]
    except _UNREADABLE as error:
        raise _refusal(error, data) from error
    return booked("xls", sheets, book.nsheets - len(sheets), [line for sheet in visible for line in _comments(sheet)])


def _refusal(error: Exception, data: bytes) -> Refused:
    if "encrypted" in str(error):
        return Refused("berkas-bersandi")
    # a letter with a workbook inside has no workbook at its root
    if "WordDocument\0".encode("utf-16-le") in data and "Can't find workbook" in str(error):
        return Refused("format-doc-lama", {"jenis": ".doc"})
    return Refused("berkas-rusak", {"sebab": type(error).__name__})


def _cells(book: xlrd.Book, sheet: xlrd.sheet.Sheet) -> SheetCells:
    cells = ((r, c, sheet.cell(r, c)) for r in range(sheet.nrows) for c in range(sheet.row_len(r)))
    seen = {(c + 1, r + 1): one for r, c, cell in cells if cell.value != "" and (one := _seen(book, cell)).lines}
    merges = [(left + 1, top + 1, right, bottom) for top, bottom, left, right in sheet.merged_cells]
    rows = [r + 1 for r, row in sheet.rowinfo_map.items() if row.hidden or row.height == 0 and row.height_mismatch]
    columns = [c + 1 for c, column in sheet.colinfo_map.items() if column.hidden or column.width == 0]
    return SheetCells(sheet.name, seen, merges, rows, columns)


def _seen(book: xlrd.Book, cell: xlrd.sheet.Cell) -> Seen:
    style = book.xf_list[cell.xf_index]
    number_format = book.format_map[style.format_key].format_str
    text, value = shown(_value(book, cell), number_format)
    return Seen(split_lines(text), value, _marks(book, style))


def _value(book: xlrd.Book, cell: xlrd.sheet.Cell):
    if cell.ctype == xlrd.XL_CELL_DATE:
        return from_excel(cell.value, MAC_EPOCH if book.datemode else WINDOWS_EPOCH)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code[cell.value]
    return bool(cell.value) if cell.ctype == xlrd.XL_CELL_BOOLEAN else cell.value


def _marks(book: xlrd.Book, style) -> frozenset[str]:
    font, fill = book.font_list[style.font_index], style.background
    marks = {mark for mark, stands in (("bold", font.weight >= 600), ("strike", font.struck_out)) if stands}
    if fill.fill_pattern == 1 and fill.pattern_colour_index not in _NO_FILL:
        marks |= {"fill", f"fill:{fill.pattern_colour_index}"}
    return frozenset(marks)


def _comments(sheet: xlrd.sheet.Sheet) -> list[Line]:
    notes = sorted(sheet.cell_note_map.items())
    return [Line(text, address(sheet.name, c + 1, r + 1), marks=frozenset({"comment"})) for (r, c), note in notes if (text := comment(note.text))]
