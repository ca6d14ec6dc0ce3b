"""Word documents (.docx) to grids: their tables as they are, with merges, and the paragraphs around them."""

from __future__ import annotations

import zipfile
from pathlib import Path

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table, _Cell

from pipeline.extractors.excel_package import gated
from pipeline.extractors.text import clean, join_lines
from pipeline.findings import Refused
from pipeline.grid import Book, Cell, Grid, Line, tiled
from pipeline.vocabulary import vocabulary

BODY = "word/document.xml"
PLAIN = ("auto", "FFFFFF", None)


def identify(path: Path) -> bool:
    """Whether a file is a Word document by its content, whatever its name."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return BODY in archive.namelist()


def read(path: Path) -> Book:
    """The tables of a Word document as grids, the paragraphs around them as lines.

    Raises Refused: berkas-rusak, and what `gated` raises.
    """
    with zipfile.ZipFile(path) as archive:
        gated(archive, vocabulary("limits")["excel"])
    try:
        document = Document(str(path))
    except (KeyError, ValueError) as error:
        raise Refused("berkas-rusak", {"sebab": type(error).__name__}) from error
    lines = tuple(Line(text, f"paragraf {k}") for k, part in enumerate(document.paragraphs, 1) if (text := clean(part.text)))
    return Book("docx", len(document.sections), tuple(_grid(table, f"tabel {k}") for k, table in enumerate(document.tables, 1)), lines)


def _grid(table: Table, source: str) -> Grid:
    address = lambda row, column: f"{source}, baris {row + 1}, kolom {column + 1}"
    places: dict[object, list[tuple[int, int]]] = {}
    cells: dict[object, _Cell] = {}
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row.cells, row.grid_cols_before):
            places.setdefault(cell._tc, []).append((r, c))
            cells[cell._tc] = cell
    made = [_cell(cells[tc], of, address) for tc, of in places.items()]
    columns = max((cell.column_end for cell in made), default=0)
    return tiled(source, len(table.rows), columns, made, address)


def _cell(cell: _Cell, places: list[tuple[int, int]], address) -> Cell:
    """The cell at its places; numbers that Word counts in a list of several paragraphs are written out."""
    row, column = places[0]
    spans = max(r for r, _ in places) - row + 1, max(c for _, c in places) - column + 1
    parts = list(cell.paragraphs)
    listed = [part for part in parts if clean(part.text) and _is_listed(part)]
    texts = [f"{listed.index(part) + 1}. {part.text}" if len(listed) > 1 and part in listed else part.text for part in parts]
    lines = tuple(line for text in texts for line in map(clean, text.split("\n")) if line)
    return Cell(row, column, *spans, join_lines(lines), lines, address(row, column), None, _marks(cell))


def _is_listed(part) -> bool:
    """Whether Word numbers a paragraph, by itself or by its style."""
    settings = (part._p.pPr, part.style.element.pPr if part.style is not None else None)
    return any(own is not None and own.numPr is not None for own in settings)


def _marks(cell: _Cell) -> frozenset[str]:
    runs = [run for part in cell.paragraphs for run in part.runs if run.text.strip()]
    marks = {"bold": bool(runs) and all(run.bold for run in runs), "strike": bool(runs) and all(run.font.strike for run in runs)}
    shade = cell._tc.find(f"{qn('w:tcPr')}/{qn('w:shd')}")
    fill = shade.get(qn("w:fill")) if shade is not None else None
    shades = {"fill", f"fill:{fill}"} if fill not in PLAIN else set()
    return frozenset({mark for mark, stands in marks.items() if stands} | shades)
