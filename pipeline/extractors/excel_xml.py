"""Workbooks of Excel 2003 in one XML file (SpreadsheetML) to grids."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from pipeline.extractors.encoding import decoded
from pipeline.extractors.excel import comment
from pipeline.extractors.excel_values import shown
from pipeline.extractors.sheet import Seen, SheetCells, address, booked, check_size, split_lines
from pipeline.findings import Refused
from pipeline.grid import Book, Line
from pipeline.vocabulary import vocabulary

_HEAD = 1 << 16
_SIGN = re.compile(r"<(?:\w+:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet")
SS, X = "{urn:schemas-microsoft-com:office:spreadsheet}", "{urn:schemas-microsoft-com:office:excel}"

Styles = dict[str, Element]


def identify(path: Path) -> bool:
    """Whether a file is a workbook of Excel 2003 in XML by its content, whatever its name."""
    return bool(_SIGN.search((decoded(path.read_bytes()) or "")[:_HEAD]))


def read(path: Path) -> Book:
    """The visible sheets of the workbook as grids, its cell comments as lines.

    Raises Refused: berkas-rusak, xml-dtd, terlalu-banyak-sel.
    """
    text = re.sub(r"^\s*<\?xml.*?\?>", "", decoded(path.read_bytes()) or "", flags=re.S)
    try:
        root = fromstring(text, forbid_dtd=True)
        styles = {style.get(SS + "ID"): style for style in root.iter(SS + "Style")}
        pages = list(root.iterfind(SS + "Worksheet"))
        visible = [page for page in pages if page.findtext(f"{X}WorksheetOptions/{X}Visible", "SheetVisible") == "SheetVisible"]
        sheets = [_cells(page, styles) for page in visible]
    except DefusedXmlException as error:
        raise Refused("xml-dtd", {"bagian": "XML"}) from error
    except (ParseError, ValueError) as error:
        raise Refused("berkas-rusak", {"sebab": type(error).__name__}) from error
    return booked("xml excel 2003", sheets, len(pages) - len(visible), [line for page in visible for line in _comments(page)])


def _placed(parent: Element | None, name: str) -> Iterator[tuple[int, Element]]:
    """Rows, columns or cells with their place, counted from 1: their own index, or the place after the one before."""
    place = 1
    for element in parent.findall(SS + name) if parent is not None else ():
        place = int(element.get(SS + "Index", place))
        yield place, element
        place += 1 + int(element.get(SS + ("MergeAcross" if name == "Cell" else "Span"), 0))


def _cells(page: Element, styles: Styles) -> SheetCells:
    table = page.find(SS + "Table")
    seen, merges = {}, []
    for row, line in _placed(table, "Row"):
        for column, cell in _placed(line, "Cell"):
            if (one := _seen(cell, styles.get(cell.get(SS + "StyleID", line.get(SS + "StyleID"))))).lines:
                seen[column, row] = one
            right, down = (int(cell.get(SS + name, 0)) for name in ("MergeAcross", "MergeDown"))
            merges += [(column, row, column + right, row + down)] if right or down else []
    return SheetCells(page.get(SS + "Name", ""), seen, merges, _hidden(table, "Row"), _hidden(table, "Column"))


def _hidden(table: Element | None, name: str) -> list[int]:
    found = []
    for place, element in _placed(table, name):
        if element.get(SS + "Hidden") == "1":
            span = int(element.get(SS + "Span", 0))
            # A few letters may hide millions of rows.
            check_size(span, vocabulary("limits")["excel"])
            found += range(place, place + span + 1)
    return found


def _seen(cell: Element, style: Element | None) -> Seen:
    data = cell.find(SS + "Data")
    if data is None:
        return Seen(())
    number = style.find(SS + "NumberFormat") if style is not None else None
    written = number.get(SS + "Format", "General") if number is not None else "General"
    text, value = shown(_value(data), vocabulary("spreadsheet")["named_formats"].get(written, written))
    return Seen(split_lines(text), value, _marks(style))


def _value(data: Element):
    text, kind = "".join(data.itertext()), data.get(SS + "Type", "String")
    if kind == "Number":
        return float(text)
    if kind == "DateTime":
        return datetime.datetime.fromisoformat(text)
    return text.strip() == "1" if kind == "Boolean" else text


def _marks(style: Element | None) -> frozenset[str]:
    if style is None:
        return frozenset()
    font, fill = style.find(SS + "Font"), style.find(SS + "Interior")
    color = fill.get(SS + "Color", "#FFFFFF") if fill is not None and fill.get(SS + "Pattern") == "Solid" else "#FFFFFF"
    marks = {"fill", f"fill:{color}"} if color.upper() != "#FFFFFF" else set()
    signs = (("bold", "Bold"), ("strike", "StrikeThrough"))
    return frozenset(marks | {mark for mark, name in signs if font is not None and font.get(SS + name) == "1"})


def _comments(page: Element) -> list[Line]:
    notes = [(address(page.get(SS + "Name", ""), column, row), "".join(note.itertext())) for row, line in _placed(page.find(SS + "Table"), "Row")
             for column, cell in _placed(line, "Cell") for note in cell.findall(SS + "Comment")]
    return [Line(text, source, marks=frozenset({"comment"})) for source, note in notes if (text := comment(note))]
