"""What cells of values say: the decimal mark of each column, and the value of one cell."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial

from pipeline.grid import Cell, Grid
from pipeline.transform import numbers
from pipeline.transform.headings import VALUES, Head
from pipeline.transform.lists import DASH, glued, items, marked

SUM = re.compile(r"\.\d{3}\.\d{3}|,\d{3},\d{3}")


def value_of(cell: Cell, part: str, mark: str | None, money: bool = False) -> numbers.Value:
    """The value of a cell: the number that a workbook holds, else the number its text says."""
    if cell.value is not None and part == cell.text:
        return numbers.Value(float(cell.value), None, None, part, None)
    if part == cell.text and _stacked(cell, mark):
        return numbers.Value(None, None, None, part, None, True)
    return (numbers.read_money if money else numbers.read_value)(part, mark)


def marks(grid: Grid, head: Head, document_mark: str | None) -> dict[int, str | None]:
    """The decimal mark of each column of values."""
    return numbers.table_marks(_texts(grid, head), document_mark)


def document_mark(tables: list[tuple[Grid, Head]]) -> str | None:
    """The decimal mark that the value columns of all tables of a document show; None where they show none or contradict each other."""
    return numbers.decimal_mark([text for grid, head in tables for texts in _texts(grid, head).values() for text in texts])


def listed(grid: Grid, cell: Cell, indicator: tuple[str, ...], count: int, marks: dict[int, str | None]) -> list[str]:
    """The values of a cell beside so many indicators, whose own cell has the lines `indicator`; its one text where its lines can be read in two ways."""
    lines = list(cell.lines) if len(cell.lines) == count else _with_units(cell.lines)
    parted = glued(cell.lines, indicator)
    if not parted:
        return lines if len(lines) == count else [cell.text]
    if not all(numbers.reads(line, marks[cell.column]) for line in cell.lines):
        return parted
    # `1.384` may be a value as well as a mark and a value: other values of the row show whether its list has marks.
    others = [c for c in grid.row_cells(cell.row) if c.column in marks and len(c.lines) == count and not glued(c.lines, indicator)]
    return lines if others else [cell.text]


def undashed(grid: Grid, cell: Cell, marks: dict[int, str | None]) -> str:
    """The value of a cell beside one indicator, without the dash that stands before it as before the indicator: a bullet, if no value of the row but money stands
    without one."""
    values = [c.text for c in grid.row_cells(cell.row) if c.column in marks and any(map(str.isdigit, c.text)) and not SUM.search(c.text)]
    return cell.text[1:] if all(map(DASH.match, values)) else cell.text


def _with_units(lines: tuple[str, ...]) -> list[str]:
    """The values of a cell's lines, each unit that a narrow column put below its number joined to it."""
    values: list[str] = []
    for line in lines:
        if values and not line[0].isdigit() and values[-1][0].isdigit():
            values[-1] += f" {line}"
        else:
            values.append(line)
    return values


def _stacked(cell: Cell, mark: str | None) -> bool:
    """Whether lines that an author broke, which no narrow column did, each hold a number: several values in one cell."""
    # Cells of a page have boxes: there a narrow column may have broken the lines.
    return not cell.boxes and len(cell.lines) > 1 and all(numbers.reads(line.rstrip(" ,;"), mark) for line in cell.lines)


def _texts(grid: Grid, head: Head) -> dict[int, list[str]]:
    cells = {c.index: [grid.at(r, c.index) for r in range(head.end, grid.rows) if grid.at(r, c.index).row == r] for c in head.columns if c.field in VALUES}
    listed = cache(partial(_listed, grid, head))
    # The text of a number that a workbook holds is made by its format and says nothing of how the author writes.
    return {index: [text for cell in column if cell.text and cell.value is None for text in _parts(cell, listed)] for index, column in cells.items()}


def _parts(cell: Cell, listed: Callable[[int], set[int]]) -> list[str]:
    """The values that one cell holds: those of a list without its marks, its lines where each is one, or stands beside an indicator of a list of as many."""
    # `2. 61` is no `2.61`.
    items_of_list = [text for _, text in marked(cell, named=False)]
    each = len(cell.lines) > 1 and (_stacked(cell, None) or len(cell.lines) in listed(cell.row))
    return items_of_list or glued(cell.lines) or (list(cell.lines) if each else [cell.text])


def _listed(grid: Grid, head: Head, row: int) -> set[int]:
    """How many indicators each list of a row holds."""
    return {len(items(grid.at(row, c.index), named=True)) for c in head.columns if c.field == "indicator"} - {1}
