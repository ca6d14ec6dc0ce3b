"""Sheets of OpenDocument (.ods) to grids, read from their content part."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from pipeline.extractors.excel_package import BROKEN, gated, opened
from pipeline.extractors.excel_values import shown
from pipeline.extractors.sheet import Place, Seen, SheetCells, address, booked, check_size, split_lines
from pipeline.extractors.text import clean
from pipeline.findings import Refused
from pipeline.grid import Book, Line
from pipeline.vocabulary import vocabulary

KIND = b"application/vnd.oasis.opendocument.spreadsheet"
_SPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
OFFICE, TABLE, TEXT, STYLE = (_SPACE % name for name in ("office", "table", "text", "style"))
FORMAT = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_GROUPS = {TABLE + name for name in ("table-header-rows", "table-rows", "table-row-group", "table-header-columns", "table-columns", "table-column-group")}
_SIGNS = {TEXT + "tab": " ", TEXT + "line-break": "\n"}
# What is hidden or formatted down to the end of a sheet is one row, repeated a million times.
_LAST = 1 << 20

Styles = dict[str, Element]


def identify(path: Path) -> bool:
    """Whether a file is an .ods by its content, whatever its name."""
    try:
        with opened(path) as archive:
            return archive.read("mimetype").startswith(KIND)
    except BROKEN:
        return False


def read(path: Path) -> Book:
    """The visible sheets of an .ods as grids, its cell comments as lines.

    Raises Refused: berkas-rusak, berkas-bersandi, terlalu-banyak-sel, and what `gated` raises.
    """
    try:
        with opened(path) as archive:
            parts = gated(archive, vocabulary("limits")["zip"])
        if b"encryption-data" in parts.get("meta-inf/manifest.xml", b""):
            raise Refused("berkas-bersandi")
        root = fromstring(parts["content.xml"], forbid_dtd=True)
        styles = {style.get(STYLE + "name"): style for style in root.iter(STYLE + "style")}
        tables = list(root.iterfind(f"{OFFICE}body/{OFFICE}spreadsheet/{TABLE}table"))
        visible = [table for table in tables if not _is_concealed(table, styles)]
        sheets = [_cells(table, styles) for table in visible]
    except BROKEN as error:
        raise Refused("berkas-rusak", {"sebab": type(error).__name__}) from error
    return booked("ods", sheets, len(tables) - len(visible), [line for table in visible for line in _comments(table)])


def _is_concealed(table: Element, styles: Styles) -> bool:
    style = styles.get(table.get(TABLE + "style-name"))
    shown_as = style.find(STYLE + "table-properties") if style is not None else None
    return shown_as is not None and shown_as.get(TABLE + "display") == "false"


def _all(parent: Element, names: tuple[str, ...]) -> Iterator[Element]:
    """The rows or columns of a table, those in groups too."""
    for child in parent:
        if child.tag in _GROUPS:
            yield from _all(child, names)
        elif child.tag in names:
            yield child


def _placed(parent: Element, *names: str) -> Iterator[tuple[int, int, Element]]:
    """Rows, columns or cells with their place, counted from 1, and how often each is repeated."""
    place = 1
    for element in _all(parent, tuple(TABLE + name for name in names)):
        again = int(element.get(f"{TABLE}number-{'rows' if names == ('table-row',) else 'columns'}-repeated", 1))
        yield place, again, element
        place += again


def _cells(table: Element, styles: Styles) -> SheetCells:
    seen: dict[Place, Seen] = {}
    merges, hidden_rows = [], []
    for row, down, line in _placed(table, "table-row"):
        hidden_rows += range(row, min(row + down, _LAST)) if _is_hidden(line) else ()
        for column, right, cell in _placed(line, "table-cell", "covered-table-cell"):
            if (one := _seen(cell, styles)).lines:
                # One element may stand for millions of equal cells.
                check_size(len(seen) + down * right, vocabulary("limits")["excel"])
                seen.update({(c, r): one for c in range(column, column + right) for r in range(row, row + down)})
            spans = [int(cell.get(f"{TABLE}number-{name}-spanned", 1)) for name in ("columns", "rows")]
            if spans != [1, 1]:
                merges.append((column, row, column + spans[0] - 1, row + spans[1] - 1))
    hidden_columns = [c for column, right, one in _placed(table, "table-column") if _is_hidden(one) for c in range(column, min(column + right, _LAST))]
    return SheetCells(table.get(TABLE + "name", ""), seen, merges, hidden_rows, hidden_columns)


def _is_hidden(element: Element) -> bool:
    # Rows that a filter leaves out are not seen either.
    return element.get(TABLE + "visibility") in ("collapse", "filter")


def _seen(cell: Element, styles: Styles) -> Seen:
    kind, number = cell.get(OFFICE + "value-type"), cell.get(OFFICE + "value")
    percent = kind == "percentage"
    text = "\n".join(_written(p) for p in cell.findall(TEXT + "p"))
    drawn, value = shown(float(number), "0%" if percent else "General") if number and kind != "string" else ("", None)
    # The file holds the text as its program drew it; where that is missing, the number is drawn here.
    return Seen(split_lines(text or drawn), value, _marks(styles.get(cell.get(TABLE + "style-name"))))


def _written(element: Element) -> str:
    """The text of a paragraph, without comments in it."""
    parts = [element.text or ""]
    for child in element:
        inner = " " * int(child.get(TEXT + "c", 1)) if child.tag == TEXT + "s" else _SIGNS.get(child.tag)
        parts += ["" if child.tag == OFFICE + "annotation" else _written(child) if inner is None else inner, child.tail or ""]
    return "".join(parts)


def _marks(style: Element | None) -> frozenset[str]:
    if style is None:
        return frozenset()
    letters, cell = style.find(STYLE + "text-properties"), style.find(STYLE + "table-cell-properties")
    fill = cell.get(FORMAT + "background-color", "transparent") if cell is not None else "transparent"
    marks = {"fill", f"fill:{fill}"} if fill.lower() not in ("transparent", "#ffffff") else set()
    if letters is not None:
        marks |= {"bold"} if letters.get(FORMAT + "font-weight") == "bold" else set()
        marks |= {"strike"} if letters.get(STYLE + "text-line-through-style", "none") != "none" else set()
    return frozenset(marks)


def _comments(table: Element) -> list[Line]:
    notes = [(address(table.get(TABLE + "name", ""), column, row), note) for row, _, line in _placed(table, "table-row")
             for column, _, cell in _placed(line, "table-cell") for note in cell.findall(OFFICE + "annotation")]
    texts = [(source, clean(" ".join(_written(p) for p in note.findall(TEXT + "p")))) for source, note in notes]
    return [Line(text, source, marks=frozenset({"comment"})) for source, text in texts if text]
