"""Rows of a grid to nodes: which cell begins a node of which level, and under whom it hangs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.grid import Cell, Grid
from pipeline.transform.headings import Column, Head, level_names
from pipeline.vocabulary import vocabulary

CODE = re.compile(r"(?:\d|X)[.,](?:\d\d|XX)(?:[.,](?:\d{1,4}|XX))*\.?", re.I)
CODED = re.compile(rf"^({CODE.pattern})\s*[-–]?\s+(?=\D)", re.I)
NUMBERED = re.compile(r"^(?:(\d{1,2}|[a-z]|[IVX]{1,5})\s?[.)]|(\d{1,2}(?:\.\d{1,2})+)\.?|([A-Z]{1,2}\.\d+(?:\.\d+)*)\.?)\s+(?=\S)")

BARE = re.compile(r"(\d{1,2})\s+(?=\D)")


@dataclass(eq=False)
class Indicator:
    """An indicator as read: its name and what stands beside it."""

    name: str
    cell: Cell
    number: str | None = None
    values: dict = field(default_factory=dict)
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
    result: list[str] = field(default_factory=list)
    supports: Indicator | None = None
    indicators: list[Indicator] = field(default_factory=list)
    budgets: list = field(default_factory=list)
    owners: list = field(default_factory=list)
    alignments: list = field(default_factory=list)


def split_front(text: str, level: str | None) -> tuple[str | None, str | None, str]:
    """(number, code, name) of a text: a level word closed by a colon goes, a number or code in front is taken off."""
    words = "|".join(sorted((w for entry in vocabulary("levels")["level"] for w in entry["words"]), key=len, reverse=True))
    label = re.match(rf"^(?:{words})(?:\s+([\w.]{{1,6}}))?\s*:\s*", text, re.I)
    number, text = (label.group(1), text[label.end() :]) if label else (None, text)
    coded = CODED.match(text)
    if coded:
        return number, coded.group(1).rstrip("."), text[coded.end() :]
    front = NUMBERED.match(text)
    if front and number is None:
        return next(g for g in front.groups() if g), None, text[front.end() :]
    return number, None, text


def level_of_row(name: str, code: str | None, before: list[str]) -> str | None:
    """The level of a row in a column that levels share: by the length of its code, a word in front, the form of its verb."""
    levels = vocabulary("levels")
    if code:
        segments = len(code.split("."))
        return next((entry["name"] for entry in levels["level"] if segments in entry.get("code_segments", ())), None)
    lead = name.lower()
    for entry in reversed(levels["level"]):
        if any(re.match(rf"{re.escape(word)}(?:\s+[\w.]{{1,6}})?\s*:", lead) for word in entry["words"]):
            return entry["name"]
    word = next((entry["name"] for entry in reversed(levels["level"]) if entry["name"] in ("program", "kegiatan", "sub_kegiatan")
                 and any(lead.startswith(w + " ") for w in entry["words"])), None)
    if word:
        return word
    form = next((level for level, pattern in levels["verb_form"].items() if re.match(pattern, name, re.I)), None)
    return form or ("sasaran" if "tujuan" in before else "tujuan")


@dataclass(frozen=True)
class Tree:
    """The nodes of a grid in reading order, those that each row prints (begun or again), the ids of the cells used, the nodes whose words gave
    their level, and the cells that hold a level word alone."""

    nodes: list[Node]
    printed: dict[int, list[Node]]
    used: set[int]
    guessed: list[Node]
    empty: list[Cell]


def build(grid: Grid, head: Head, notes: set[int]) -> Tree:
    """The tree of a grid; `notes` are the ids of its note cells, which name nothing."""
    walk = _Walk(grid, head, notes)
    for row in range(head.end, grid.rows):
        walk.step(row)
    _close(walk.nodes, grid.rows)
    _number(walk.nodes)
    return Tree(walk.nodes, walk.printed, walk.used, [node for node in walk.nodes if node in walk.guessed], walk.empty)


class _Walk:
    """The state of one pass over the rows: the open node of each level."""

    def __init__(self, grid: Grid, head: Head, notes: set[int]):
        self.grid, self.notes = grid, notes
        self.names = _in_order([c for c in head.columns if c.field == "name"])
        self.head = head
        self.order = level_names()
        self.open: dict[str, Node] = {}
        self.nodes: list[Node] = []
        self.printed: dict[int, list[Node]] = {}
        self.used: set[int] = set()
        self.guessed: list[Node] = []
        self.empty: list[Cell] = []

    def step(self, row: int):
        again = False
        for column in self.names:
            cell = self.grid.at(row, column.index)
            if cell.row != row or id(cell) in self.notes:
                continue
            code_cells = self._beside(row, column, "code")
            if not cell.text and not any(c.text for c in code_cells):
                continue
            node = self._node(row, column, cell, code_cells)
            if node is None:
                continue
            old = self.open.get(node.level)
            above = [n for n in self.names if n.level and self.order.index(n.level) < self.order.index(node.level)]
            same = old and (old.name, old.number, old.code) == (node.name, node.number, node.code)
            if same and (again or not above or node.code and not cell.text == ""):
                node, again = old, True
            else:
                self._begin(node)
                again = False
            self.printed.setdefault(row, []).append(node)

    def _node(self, row, column: Column, cell: Cell, code_cells) -> Node | None:
        self.used.update([id(cell), *map(id, code_cells)])
        number, code, name = split_front(cell.text, column.level)
        number_cells = [c for c in self._beside(row, column, "number") if c.row == row]
        self.used.update(map(id, number_cells))
        number = next((c.text.strip("().") for c in number_cells if c.text), number)
        code = ".".join(c.text.replace(",", ".").rstrip(".") for c in code_cells if c.text) or code
        if not name and not code:
            self.empty.append(cell)
            return None
        level = column.level or level_of_row(cell.text, code, list(self.open))
        node = Node(level, name, cell, row, None, number, code) if level else None
        if node and not column.level and not code:
            self.guessed.append(node)
        return node

    def _beside(self, row, column: Column, wanted: str) -> list[Cell]:
        found = [self.grid.at(row, c.index) for c in self.head.columns if c.field == wanted and c.index < column.index and self._owns(c, column)]
        return [c for c in dict.fromkeys(found) if c.row == row]

    def _owns(self, other: Column, column: Column) -> bool:
        if other.level:
            return other.level == column.level
        return not any(n.index in range(other.index + 1, column.index) for n in self.names)

    def _begin(self, node: Node):
        rank = self.order.index(node.level)
        self.open = {level: n for level, n in self.open.items() if self.order.index(level) < rank}
        node.parent = max(self.open.values(), key=lambda n: self.order.index(n.level), default=None)
        self.open[node.level] = node
        self.nodes.append(node)


def _in_order(columns: list[Column]) -> list[Column]:
    order = level_names()
    return sorted(columns, key=lambda c: (order.index(c.level) if c.level else len(order), c.index))


def _close(nodes: list[Node], rows: int):
    """Each node reaches to the row where the next of its or a higher level begins."""
    order = level_names()
    for k, node in enumerate(nodes):
        rank = order.index(node.level)
        node.row_end = next((later.row for later in nodes[k + 1 :] if order.index(later.level) <= rank), rows)


def _number(nodes: list[Node]):
    """Bare numbers in front of names are numbers where siblings count up from 1."""
    families: dict[tuple, list[Node]] = {}
    for node in nodes:
        families.setdefault((id(node.parent), node.level), []).append(node)
    for family in families.values():
        fronts = [BARE.match(node.name) for node in family]
        counts = [int(m.group(1)) if m and node.number is None else None for m, node in zip(fronts, family)]
        if len(family) > 1 and counts == list(range(1, len(family) + 1)):
            for node, front in zip(family, fronts):
                node.number, node.name = front.group(1), node.name[front.end() :]
