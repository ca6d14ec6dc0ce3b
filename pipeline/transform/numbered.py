"""Columns that hold numbers beside what they number: the first under a heading of two, and those without heading."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.grid import Grid

if TYPE_CHECKING:
    from pipeline.transform.headings import Column

NUMBER = re.compile(r"\(?([0-9]{1,3}|[a-z]|[ivx]{1,5}|[A-Z]{1,2}(\.\d+)+|\d+(\.\d+)*)[.)]?", re.I)


def split(grid: Grid, end: int, columns: list[Column]) -> tuple[Column, ...]:
    """Two columns under one heading: the first, narrow in its words, holds the numbers of the second; several hold the parts of a code."""
    for index in range(grid.columns):
        last = grid.at(end - 1, index)
        if last.column != index or last.column_span < 2 or not last.text:
            continue
        for k in range(last.column, last.column_end - 1):
            texts = [c.text for c in grid.cells if c.row >= end and c.text and last.column <= c.column <= k < c.column_end <= last.column_end]
            if columns[k].field == "code":
                continue
            if not texts or sum(bool(NUMBER.fullmatch(t)) for t in texts) >= 0.6 * len(texts):
                columns[k] = replace(columns[k], field={"name": "number", "indicator": "indicator_number"}.get(columns[k].field, "count"))
    return tuple(_numbers_unnamed(grid, end, column, right) for column, right in zip(columns, [*columns[1:], None]))


def _numbers_unnamed(grid: Grid, end: int, column: Column, right: Column | None) -> Column:
    """A column without heading that holds nothing but numbers is that of the names or indicators on its right."""
    field = {"name": "number", "indicator": "indicator_number"}.get(right.field) if right else None
    texts = [c.text for c in grid.cells if c.column == column.index and c.row >= end and c.text]
    if column.field is not None or column.heading or field is None or not texts or not all(NUMBER.fullmatch(part) for text in texts for part in text.split()):
        return column
    return replace(column, field=field, level=right.level)
