"""One column of codes beside names of several levels: whose code each is."""

from __future__ import annotations

from pipeline.grid import Grid
from pipeline.transform import levels
from pipeline.transform.headings import Column, Head


def by_row(grid: Grid, head: Head) -> dict[int, int]:
    """The index of the column whose name the code of a row is of, where the names of several levels share one column of codes; none elsewhere."""
    codes = [c for c in head.columns if c.field == "code"]
    names = [c for c in head.columns if c.field == "name" and c.level in levels.coded()]
    if len(codes) != 1 or codes[0].level or len(names) < 2:
        return {}
    cells = [cell for cell in grid.cells if cell.column == codes[0].index and cell.row >= head.end and cell.text]
    return {cell.row: _owner(grid, cell.row, codes[0].index, names, levels.level_of_code(levels.join_code([cell.text]) or "")).index for cell in cells}


def _owner(grid: Grid, row: int, index: int, names: list[Column], level: str | None) -> Column:
    """Of the names that begin in a row, the one of the level that a code tells by its length, else the one next to it."""
    begun = [n for n in names if (cell := grid.at(row, n.index)).text and cell.row == row] or names
    return next((n for n in begun if n.level == level), min(begun, key=lambda n: abs(n.index - index)))
