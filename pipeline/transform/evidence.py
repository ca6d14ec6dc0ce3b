"""What each cell of a document was taken for, kept with the reading for those who want to see it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from itertools import count

from pipeline.grid import Cell, Grid
from pipeline.transform.headings import Head
from pipeline.vocabulary import vocabulary

HEADING, NOTE, UNREAD = "heading", "note", "unread"


def numbered(grids: Iterable[Grid]) -> list[Grid]:
    """The grids with cells that bear their numbers within the document."""
    numbers = count(1)
    # Each step makes cells anew, so that neither identity nor row follows a cell through them: its number does.
    return [replace(grid, cells=tuple(Cell(*cell[:-1], next(numbers)) for cell in grid.cells)) for grid in grids]


def taken(whole: Grid, own: range, body: Grid, head: Head, notes: set[int], left: list[Cell]) -> dict[int, tuple[str, str]]:
    """By number what each cell of a table was taken for and its address: the field of its column, `heading` for all furniture, `note`, or `unread`.

    `whole` is the grid of which the table has its `own` rows, `body` what furniture left of it; `notes` are ids of cells of the body.
    """
    furniture = {cell.number: (HEADING, cell.source) for cell in whole.cells if cell.row in own}
    unread = {cell.number for cell in left}
    return furniture | {cell.number: (_role(cell, head, notes, unread), cell.source) for cell in body.cells if cell.row >= head.end}


def _role(cell: Cell, head: Head, notes: set[int], unread: set[int]) -> str:
    if cell.number in unread:
        return UNREAD
    column = head.columns[cell.column]
    return NOTE if id(cell) in notes else "pagu" if column.money else column.field or UNREAD


def rows(document_id: str, grids: Iterable[Grid], told: Iterable[dict[int, tuple[str, str]]]) -> list[dict]:
    """A row per grid; its cells with text are JSON lists of row, column, row span, column span, text, address, what it was taken for, boxes.

    A cell of a table that is no cascade was taken for nothing. Cells beyond `[gambar] sel` of `schemas/limits.toml` are only counted.
    """
    known = {number: taken for table in told for number, taken in table.items()}
    return [dict(document_id=document_id, position=position, **_row(grid, known)) for position, grid in enumerate(grids, 1)]


def pages(rows: Iterable[dict]) -> list[int]:
    """The pages on which cascade tables are drawn, of such rows."""
    return sorted({page for row in rows for *_, role, boxes in json.loads(row["cells"]) if role for page, *_ in boxes})


def _row(grid: Grid, known: dict[int, tuple[str, str]]) -> dict:
    filled, most = [cell for cell in grid.cells if cell.text], vocabulary("limits")["gambar"]["sel"]
    cells = []
    for cell in filled[:most]:
        role, source = known.get(cell.number, (None, cell.source))
        # A tenth of a point is less than a screen shows; longer numbers would only swell what is kept.
        boxes = [[page, round(x0, 1), round(y0, 1), round(x1, 1), round(y1, 1)] for page, x0, y0, x1, y1 in cell.boxes]
        cells.append([cell.row, cell.column, cell.row_span, cell.column_span, cell.text, source, role, boxes])
    return dict(source=grid.source, rows=grid.rows if len(cells) == len(filled) else cells[-1][0] + 1, columns=grid.columns, left_out=len(filled) - len(cells),
                cells=json.dumps(cells, ensure_ascii=False, separators=(",", ":")))
