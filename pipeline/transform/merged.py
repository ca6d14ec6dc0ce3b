"""Cells merged over several columns that name something: titles of the rows below, and names of a higher level than the columns that they cover."""

from __future__ import annotations

from pipeline.grid import Cell, Grid
from pipeline.transform import levels, titles
from pipeline.transform.fronts import Front
from pipeline.transform.headings import Column, Head

WIDE = 0.8


def spans(grid: Grid, cell: Cell) -> bool:
    """Whether a cell reaches over nearly the whole table, as a title of the rows below it does."""
    return cell.column_span > 2 and cell.column_span >= WIDE * grid.columns


def from_codes(head: Head, cell: Cell, column: Column) -> bool:
    """Whether a cell is merged over the columns of codes and that of the names that levels share."""
    before = _left(head, cell, column)
    return column.level is None and "code" in before and before <= {"code", "number", "count"} and cell.column_end > column.index


def from_counts(grid: Grid, head: Head, row: int, column: Column) -> Cell | None:
    """The cell in which a row begins left of its names and tells a level: one merged over them, or one that stands where rows are counted, beside which they are blank."""
    cell = next((c for c in grid.begun(row) if c.column < column.index), None)
    if cell is None or not (_tells_level(cell.text) or spans(grid, cell) and levels.level_of_verb(cell.text)):
        return None
    over = cell.column_end > column.index and _left(head, cell, column) <= {"code", "number", "count"}
    alone = not grid.at(row, column.index).text and _left(head, cell, column) <= {"number", "count"}
    return cell if over or alone else None


def leads_rows(grid: Grid, cell: Cell) -> bool:
    """Whether a cell is a title over the rows below, which may begin left of their names."""
    return spans(grid, cell) and bool(titles.names_unit(cell.text) or titles.heads_organisation(cell.text) or levels.level_of_label(cell.text))


def higher_level(grid: Grid, names: list[Column], cell: Cell, column: Column, front: Front) -> tuple[str | None, str]:
    """A higher level than that of its column that a cell tells, and the weak sign that told it: by its label, or by a word or code where it covers more columns
    than its own; by a word where it has no names of other levels beside it, or by the form of that where it reaches over nearly the whole table."""
    others = [other.index for other in names if other is not column]
    wide = cell.column < column.index or any(cell.column <= index < cell.column_end for index in others)
    alone = bool(others) and not any(grid.at(cell.row, index).text for index in others)
    told = levels.level_of_label(cell.text) or (_level_told(front.code, front.name) if wide else None)
    weak = None if told else levels.level_of_verb(front.name) if spans(grid, cell) else levels.level_of_word(front.name) if alone else None
    level = told or weak
    higher = column.level and level and levels.rank(level) < min(levels.rank(c.level) for c in names if c.level)
    return (level, "kata" if weak else "") if higher else (None, "")


def _tells_level(text: str) -> bool:
    _, code, name = levels.split_front(text)
    return bool(levels.level_of_label(text) or _level_told(code, name))


def _level_told(code: str | None, name: str) -> str | None:
    return levels.level_of_word(name) or (levels.level_of_code(code) if code and levels.whole(code) else None)


def _left(head: Head, cell: Cell, column: Column) -> set[str | None]:
    return {c.field for c in head.columns[cell.column : column.index]}
