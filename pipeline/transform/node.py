"""Nodes, indicators and their tree as they are read, before they become rows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from operator import attrgetter

from pipeline.findings import Finding
from pipeline.grid import Cell
from pipeline.transform.levels import rank


# Two that read alike are still two: nodes and indicators are told apart by identity.
@dataclass(eq=False)
class Indicator:
    """An indicator as read: its name and what stands beside it; `level` is that of its column, `formula_lines` are the lines of its formula as drawn in one cell."""

    name: str
    cell: Cell
    number: str | None = None
    level: str | None = None
    values: dict = field(default_factory=dict)
    formula_lines: tuple[str, ...] = ()
    targets: list = field(default_factory=list)


@dataclass(eq=False)
class Node:
    """A node as read; `row` to `row_end` are the rows of its grid that it covers."""

    level: str
    name: str
    cell: Cell
    row: int
    parent: Node | None = None
    number: str | None = None
    code: str | None = None
    row_end: int = 0
    status: str = "aktif"
    status_note: str | None = None
    valid_from: int | None = None
    valid_to: int | None = None
    unit_name: str | None = None
    organisation: str | None = None
    same_as: Node | None = None
    supports: Indicator | None = None
    result: list[str] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    budgets: list = field(default_factory=list)
    owners: list = field(default_factory=list)
    alignments: list = field(default_factory=list)

    def line(self):
        """The node and its ancestors, upwards."""
        node = self
        while node:
            yield node
            node = node.parent


@dataclass
class Tree:
    """What the rows of a grid gave.

    `nodes` stand in reading order; `printed` are the nodes that each row begins or prints again; `at` is the node that a row speaks of; `apart` are
    rows that name an organisation; `used` are the ids of the cells used; `guessed` are nodes whose words or looks gave their level, with which it was; `empty` are cells
    that hold a level word alone.
    """

    nodes: list[Node] = field(default_factory=list)
    printed: dict[int, list[Node]] = field(default_factory=dict)
    at: dict[int, Node | None] = field(default_factory=dict)
    apart: set[int] = field(default_factory=set)
    used: set[int] = field(default_factory=set)
    guessed: list[tuple[Node, str]] = field(default_factory=list)
    empty: list[Cell] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def close(nodes: list[Node], rows: int):
    """Have each node reach to the row where the next of its or a higher level begins; the last to the end of the rows."""
    for k, node in enumerate(nodes):
        deep = rank(node.level)
        node.row_end = next((later.row for later in nodes[k + 1 :] if rank(later.level) <= deep), rows)


def by_level(nodes: list[Node]) -> dict[str, list[Node]]:
    """The nodes of each level in the order of their rows."""
    levels: dict[str, list[Node]] = {}
    for node in sorted(nodes, key=attrgetter("row")):
        levels.setdefault(node.level, []).append(node)
    return levels


def covering(level: list[Node], row: int) -> Node | None:
    """The node, of those of one level by their rows, that covers a row."""
    # Each ends where the next begins, or before.
    place = bisect_right(level, row, key=attrgetter("row"))
    return level[place - 1] if place and row < level[place - 1].row_end else None


def begun(level: list[Node], after: int, before: int) -> list[Node]:
    """The nodes, of those of one level by their rows, that begin after a row and before another."""
    return level[bisect_right(level, after, key=attrgetter("row")) : bisect_left(level, before, key=attrgetter("row"))]


def placed(nodes: list[Node]) -> list[tuple[Node, Indicator]]:
    """The indicators of nodes by their rows, each with its node."""
    return sorted(((node, one) for node in nodes for one in node.indicators), key=_row_of)


def reached(placed: list[tuple[Node, Indicator]], cell: Cell) -> list[tuple[Node, Indicator]]:
    """Those of placed indicators that begin below the first row of a cell, and beside it."""
    return placed[bisect_right(placed, cell.row, key=_row_of) : bisect_left(placed, cell.row_end, key=_row_of)]


def _row_of(pair: tuple[Node, Indicator]) -> int:
    return pair[1].cell.row
