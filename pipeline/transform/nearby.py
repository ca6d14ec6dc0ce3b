"""Which node a finding about a cell is near, where it names none."""

from __future__ import annotations

from pipeline.grid import Cell
from pipeline.transform.headings import Head
from pipeline.transform.node import Node, Tree


def places(tables: list, sources: set[str]) -> dict[str, Node]:
    """The node near each of those sources that are cells of the tables."""
    cells = ((table, cell) for table in tables for cell in table.grid.cells if cell.source in sources and cell.row >= table.head.end)
    near = ((cell.source, _near(table.tree, table.head, cell)) for table, cell in cells)
    return {source: node for source, node in near if node}


def _near(tree: Tree, head: Head, cell: Cell) -> Node | None:
    """The node of the cell's column that covers its row, else the one that the row speaks of, else the last that begins above."""
    level = head.columns[cell.column].level
    above = lambda: (node for node in reversed(tree.nodes) if node.row <= cell.row)
    covering = next((node for node in above() if node.level == level and cell.row < node.row_end), None) if level else None
    return covering or tree.at.get(cell.row) or next(above(), None)
