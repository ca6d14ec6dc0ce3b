"""Tables without a heading that can be read: what their columns hold is told by codes, by units and by the words that indicators begin with."""

from __future__ import annotations

from dataclasses import replace

from pipeline.grid import Cell, Grid
from pipeline.transform import indicators, levels
from pipeline.transform.heading_words import field_of, known, levels_in
from pipeline.transform.headings import Column, Head
from pipeline.transform.join import alike
from pipeline.transform.levels import bare_name
from pipeline.transform.node import Node

# Rows of results stand between those with codes, and are often the more; a few codes alone may be numbers.
CODES, SHARE = 4, 0.3
GOALS = ("tujuan", "sasaran")


def guessed(grid: Grid) -> Head | None:
    """A heading for a grid whose rows bear codes in one column; None where no column does."""
    columns = [grid.column_cells(index) for index in range(grid.columns)]
    coded = [{c.row for c in cells if levels.split_front(c.text)[1]} for cells in columns]
    name = max(range(grid.columns), key=lambda k: len(coded[k]), default=None)
    if name is None or len(coded[name]) < CODES or len(coded[name]) < SHARE * len(columns[name]):
        return None
    end = next(r for r in range(grid.rows) if any(c.text and not _heads(c.text) for c in grid.row_cells(r)))
    return Head(0, end, tuple(_column(grid, k, end, name, columns[k], coded[name]) for k in range(grid.columns)), True)


def with_goals(grid: Grid, head: Head, goals: list[Node]) -> Head:
    """The heading with those columns named that nobody understood and most of whose texts are names of goals in other tables."""
    return replace(head, columns=tuple(_goal_column(column, [c.text for c in grid.column_cells(column.index) if c.row >= head.end], goals) for column in head.columns))


def going_on(grid: Grid, head: Head, above: tuple[Grid, Head]) -> Head:
    """The heading with those columns named that nobody understood and that stand below a column of the table on the page before."""
    before, known = above
    if max((page for c in before.cells for page, *_ in c.boxes), default=0) + 1 != min((page for c in grid.cells for page, *_ in c.boxes), default=0):
        return head
    return replace(head, columns=tuple(_column_above(column, _middle(grid, column.index), before, known) for column in head.columns))


def _middle(grid: Grid, index: int) -> float | None:
    """The middle of a column across the page."""
    return next(((c.boxes[0][1] + c.boxes[0][3]) / 2 for c in grid.cells if c.column == index and c.column_span == 1 and c.boxes), None)


def _column_above(column: Column, middle: float | None, before: Grid, known: Head) -> Column:
    if column.field is not None or middle is None:
        return column
    above = next((known.columns[c.column] for c in before.cells if c.row >= known.end and any(x0 < middle < x1 for _, x0, _, x1, _ in c.boxes)), column)
    return replace(above, index=column.index)


def _goal_column(column: Column, texts: list[str], goals: list[Node]) -> Column:
    if column.field is not None or not texts:
        return column
    names = {level: [bare_name(node.name, level) for node in goals if node.level == level] for level in GOALS}
    hits = {level: sum(any(alike(bare_name(text, level), name) for name in of) for text in texts) for level, of in names.items()}
    level = max(hits, key=hits.__getitem__)
    return replace(column, field="name", level=level, levels=(level,)) if hits[level] >= 0.5 * len(texts) else column


def _heads(text: str) -> bool:
    return known(text) or len(levels_in(text)) > 1


def _column(grid: Grid, index: int, end: int, name: int, cells: list[Cell], coded: set[int]) -> Column:
    heading = " / ".join(dict.fromkeys(grid.at(r, index).text for r in range(end) if grid.at(r, index).text))
    if index == name:
        return Column(index, "name", heading=heading)
    if field_of(heading) == "alignment":
        return Column(index, "alignment", heading=heading)
    body = [c for c in cells if c.row >= end]
    # A narrow column breaks its words.
    if sum(indicators.is_unit(c.text) or indicators.is_unit(c.text.replace(" ", "")) for c in body) > 0.8 * len(body):
        return Column(index, "unit", heading=heading)
    states = sum(levels.level_of_verb(c.text) == "sasaran" for c in body) >= 0.5 * len(body)
    measures = sum(indicators.kind(c.text) not in ("pernyataan", "tidak_jelas") for c in body) >= 0.5 * len(body)
    if body and measures and not states:
        return Column(index, "indicator", heading=heading)
    # A statement in a row without code may be a higher level, which no code tells.
    beside = sum(c.row in coded for c in body) >= 0.8 * len(body)
    return Column(index, "result" if body and states and beside else None, heading=heading)
