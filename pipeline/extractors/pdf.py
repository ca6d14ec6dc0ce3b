"""PDF to grids: the ruled tables of each page, filled with the text that stands in their cells, pages stitched."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pypdfium2

from pipeline.extractors import above, aside, doubted, overflow, strikes
from pipeline.extractors.doubted import LEFT
from pipeline.extractors.legible import garbled, garbled_whole, tally
from pipeline.extractors.lines import DrawnLine, lines_of
from pipeline.extractors.objects import objects
from pipeline.extractors.page import Piece, pieces
from pipeline.extractors.parted import parted
from pipeline.extractors.paths import paths, rulings, shades, topmost
from pipeline.extractors.pdf_gate import Gated, Unread, gated
from pipeline.extractors.pdfium import IMAGE
from pipeline.extractors.pictures import Album
from pipeline.extractors.rulings import Table, tables
from pipeline.extractors.stitch import stitched
from pipeline.findings import Finding, Refused
from pipeline.grid import Book, Line

# How far a word may lean out of its column.
LEAN = 1.5
# Part of the letters' size: less lies between the lines of one text.
CLOSE = 0.9
NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?")


@dataclass
class Drawn:
    """A cell as drawn on one page: its place in the table's edges, its lines from top to bottom; `leans`: its text is turned so that their order is not sure."""

    row: int
    column: int
    row_end: int
    column_end: int
    top: float = 0.0
    bottom: float = 0.0
    lines: list[DrawnLine] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    bold: bool = False
    struck: bool = False
    fill: str | None = None
    leans: bool = False


@dataclass
class Page:
    """What one page gave: its tables with their cells, its strips of one column, the lines around them as drawn and as told, the codes of what is left or doubted of it, the tally of its letters, and the images on it."""

    filled: list[tuple[Table, list[Drawn]]] = field(default_factory=list)
    strips: list[tuple[Table, list[Drawn]]] = field(default_factory=list)
    around: list[DrawnLine] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    letters: Counter = field(default_factory=Counter)
    images: list[int] = field(default_factory=list)


def identify(path: Path) -> bool:
    """Whether the file is a PDF, by its content."""
    with open(path, "rb") as file:
        # Readers take a PDF with other bytes before its sign.
        return b"%PDF-" in file.read(1024)


def read(path: Path) -> Book:
    """All ruled tables of a PDF as grids, and the lines around them on their pages and the first; what is left or doubted of its pages is a finding.

    Raises Refused: what `gated` raises, and the codes of LEFT.
    """
    gate = gated(path)
    document = _open(gate.source)
    album = Album(document)
    pages = [_page(document, number, gate, album) for number in range(1, len(document) + 1)]
    filled = list(above.told((page.filled, page.around) for page in pages))
    numbers = doubted.numbers([page.codes for page in pages], bool(filled))
    numbers[doubted.ASIDE] = aside.pages([*page.filled, *page.strips] for page in pages)
    whole = next((why for code, why in LEFT.items() if len(numbers[code]) == len(pages)), None)
    if whole or garbled_whole(sum((page.letters for page in pages), Counter())):
        raise Refused(whole or "teks-rusak", {"halaman": doubted.run(1, len(pages))})
    mended = [Finding("berkas-diperbaiki")] if gate.repaired else []
    lines = tuple(line for page in pages for line in page.lines)
    return Book("pdf", len(pages), tuple(stitched(filled)), lines, (*mended, *doubted.findings(numbers)), draw=album.drawn)


