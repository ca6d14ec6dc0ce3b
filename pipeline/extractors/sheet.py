"""A sheet of any spreadsheet to a grid: its used range, its merges, and what lies behind or is hidden told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from pipeline.extractors.text import clean, join_lines
from pipeline.findings import Finding, Refused
from pipeline.grid import Book, Cell, Grid, Line, tiled
from pipeline.vocabulary import vocabulary

_LINE_ENDS = re.compile(r"\r\n|[\n\r\v\u2028\u2029]")

Place = tuple[int, int]
"""Column and row, counted from 1 as spreadsheets do."""

Area = tuple[int, int, int, int]
"""First column, first row, last column, last row, counted from 1."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a reader sees in a cell that is not empty: its lines, the number it holds, its marks."""

    lines: tuple[str, ...]
    value: float | None = None
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True)
class SheetCells:
    """A sheet as stored: its cells with text by place, its merges, its hidden rows and columns counted from 1."""

    name: str
    seen: dict[Place, Seen]
    merges: list[Area]
    hidden_rows: Iterable[int] = ()
    hidden_columns: Iterable[int] = ()


def booked(kind: str, sheets: list[SheetCells], concealed: int = 0, lines: Iterable[Line] = (), findings: Iterable[Finding] = (), name=None) -> Book:
    """A document of `sheets` that are seen and `concealed` ones that are not, which are only counted; `name` tells a cell's source.

    Raises Refused: terlalu-banyak-sel.
    """
    pieces = [gridded(sheet, vocabulary("limits")["excel"], name or address) for sheet in sheets]
    grids = tuple(grid for grid, _ in pieces if grid)
    told = [finding for _, found in pieces for finding in found]
    return Book(kind, len(sheets) + concealed, grids, tuple(lines), (*findings, *told, *hidden(grids, concealed)))


def split_lines(text: str) -> tuple[str, ...]:
    """The lines of a cell's text, each cleaned, without empty ones."""
    return tuple(line for raw in _LINE_ENDS.split(text) if (line := clean(raw)))


def address(sheet: str, column: int, row: int) -> str:
    """Where a cell stands, as a spreadsheet names it: `Cascading!B7`."""
    return f"{sheet}!{get_column_letter(column)}{row}"


def gridded(sheet: SheetCells, limits: dict, name: Callable[[str, int, int], str] = address) -> tuple[Grid | None, list[Finding]]:
    """The used range of a sheet as a grid, none where no cell has text; `name` tells a cell's source.

    Raises Refused: terlalu-banyak-sel.
    """
    if not sheet.seen:
        return None, []
    area = _used(sheet, limits)
    cells, behind = _cells(sheet, area, name)
    rows, columns = area[3] - area[1] + 1, area[2] - area[0] + 1
    grid = tiled(sheet.name, rows, columns, cells, lambda r, c: name(sheet.name, c + area[0], r + area[1]))
    hidden_rows = frozenset(r - area[1] for r in sheet.hidden_rows if area[1] <= r <= area[3])
    hidden_columns = frozenset(c - area[0] for c in sheet.hidden_columns if area[0] <= c <= area[2])
    findings = [Finding("teks-di-balik-gabungan", behind[0], {"jumlah": len(behind), "alamat": ", ".join(behind[:5])})] if behind else []
    return Grid(sheet.name, rows, columns, grid.cells, hidden_rows, hidden_columns, left=area[0] - 1), findings


def hidden(grids: Iterable[Grid], sheets: int) -> list[Finding]:
    """One finding that counts the rows and columns with text that are hidden, and the hidden sheets; none where all is seen."""
    rows = sum(len(g.hidden_rows & {c.row for c in g.cells if c.text}) for g in grids)
    columns = sum(len(g.hidden_columns & {c.column for c in g.cells if c.text}) for g in grids)
    return [Finding("baris-tersembunyi", "", {"baris": rows, "kolom": columns, "lembar": sheets})] if rows or columns or sheets else []


def check_size(places: int, limits: dict) -> None:
    """Raises Refused: terlalu-banyak-sel."""
    if places > limits["sel"]:
        raise Refused("terlalu-banyak-sel", {"jumlah": places, "batas": limits["sel"]})


def _used(sheet: SheetCells, limits: dict) -> Area:
    columns, rows = [c for c, _ in sheet.seen], [r for _, r in sheet.seen]
    right, bottom = max(columns), max(rows)
    # A merge without text widens no table.
    ends = [(m[2], m[3]) for m in sheet.merges if (m[0], m[1]) in sheet.seen]
    # Titles are merged as far as the sheet goes, where no table stands any more.
    last_column = max([right] + [c for c, _ in ends if c <= right + limits["gabungan_kolom"]])
    last_row = max([bottom] + [r for _, r in ends if r <= bottom + limits["gabungan_baris"]])
    check_size((last_column - min(columns) + 1) * (last_row - min(rows) + 1), limits)
    return min(columns), min(rows), last_column, last_row


def _clipped(merges: list[Area], area: Area) -> list[tuple[Area, Place]]:
    """The merges within the area, each with its own first place, in reading order."""
    cut = [((max(m[0], area[0]), max(m[1], area[1]), min(m[2], area[2]), min(m[3], area[3])), m[:2]) for m in merges]
    return sorted((m for m in cut if m[0][0] <= m[0][2] and m[0][1] <= m[0][3]), key=lambda m: (m[0][1], m[0][0]))


def _cells(sheet: SheetCells, area: Area, name: Callable) -> tuple[list[Cell], list[str]]:
    """The cells that are merged or hold text, and the sources of texts that lie behind a merge."""
    cells, behind, taken = [], [], set()
    for span, start in _clipped(sheet.merges, area):
        if span[:2] in taken:
            continue
        places = {(c, r) for r in range(span[1], span[3] + 1) for c in range(span[0], span[2] + 1)}
        # Damaged files have merges that overlap: the first in reading order holds.
        if len(places) > 1 and not places & taken:
            taken |= places
            covered = sorted((p for p in places if p in sheet.seen and p != start), key=lambda p: (p[1], p[0]))
            behind += [name(sheet.name, *place) for place in covered]
            cells.append(_cell(sheet.seen.get(start, Seen(())), name(sheet.name, *start), span, area))
    cells += [_cell(seen, name(sheet.name, *place), (*place, *place), area) for place, seen in sheet.seen.items() if place not in taken]
    return cells, behind


def _cell(seen: Seen, source: str, span: Area, area: Area) -> Cell:
    row, column, row_span, column_span = span[1] - area[1], span[0] - area[0], span[3] - span[1] + 1, span[2] - span[0] + 1
    return Cell(row, column, row_span, column_span, join_lines(seen.lines), seen.lines, source, seen.value, seen.marks)
