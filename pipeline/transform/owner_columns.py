"""Owner columns that name no level: of which level their owners are."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from pipeline.findings import Finding
from pipeline.grid import Cell, Grid
from pipeline.transform.heading_words import levels_in, plain
from pipeline.transform.headings import Column, Head
from pipeline.transform.levels import level_names
from pipeline.transform.lists import items
from pipeline.transform.node import Node, Tree
from pipeline.vocabulary import vocabulary


def owner_level(grid: Grid, head: Head, column: Column, tree: Tree, findings: list[Finding]) -> str | None:
    """The level each of whose nodes begins where a filled cell of the column begins, and none else; with levels in rows the row's node."""
    if any(c.field == "name" and c.level is None for c in head.columns):
        return None
    begun = begun_cells(grid, head, column, tree.printed)
    rows = {c.row for c in begun}
    column_cells = [c for c in grid.column_cells(column.index) if c.row >= head.end]
    starts = defaultdict(set)
    for node in tree.nodes:
        starts[node.level].add(node.row)
    left = _level_left(head, column)
    exact = [level for level in level_names() if starts[level] and starts[level] in (rows, {_begin(grid, c) for c in begun})]
    printed = left not in exact and _fits_printed(column_cells, starts[left], rows)
    if printed and (not exact or _stands_amid(head, column) or _own_before(head, column, exact)):
        return left
    said = _office_levels(column.heading) or levels_in(column.heading)
    exact = [level for level in exact if level in said] or exact
    likely = max((level for level in level_names() if starts[level]), key=lambda level: (len(starts[level] & rows) / len(starts[level] | rows), level == left), default=None)
    beside = [[node for node in tree.printed.get(row, []) if node.row == row] or tree.printed.get(row, []) for row in rows]
    own_rows = all(len(nodes) == 1 for nodes in beside) and len({nodes[0].level for nodes in beside}) > 1
    if not exact and rows and own_rows:
        return None
    level = left if left in exact else exact[-1] if exact else likely
    one_value = len({c.text for c in column_cells}) == 1 < len(column_cells)
    if rows and level and (len(exact) != 1 or one_value or printed) and of_indicators(grid, head, column, tree) is None:
        findings.append(Finding("kolom-milik-tingkat" if exact else "kolom-tidak-pasti", begun[0].source, {"teks": column.heading, "tingkat": level}))
    return level


def of_indicators(grid: Grid, head: Head, column: Column, tree: Tree) -> int | None:
    """The column of indicators left of an owner column whose cells begin just where those of it do, some of them below the first row of their node; None where they do not."""
    left = next((c for c in reversed(head.columns[: column.index]) if c.field == "indicator"), None)
    rows = {c.row for c in begun_cells(grid, head, column, tree.printed)}
    measured = {c.row for c in grid.column_cells(left.index) if c.row >= head.end} if left else set()
    return left.index if rows and rows == measured and not rows <= {node.row for node in tree.nodes} else None


def owners(cell: Cell) -> list[str]:
    """The owners that a cell names: the items of its list, or its parts between commas, slashes, `dan` or lines where each begins as an owner of one kind does."""
    found = items(cell)
    if len(found) > 1:
        return found
    parts = next((parts for parting, kind in _kinds() if all(map(kind.match, parts := parting.split("\n".join(cell.lines)))) and len(parts) > 1), None)
    return [" ".join(part.split()) for part in parts] if parts else found


@cache
def _kinds() -> list[tuple[re.Pattern, re.Pattern]]:
    """For each kind of owners what parts them, and how their names begin."""
    begins = [rf"(?:{'|'.join(words)})\b" for words in vocabulary("headings")["owners"]["kinds"]]
    return [(re.compile(rf"(?:\s*[,/&]\s*(?:dan\s+)?|\s+dan\s+|(?<!dan)(?<!pada)(?<![-/,])\n)(?={begin})", re.I), re.compile(begin, re.I)) for begin in begins]


def _level_left(head: Head, column: Column) -> str | None:
    return next((c.level for c in reversed(head.columns[: column.index]) if c.level), None)


def _own_before(head: Head, column: Column, levels: list[str]) -> bool:
    """Whether each of some levels has an owner column of its own left of a further one."""
    own = {_level_left(head, c) for c in head.columns[: column.index] if c.field == "owner"}
    return bool(levels) and own.issuperset(levels)


def _stands_amid(head: Head, column: Column) -> bool:
    """Whether a further level is named right of a column: each level then has such a column of its own."""
    return any(c.field == "name" and c.level for c in head.columns[: column.index]) and any(c.field == "name" for c in head.columns[column.index :])


def _fits_printed(cells: list[Cell], starts: set[int], begun: set[int]) -> bool:
    """Whether each node of a level begins where a cell is filled, and each cell that says something else than the one above begins with a node."""
    return bool(starts) and starts <= {c.row for c in cells} and begun <= starts


def _office_levels(heading: str) -> list[str]:
    """The levels that the holders of the office answer for which the heading of an owner column names (`Eselon III`)."""
    words = f" {plain(heading)} "
    return next((entry["levels"] for entry in vocabulary("headings")["office"] if any(f" {word} " in words for word in entry["words"])), [])


def begun_cells(grid: Grid, head: Head, column: Column, printed: dict[int, list[Node]]) -> list[Cell]:
    """The filled cells of a column from top to bottom; where rows print their parents again, equal neighbours are one cell printed again."""
    cells = list(dict.fromkeys(grid.at(r, column.index) for r in range(head.end, grid.rows)))
    filled = [c for c in cells if c.text]
    again = {row for row, nodes in printed.items() for node in nodes if node.row < row}
    return [c for k, c in enumerate(filled) if k == 0 or c.text != filled[k - 1].text or c.row not in again]


def _begin(grid: Grid, cell: Cell) -> int:
    """The row in which a cell begins: a blank one at the foot of the page before is its upper part, whose text stands in the middle."""
    above = grid.at(cell.row - 1, cell.column)
    parted = above.boxes and cell.boxes and above.boxes[-1][0] < cell.boxes[0][0]
    return above.row if parted and not above.text else cell.row