def _open(source: Path | bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD
        raise Refused("berkas-bersandi" if locked else "berkas-rusak") from error


def _page(document: pypdfium2.PdfDocument, number: int, gate: Gated, album: Album) -> Page:
    if number in gate.heavy:
        return Page(codes=["batas-isi-pdf"])
    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError:
        return Page(codes=["halaman-rusak"])
    read = Page()
    try:
        read = _read(page, number, len(document), gate.layers)
    except Unread as unread:
        read = Page(codes=[unread.code])
    finally:
        album.put(number, page, read.images if read.filled else None)
    return read


def _read(page: pypdfium2.PdfPage, number: int, pages: int, layers: frozenset[str]) -> Page:
    drawn = objects(page, layers)
    covered = bool(layers) and len(objects(page).things) > len(drawn.things)
    ruled = paths(drawn)
    drawn_lines = rulings(ruled)
    framed = tables(number, drawn_lines)
    # A box of one column is a frame around text, if it is no strip of a table on an earlier page.
    found = [table for table in framed if len(table.xs) > 2]
    # Most pages of a book bear no table: there the letters are only counted.
    text = pieces(page, drawn) if found or number == 1 else []
    letters = tally(piece.text for piece in text if not piece.hidden and not piece.white)
    if garbled(letters):
        return Page(codes=["teks-rusak"], letters=letters)
    strikes.mark(text, drawn_lines, found)
    filled, rest, crowds = _fill(found, [piece for piece in text if not piece.white])
    if found:
        _shade([cell for table, cells in filled for cell in cells], [table for table, cells in filled for _ in cells], *shades(ruled))
    around = sorted(lines_of([piece for piece in rest if not piece.hidden]), key=lambda line: line.y0 + line.y1)
    lines = [Line(line.text, f"hal. {number}", number) for line in around]
    strips = [(table, []) for table in framed if len(table.xs) == 2]
    codes = [*doubted.doubts(page, number, pages, drawn, text, covered), *["teks-bertumpuk"] * crowds]
    return Page(filled, strips, around, lines, codes, letters, drawn.of(IMAGE)[0])


def _fill(found: list[Table], text: list[Piece]):
    """Each table with its drawn cells, the pieces that stand in no table, and whether some lie over others."""
    filled, rest, crowds = [], text, False
    for table in found:
        cells = [Drawn(*box, top=table.ys[box[0]], bottom=table.ys[box[2]]) for box in table.boxes]
        inside, outside = _placed(table, cells, rest, {})
        if over := overflow.crowded(inside):
            inside, outside = _placed(table, cells, rest, overflow.homes(rest, over, table))
            crowds = True
        rest = _flown(table, cells, inside, outside)
        written = [pair for cell, own in zip(cells, inside) for pair in _by_columns(cell, table, own)]
        for cell, own in written:
            _write(cell, own)
        filled.append(parted(table, [part for cell, _ in written for part in _apart(cell, table.ys)]))
    return filled, rest, crowds


def _write(cell: Drawn, own: Sequence[Piece]):
    """Give a cell what the pieces in it say."""
    if not own:
        return
    cell.hidden = [piece.text for piece in own if piece.hidden]
    own = [piece for piece in own if not piece.hidden]
    cell.lines = lines_of(own, cell)
    cell.bold = bool(own) and all(p.bold for p in own)
    cell.struck = any(p.struck for p in own)
    cell.leans = any(p.leans for p in own) or len({p.turn for p in own}) > 1


def _placed(table: Table, cells: list[Drawn], text: list[Piece], homes: dict[int, Piece]) -> tuple[list[list[Piece]], list[Piece]]:
    """The pieces in each cell, and those in none; `homes` are the pieces in whose cells others belong."""
    places = {(row, column): k for k, cell in enumerate(cells) for row in range(cell.row, cell.row_end) for column in range(cell.column, cell.column_end)}
    inside: list[list[Piece]] = [[] for _ in cells]
    outside: list[Piece] = []
    for piece in text:
        at = homes.get(id(piece), piece) if homes else piece
        # A text that runs over its right border is of the cell in which it begins.
        home = places.get((bisect_right(table.ys, at.middle) - 1, bisect_right(table.xs, at.x0 + min(1.0, (at.x1 - at.x0) / 2)) - 1))
        (outside if home is None else inside[home]).append(piece)
    return inside, outside


def _flown(table: Table, cells: list[Drawn], inside: list[list[Piece]], outside: list[Piece]) -> list[Piece]:
    """Give each cell that no rule closes at the foot of the page the lines that flow out of it, close below its own; what is left of the pieces outside."""
    opened = [(cell, own) for cell, own in zip(cells, inside) if own and cell.row_end == len(table.ys) - 1 and not any(table.foot[cell.column : cell.column_end])]
    below = sorted((piece for piece in outside if opened and piece.y1 > table.ys[-1]), key=lambda piece: piece.y0)
    within = {id(piece): own for cell, own in opened for piece in below if table.xs[cell.column] - LEAN < piece.x0 and piece.x1 < table.xs[cell.column_end] + LEAN}
    # A caption below the table has words outside the open cells too.
    others = [piece.middle for piece in below if id(piece) not in within]
    flown = set()
    for piece in below:
        own = within.get(id(piece))
        if own and piece.y0 - max(p.y1 for p in own) < CLOSE * piece.size and all(abs(piece.middle - y) > 0.5 * piece.size for y in others):
            own.append(piece)
            flown.add(id(piece))
    return [piece for piece in outside if id(piece) not in flown]


def _by_columns(cell: Drawn, table: Table, own: list[Piece]) -> list[tuple[Drawn, list[Piece]]]:
    """A cell with its pieces; a heading drawn as one box over all columns is one per column, if its words keep within the columns and leave gaps between them."""
    columns = range(cell.column, cell.column_end)
    if cell.row or len(columns) < 4 or len(columns) < len(table.xs) - 1:
        return [(cell, own)]
    shown = [piece for piece in own if not piece.hidden]
    bands = [[p for p in shown if table.xs[k] <= (p.x0 + p.x1) / 2 < table.xs[k + 1]] for k in columns]
    within = [[p for p in band if table.xs[k] - LEAN <= p.x0 and p.x1 <= table.xs[k + 1] + LEAN] for k, band in zip(columns, bands)]
    filled = [band for band in within if band]
    apart = all(min(p.x0 for p in right) - max(p.x1 for p in left) > 0.5 * left[0].size for left, right in zip(filled, filled[1:]))
    if sum(map(bool, bands)) < 0.5 * len(bands) or len(filled) < 3 or not apart:
        return [(cell, own)]
    return [(replace(cell, column=k, column_end=k + 1), band) for k, band in zip(columns, bands)]


def _shade(cells: list[Drawn], of: list[Table], boxes: np.ndarray, colours: list[str]):
    """Give each cell the colour of the last shape painted behind its middle; white is none."""
    if not len(boxes) or not cells:
        return
    x = np.array([(table.xs[cell.column] + table.xs[cell.column_end]) / 2 for cell, table in zip(cells, of)])
    y = np.array([(cell.top + cell.bottom) / 2 for cell in cells])
    last = topmost(boxes, x, y)
    for cell, k in zip(cells, last):
        cell.fill = colours[k] if k >= 0 and colours[k] != "ffffff" else None


def _apart(cell: Drawn, ys: list[float]) -> list[Drawn]:
    """A cell over several rows whose lines are whole numbers, each beside a row of its own, is that many cells: the rule between them is missing."""
    if len(cell.lines) < 2:
        return [cell]
    # A book may lose the rule between a code row and its result row in some columns only.
    rows = [bisect_right(ys, (line.y0 + line.y1) / 2) - 1 for line in cell.lines]
    if len(set(rows)) < len(rows) or not all(NUMBER.fullmatch(line.text) for line in cell.lines):
        return [cell]
    starts = [cell.row, *rows[1:], cell.row_end]
    return [replace(cell, row=a, row_end=b, top=ys[a], bottom=ys[b], lines=[line]) for a, b, line in zip(starts, starts[1:], cell.lines)]
