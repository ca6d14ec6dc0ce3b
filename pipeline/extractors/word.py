"""Word documents (.docx) to grids: their tables as they are, with merges, and the paragraphs around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from docx import Document
from docx.oxml.exceptions import InvalidXmlError
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from pipeline.extractors.excel_package import BROKEN, gated, opened
from pipeline.extractors.text import clean, join_lines
from pipeline.extractors.word_text import STAND_IN, hidden, words
from pipeline.findings import Finding, Refused
from pipeline.grid import Book, Cell, Grid, Line, tiled
from pipeline.vocabulary import vocabulary

BODY = "word/document.xml"
PLAIN = ("auto", "FFFFFF", None)


def identify(path: Path) -> bool:
    """Whether a file is a Word document by its content, whatever its name."""
    try:
        with opened(path) as archive:
            return BODY in archive.namelist()
    except BROKEN:
        return False


def read(path: Path) -> Book:
    """The tables of a Word document as grids, the paragraphs around them as lines; tables inside cells are a finding.

    Raises Refused: berkas-rusak, and what `gated` raises.
    """
    try:
        with opened(path) as archive:
            # Asked for its refusals alone: python-docx opens the file once more by itself.
            gated(archive, vocabulary("limits")["zip"])
        document = _unwrapped(Document(str(path)))
        list(document.styles), document.tables  # parts that are none of Word's fail here
    except (*BROKEN, SyntaxError, TypeError, AttributeError) as error:
        raise Refused("berkas-rusak", {"sebab": type(error).__name__}) from error
    try:
        return _book(document)
    except (ValueError, KeyError, InvalidXmlError) as error:  # python-docx looks at a value no sooner than it is asked for
        raise Refused("berkas-rusak", {"sebab": type(error).__name__}) from error


def _unwrapped(document):
    """The document without the controls that Google Docs and forms put around paragraphs, rows and tables: python-docx does not look into them."""
    for control in list(document.element.body.iter(qn("w:sdt"))):
        content, gallery = control.find(qn("w:sdtContent")), control.find(f"{qn('w:sdtPr')}/{qn('w:docPartObj')}/{qn('w:docPartGallery')}")
        # A table of contents names tables that stand elsewhere.
        if content is None or gallery is not None and gallery.get(qn("w:val")) == "Table of Contents":
            continue
        for child in list(content):
            control.addprevious(child)
        control.getparent().remove(control)
    return document


def _book(document) -> Book:
    paragraphs = list(_paragraphs(document))
    lines = tuple(Line(text, source) for source, text, _ in paragraphs)
    above = lambda table: tuple(Cell(0, 0, 1, 1, text, (text,), source) for source, text, tables in paragraphs if tables == table)
    tables = [(table, f"tabel {k}") for k, table in enumerate(document.tables, 1)]
    nested = [Finding("tabel-dalam-sel", source, {"jumlah": count}) for table, source in tables if (count := len(table._tbl.findall(f".//{qn('w:tbl')}")))]
    unseen = [Finding("kata-tersembunyi", "", {"jumlah": len(texts), "teks": texts[0]})] if (texts := hidden(document.element.body)) else []
    grids = (replace(_grid(table, source), captions=above(k)) for k, (table, source) in enumerate(tables))
    return Book("docx", len(tables), tuple(grid for grid in grids if grid.cells), lines, (*nested, *unseen))


def _paragraphs(document) -> Iterator[tuple[str, str, int]]:
    """The address and text of each paragraph with text outside the tables, and how many tables stand above it."""
    tables = 0
    parts = iter(enumerate(document.paragraphs, 1))
    for child in document.element.body:
        tables += child.tag == qn("w:tbl")
        if child.tag == qn("w:p"):
            k, part = next(parts)
            if text := clean(words(part._p)):
                yield f"paragraf {k}", text, tables


def _grid(table: Table, source: str) -> Grid:
    """Each cell reaches down over the cells below that go on with it."""
    address = lambda row, column: f"{source}, baris {row + 1}, kolom {column + 1}"
    cells: list[Cell] = []
    open_cells: dict[int, int] = {}
    rows = table._tbl.tr_lst
    for r, row in enumerate(rows):
        column = row.grid_before
        # Cells in content controls are no direct children of their row.
        for tc in row.findall(f".//{qn('w:tc')}"):
            # Cells of a table inside a cell are no columns of this one.
            if next(tc.iterancestors(qn("w:tr"))) is not row:
                continue
            # python-docx finds the top of a merge by climbing, row by row: too deep for a table of a thousand rows.
            above = open_cells.get(column)
            if tc.vMerge == "continue" and above is not None and cells[above].column_span == tc.grid_span:
                cells[above] = _taller(cells[above])
            else:
                open_cells[column] = len(cells)
                cells.append(_cell(tc, table, r, column, address(r, column)))
            column += tc.grid_span
    return tiled(source, len(rows), max((cell.column_end for cell in cells), default=0), cells, address)


def _taller(cell: Cell) -> Cell:
    return Cell(cell.row, cell.column, cell.row_span + 1, cell.column_span, cell.text, cell.lines, cell.source, cell.value, cell.marks)


def _cell(tc, table: Table, row: int, column: int, source: str) -> Cell:
    """A cell; numbers that Word counts in a list of several paragraphs are written out."""
    parts = [Paragraph(p, table) for p in tc.iter(qn("w:p")) if next(p.iterancestors(qn("w:tc"), STAND_IN)) is tc]
    said = [words(part._p) for part in parts]
    listed = [k for k, part in enumerate(parts) if said[k] and _is_listed(part)]
    texts = [f"{listed.index(k) + 1}. {text}" if len(listed) > 1 and k in listed else text for k, text in enumerate(said)]
    lines = tuple(line for text in texts for line in map(clean, text.split("\n")) if line)
    return Cell(row, column, 1, tc.grid_span, join_lines(lines), lines, source, None, _marks(tc, parts))


def _is_listed(part: Paragraph) -> bool:
    """Whether Word numbers a paragraph, by itself or by its style."""
    settings = (part._p.pPr, part.style.element.pPr if part.style is not None else None)
    return any(own is not None and own.numPr is not None for own in settings)


def _marks(tc, parts: list[Paragraph]) -> frozenset[str]:
    runs = [run for part in parts for run in part.runs if run.text.strip()]
    # One struck word is enough to be told: it is read like the rest of its cell.
    marks = {"bold": bool(runs) and all(run.bold for run in runs), "strike": any(run.font.strike for run in runs)}
    shade = tc.find(f"{qn('w:tcPr')}/{qn('w:shd')}")
    fill = shade.get(qn("w:fill")) if shade is not None else None
    shades = {"fill", f"fill:{fill}"} if fill not in PLAIN else set()
    return frozenset({mark for mark, stands in marks.items() if stands} | shades)
