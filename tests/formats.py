"""Writes the cells of a table (see `tests.drawing`) in the formats that people send besides .xlsx, .docx and .pdf."""

from __future__ import annotations

import csv
import struct
import zipfile
from html import escape

import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

SHEET = "Cascading"
XML = "http://schemas.openxmlformats.org"


def _ends(cells) -> tuple[int, int]:
    return max(c.row + c.row_span for c in cells), max(c.column + c.column_span for c in cells)


def xls(path, cells, percents=()) -> None:
    """An .xls; the cells at `percents` (row, column) bear the format 0%."""
    book = xlwt.Workbook()
    sheet = book.add_sheet(SHEET)
    for c in cells:
        style = xlwt.easyxf(num_format_str="0%" if (c.row, c.column) in percents else "General")
        sheet.write_merge(c.row, c.row + c.row_span - 1, c.column, c.column + c.column_span - 1, c.text, style)
    book.save(str(path))


def ods(path, cells, percents=()) -> None:
    """An .ods; covered cells stand as such."""
    document, table = OpenDocumentSpreadsheet(), Table(name=SHEET)
    starts = {(c.row, c.column): c for c in cells}
    rows, columns = _ends(cells)
    for r in range(rows):
        row = TableRow()
        for c in range(columns):
            row.addElement(_ods_cell(starts[r, c], (r, c) in percents) if (r, c) in starts else CoveredTableCell())
        table.addElement(row)
    document.spreadsheet.addElement(table)
    with open(path, "wb") as file:
        document.write(file)


def _ods_cell(cell, percent: bool) -> TableCell:
    number = {} if isinstance(cell.text, str) else {"value": cell.text}
    kind = "percentage" if percent else "float" if number else "string"
    made = TableCell(valuetype=kind, numberrowsspanned=cell.row_span, numbercolumnsspanned=cell.column_span, **number)
    for line in str(cell.text).split("\n") if not number else ():
        made.addElement(P(text=line))
    return made


def xlsb(path, cells, percents=()) -> None:
    """An .xlsb: the few records that a reader needs; style 1 is 0%."""
    parts = {"[Content_Types].xml": f'<Types xmlns="{XML}/package/2006/content-types"><Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>',
             "_rels/.rels": _links("officeDocument", "xl/workbook.bin"), "xl/_rels/workbook.bin.rels": _links("worksheet", "worksheets/sheet1.bin"),
             "xl/workbook.bin": _record(156, struct.pack("<2I", 0, 1) + _wide("r1") + _wide(SHEET)) + _record(144, b"") + _record(132, b""),
             "xl/styles.bin": _record(617, struct.pack("<I", 2)) + _record(47, struct.pack("<8H", 0, 0, *[0] * 6)) + _record(47, struct.pack("<8H", 0, 9, *[0] * 6)) + _record(618, b""),
             "xl/worksheets/sheet1.bin": _xlsb_rows(cells, percents)}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def _links(kind: str, target: str) -> str:
    link = f'<Relationship Id="r1" Type="{XML}/officeDocument/2006/relationships/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{XML}/package/2006/relationships">{link}</Relationships>'


def _record(number: int, data: bytes) -> bytes:
    kind = bytes([number]) if number < 128 else bytes([number & 0x7F | 0x80, number >> 7])
    return kind + bytes([len(data) & 0x7F | 0x80, len(data) >> 7]) + data


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _xlsb_rows(cells, percents) -> bytes:
    data = _record(129, b"") + _record(148, struct.pack("<4I", 0, _ends(cells)[0] - 1, 0, _ends(cells)[1] - 1)) + _record(145, b"")
    for row in range(_ends(cells)[0]):
        data += _record(0, struct.pack("<2IH3B", row, 0, 300, 0, 0, 0) + struct.pack("<I", 0))
        for c in sorted((c for c in cells if c.row == row and c.text != ""), key=lambda c: c.column):
            place = struct.pack("<2I", c.column, int((c.row, c.column) in percents))
            data += _record(6, place + _wide(c.text)) if isinstance(c.text, str) else _record(5, place + struct.pack("<d", c.text))
    spans = [c for c in cells if (c.row_span, c.column_span) != (1, 1)]
    merges = [struct.pack("<4I", c.row, c.row + c.row_span - 1, c.column, c.column + c.column_span - 1) for c in spans]
    return data + _record(146, b"") + b"".join(_record(176, merge) for merge in merges) + _record(130, b"")


def html(path, cells, percents=(), encoding="utf-8") -> None:
    """An HTML table without tbody, as report programs write it under the name .xls."""
    lines = []
    for row in range(_ends(cells)[0]):
        texts = [(c, f"{c.text:.0%}" if (c.row, c.column) in percents else str(c.text)) for c in cells if c.row == row]
        inner = (f'<td rowspan="{c.row_span}" colspan={c.column_span}>{escape(t).replace(chr(10), "<br>")}</td>' for c, t in texts)
        lines.append(f"<tr>{''.join(inner)}</tr>")
    path.write_bytes(f"<html><head><style>td {{x: y}}</style></head><body><table border=1>{''.join(lines)}</table></body></html>".encode(encoding))


def xml_2003(path, cells, percents=()) -> None:
    """A workbook in one XML file."""
    lines = []
    for row in range(_ends(cells)[0]):
        inner = "".join(_xml_cell(c, (c.row, c.column) in percents) for c in cells if c.row == row)
        lines.append(f'<Row ss:Index="{row + 1}">{inner}</Row>')
    style = '<Styles><Style ss:ID="p"><NumberFormat ss:Format="0%"/></Style></Styles>'
    spaces = 'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
    book = f'<Workbook {spaces}>{style}<Worksheet ss:Name="{SHEET}"><Table>{"".join(lines)}</Table></Worksheet></Workbook>'
    path.write_text(f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>{book}', "utf-8")


def _xml_cell(cell, percent: bool) -> str:
    kind = "String" if isinstance(cell.text, str) else "Number"
    style = ' ss:StyleID="p"' if percent else ""
    text = escape(str(cell.text)).replace("\n", "&#10;")
    spans = f'ss:Index="{cell.column + 1}" ss:MergeAcross="{cell.column_span - 1}" ss:MergeDown="{cell.row_span - 1}"'
    return f'<Cell {spans}{style}><Data ss:Type="{kind}">{text}</Data></Cell>'


def delimited(path, cells, percents=(), separator=";") -> None:
    """A CSV: what is merged stands once, the places it covers are empty."""
    rows, columns = _ends(cells)
    table = [[""] * columns for _ in range(rows)]
    for c in cells:
        table[c.row][c.column] = f"{c.text:.0%}" if (c.row, c.column) in percents else str(c.text).replace(".", ",") if isinstance(c.text, float) else c.text
    with open(path, "w", newline="", encoding="utf-8-sig") as file:
        csv.writer(file, delimiter=separator).writerows(table)


WRITERS = {"xls": xls, "xlsb": xlsb, "ods": ods, "html": html, "xml excel 2003": xml_2003, "csv": delimited}
