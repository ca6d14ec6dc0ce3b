"""Cells with an address, and the small algebra on them: what every extractor gives and every transform takes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from pipeline.findings import Finding

# Beyond it not all digits of a whole number are kept, and no value of a cascade has as many.
LARGEST = 2.0**53


# Steps make cells anew by the hundred thousand: a tuple is made in a fifth of the time of a frozen class.
class Cell(NamedTuple):
    """One cell of a table.

    `row` and `column` count from 0; `text` is one cleaned line, `lines` are the lines as drawn (each cleaned);
    `value` is the number that a workbook cell holds, up to LARGEST; `marks` are out of bold, fill, strike, comment, cut, twice, leans.
    `source` tells a person where it stands: `Cascading!B7`, or `hal. 2, baris 14, kolom 3`; `boxes` are (page, x0, y0, x1, y1) in points from the upper
    left corner, one per page that draws it; `number` is its own within the document.
    """

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    text: str = ""
    lines: tuple[str, ...] = ()
    source: str = ""
    value: float | None = None
    marks: frozenset[str] = frozenset()
    boxes: tuple[tuple[int, float, float, float, float], ...] = ()
    number: int = 0

    @property
    def row_end(self) -> int:
        return self.row + self.row_span

    @property
    def column_end(self) -> int:
        return self.column + self.column_span


@dataclass(frozen=True)
class Grid:
    """One table of a document: cells that tile `rows` x `columns` without overlap, empty ones included.

    `repeated` counts the cells with text of headings that further pages print again, which are no cells of the grid. `captions` are the lines that stand
    above it and below the one before, where the format tells; one with a row stands above that, over a further page. `left` counts the columns of its sheet
    before its first.
    """

    source: str
    rows: int
    columns: int
    cells: tuple[Cell, ...]
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    repeated: int = 0
    captions: tuple[Cell, ...] = ()
    left: int = 0

    @cached_property
    def _places(self) -> dict[tuple[int, int], Cell]:
        return {(r, c): cell for cell in self.cells for r in range(cell.row, cell.row_end) for c in range(cell.column, cell.column_end)}

    @cached_property
    def _rows(self) -> list[list[Cell]]:
        rows: list[list[Cell]] = [[] for _ in range(self.rows)]
        for cell in sorted(self.cells, key=lambda cell: cell.column):
            for row in range(cell.row, cell.row_end):
                rows[row].append(cell)
        return rows

    def at(self, row: int, column: int) -> Cell:
        """The cell that covers a place."""
        return self._places[row, column]

    def row_cells(self, row: int) -> list[Cell]:
        """The cells that cover a row, from left to right, each once."""
        return self._rows[row]

    @cached_property
    def _columns(self) -> list[list[Cell]]:
        columns: list[list[Cell]] = [[] for _ in range(self.columns)]
        for cell in self.cells:
            if cell.text:
                columns[cell.column].append(cell)
        return columns

    def column_cells(self, column: int) -> list[Cell]:
        """The cells with text that begin in a column, in the order of the grid's cells."""
        return self._columns[column]

    @cached_property
    def _begun(self) -> list[list[Cell]]:
        return [[cell for cell in cells if cell.text and cell.row == row] for row, cells in enumerate(self._rows)]

    def begun(self, row: int) -> list[Cell]:
        """The cells with text that begin in a row, from left to right."""
        return self._begun[row]


@dataclass(frozen=True)
class Line:
    """A line of text outside the tables: a title, a footer, a margin note."""

    text: str
    source: str
    page: int = 1
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Book:
    """What an extractor gives for one document: its grids, the lines around them, and what it could not read.

    `saved` is when it was last saved, in UTC, as the file itself says; empty where it does not. `draw` gives rows with the pictures of pages by their numbers, where the format has pages.
    """

    format: str
    pages: int
    grids: tuple[Grid, ...] = ()
    lines: tuple[Line, ...] = ()
    findings: tuple[Finding, ...] = field(default=())
    saved: str = ""
    draw: Callable[[Iterable[int]], list[dict]] | None = None


def tiled(source: str, rows: int, columns: int, cells: list[Cell], address) -> Grid:
    """A grid whose uncovered places are filled with empty cells; `address(row, column)` names them."""
    taken = {(r, c) for cell in cells for r in range(cell.row, cell.row_end) for c in range(cell.column, cell.column_end)}
    empty = [Cell(r, c, source=address(r, c)) for r in range(rows) for c in range(columns) if (r, c) not in taken]
    return Grid(source, rows, columns, tuple(sorted(cells + empty, key=lambda cell: (cell.row, cell.column))))


def visible(grid: Grid) -> Grid:
    """The grid without its hidden rows and columns; what spans them grows narrower."""
    if not grid.hidden_rows and not grid.hidden_columns:
        return grid
    rows = [r for r in range(grid.rows) if r not in grid.hidden_rows]
    columns = [c for c in range(grid.columns) if c not in grid.hidden_columns]
    cells = (_squeezed(cell, rows, columns) for cell in grid.cells)
    return Grid(grid.source, len(rows), len(columns), tuple(c for c in cells if c), repeated=grid.repeated, captions=grid.captions, left=grid.left)


def _squeezed(cell: Cell, rows: list[int], columns: list[int]) -> Cell | None:
    top, bottom = bisect_left(rows, cell.row), bisect_left(rows, cell.row_end)
    left, right = bisect_left(columns, cell.column), bisect_left(columns, cell.column_end)
    return cell._replace(row=top, row_span=bottom - top, column=left, column_span=right - left) if top < bottom and left < right else None


def under_heading(source: str, heading: str) -> str:
    """The address of a page's cell with the heading of its column in place of the column's count."""
    before, counted, count = source.rpartition("kolom ")
    return f"{before}{counted}{heading}" if heading and counted and count.isdecimal() else source
