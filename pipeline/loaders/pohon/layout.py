"""Where the boxes of a tree lie: the levels above the programs side by side, what is below them listed in columns under their heading.

All measures are points; x grows to the right, y downwards. No two boxes meet, and text fits its box.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import repeat
from typing import NamedTuple

from pipeline.loaders.pohon import text
from pipeline.loaders.pohon.nodes import Node, is_above, walk
from pipeline.vocabulary import vocabulary

WIDTH = 214  # of a column
NARROWEST = 110  # box, however deep it is indented
INDENT = 14
PADDING = 5
GAP = 6
COLUMN_GAP = 12
ROW_GAP = 26
LINES = 40  # of one box in a column; longer text goes on in a next box
CONTINUED = 2 * PADDING + sum(text.height(text.Line("", style)) for style in ("label", "text"))  # how high a box is that names its node again
STEPS = 8  # of the search for the lowest columns


@dataclass(eq=False)
class Box:
    """A box with its lines of text; `key` tells it from other boxes of its node."""

    node: Node
    x: float
    y: float
    w: float
    h: float
    lines: list[text.Line]
    key: str


class Edge(NamedTuple):
    """A line from a box to a box below it; with a `reach` it enters at the left, from a stem so far before it."""

    parent: Box
    child: Box
    reach: float | None = None


@dataclass
class Block:
    """Boxes laid out together, from 0, 0 to w, h."""

    w: float = 0
    h: float = 0
    boxes: list[Box] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)


@dataclass
class Entry:
    """A node to list in a column: its depth, its boxes, and how high it is with all below it."""

    node: Node
    parent: Node | None
    depth: int
    boxes: list[Box]
    height: float


@dataclass
class Column:
    """A column being filled; `edges` without parent come from the heading."""

    limit: float
    h: float = 0
    boxes: list[Box] = field(default_factory=list)
    edges: list[tuple[Box | None, Box, float]] = field(default_factory=list)
    last: dict[Node, Box] = field(default_factory=dict)


def points(edge: Edge) -> list[tuple[float, float]]:
    """The corners of an edge from its parent to its child."""
    parent, child = edge.parent, edge.child
    if edge.reach is not None:
        stem, y = child.x - edge.reach, child.y + min(child.h / 2, 12)
        return [(stem, parent.y + parent.h), (stem, y), (child.x, y)]
    start, end, between = parent.x + parent.w / 2, child.x + child.w / 2, child.y - ROW_GAP / 2
    return [(start, parent.y + parent.h), (start, between), (end, between), (end, child.y)]


def box(node: Node, w: float) -> Box:
    """The box of a node at 0, 0, as high as its text is."""
    return boxed(node, w, text.lines(node.texts, w - 2 * PADDING), node.key)


def boxed(node: Node, w: float, lines: list[text.Line], key: str) -> Box:
    """A box of some lines at 0, 0."""
    return Box(node, 0, 0, w, sum(text.height(line) for line in lines) + 2 * PADDING, lines, key)


def pieces(node: Node, w: float, texts: list[tuple[str, str]], first: int = 0) -> list[Box]:
    """The boxes of a node that say some texts, none of more than `LINES` lines; `first` is the number of the first, those after 0 say whose they are."""
    parts = enumerate(text.parted(text.lines(texts, w - 2 * PADDING), LINES), first)
    return [boxed(node, w, [_again(node, w), *part], f"{node.key}~{number}") if number else boxed(node, w, part, node.key) for number, part in parts]


def continued(node: Node, w: float, part: str) -> Box:
    """A low box that names again a node whose list goes on."""
    return boxed(node, w, [_again(node, w), text.Line(text.shortened(node.name, "text", w - 2 * PADDING), "text")], node.key + part)


def move(block: Block, x: float, y: float) -> None:
    """Shift all boxes of a block."""
    for each in block.boxes:
        each.x, each.y = each.x + x, each.y + y


def entries(roots: list[Node], width: float) -> list[Entry]:
    """The nodes of some trees, ready to be listed in columns of a width."""
    found = [Entry(node, parent, depth, pieces(node, _room(width, depth), node.texts), 0) for node, parent, depth in walk(roots)]
    totals: dict[Node | None, float] = {}
    # From the last to the first: children come before their parent.
    for entry in reversed(found):
        entry.height = sum(each.h + GAP for each in entry.boxes) - GAP + totals.get(entry.node, 0)
        totals[entry.parent] = totals.get(entry.parent, 0) + GAP + entry.height
    return found


def flow(listed: list[Entry], width: float, limits: Iterable[float]) -> list[Column]:
    """Columns no higher than the limits, one limit each; a root stays whole where a column holds it, and a list that is broken names its parent again."""
    limits = iter(limits)
    columns = [Column(next(limits))]
    for entry, following in zip(listed, [*listed[1:], None]):
        # No node stands at the foot of a column without its first child.
        child = GAP + following.boxes[0].h if following and following.parent is entry.node else 0
        for each in entry.boxes:
            need = entry.height if each is entry.boxes[0] and entry.depth == 0 and entry.height <= columns[-1].limit else each.h + child
            again = CONTINUED + GAP if entry.parent and entry.parent not in columns[-1].last else 0
            if columns[-1].boxes and columns[-1].h + GAP + again + need > columns[-1].limit:
                columns.append(Column(next(limits)))
            _put(columns[-1], entry, each, width, len(columns))
    return columns


def hang(head: Node | None, children: list[Node], width: float, limit: float) -> Block:
    """A heading over its children and all below them, in columns of even height no higher than the limit; without head the columns alone."""
    listed = entries(children, width)
    columns = flow(listed, width, repeat(limit))
    if len(columns) > 1:
        columns = balanced(listed, width, limit, len(columns))
    across = column_width(listed, width)
    return under(box(head, len(columns) * (across + COLUMN_GAP) - COLUMN_GAP) if head else None, columns, across)


def balanced(listed: list[Entry], width: float, limit: float, count: int) -> list[Column]:
    """At most so many columns, as low as they may be; more where the limit asks for them."""
    # No lower than the highest root that a column holds, for it stays whole.
    low, high = max((entry.height for entry in listed if entry.depth == 0 and entry.height <= limit), default=limit), limit
    for _ in range(STEPS):
        middle = (low + high) / 2
        columns = flow(listed, width, repeat(middle))
        fits = len(columns) <= count and max(column.h for column in columns) <= limit
        low, high = (low, middle) if fits else (middle, high)
    return flow(listed, width, repeat(high))


def under(head: Box | None, columns: list[Column], width: float) -> Block:
    """Columns of a width side by side, below their heading."""
    top = head.h + 2 * GAP if head else 0
    block = Block(max(len(columns) * (width + COLUMN_GAP) - COLUMN_GAP, head.w if head else 0), top + max(column.h for column in columns), [head] if head else [])
    for place, column in enumerate(columns):
        for each in column.boxes:
            each.x, each.y = each.x + place * (width + COLUMN_GAP), each.y + top
        block.boxes += column.boxes
        block.edges += [Edge(parent or head, child, reach) for parent, child, reach in column.edges if parent or head]
    return block


def column_width(listed: list[Entry], width: float) -> float:
    """How wide a column is that holds the deepest of the nodes too."""
    return max(width, NARROWEST + INDENT * (1 + max((entry.depth for entry in listed), default=0)))


def spread(roots: list[Node], width: float, limit: float) -> Block:
    """Some trees side by side, each parent above the middle of its children; nodes that stand alone are listed beside them."""
    alone = [root for root in roots if not root.children]
    placed = _spread([root for root in roots if root.children], width, limit)
    if not alone:
        return placed
    listed = hang(None, alone, width, limit)
    x = placed.w + 2 * COLUMN_GAP if placed.boxes else 0
    move(listed, x, 0)
    return Block(x + listed.w, max(placed.h, listed.h), placed.boxes + listed.boxes, placed.edges)


def _spread(roots: list[Node], width: float, limit: float) -> Block:
    order = list(_across(roots))
    blocks = {node: _lone(box(node, width)) if _spreads(node) or not node.children else hang(node, node.children, width, limit) for node, _, _ in order}
    tops = _tops(order, blocks)
    widths = _widths(order, blocks)
    whole = Block()
    lefts: dict[Node | None, float] = {None: 0}
    for node, parent, depth in order:
        x = lefts[parent]
        lefts[parent] = x + widths[node] + 2 * COLUMN_GAP
        beneath = _beneath(node, widths) if _spreads(node) else 0
        lefts[node] = x + (widths[node] - beneath) / 2
        move(blocks[node], x + (widths[node] - blocks[node].w) / 2, tops[depth])
        _add(whole, blocks[node], blocks[parent].boxes[0] if parent else None)
    return whole


def _add(whole: Block, block: Block, parent: Box | None) -> None:
    whole.w = max(whole.w, *(each.x + each.w for each in block.boxes))
    whole.h = max(whole.h, *(each.y + each.h for each in block.boxes))
    whole.boxes += block.boxes
    whole.edges += block.edges + ([Edge(parent, block.boxes[0])] if parent else [])


def _spreads(node: Node) -> bool:
    """Whether its children lie side by side: where one has children itself, above the programs."""
    return is_above(node) and any(child.children for child in node.children)


def _across(roots: list[Node]) -> Iterator[tuple[Node, Node | None, int]]:
    hung: set[Node] = set()
    for node, parent, depth in walk(roots):
        if parent in hung or parent is not None and not _spreads(parent):
            hung.add(node)
        else:
            yield node, parent, depth


def _tops(order, blocks: dict[Node, Block]) -> list[float]:
    """Where each row of boxes begins: below the highest box of the row above that has a row below it."""
    tops = [0.0] * (2 + max((depth for _, _, depth in order), default=0))
    for node, _, depth in order:
        if _spreads(node):
            tops[depth + 1] = max(tops[depth + 1], blocks[node].h + ROW_GAP)
    for depth in range(1, len(tops)):
        tops[depth] += tops[depth - 1]
    return tops


def _widths(order, blocks: dict[Node, Block]) -> dict[Node, float]:
    widths: dict[Node, float] = {}
    # A parent is as wide as its children, which follow it.
    for node, _, _ in reversed(order):
        widths[node] = max(blocks[node].w, _beneath(node, widths) if _spreads(node) else 0)
    return widths


def _beneath(node: Node, widths: dict[Node, float]) -> float:
    return sum(widths[child] + 2 * COLUMN_GAP for child in node.children) - 2 * COLUMN_GAP


def _lone(only: Box) -> Block:
    return Block(only.w, only.h, [only])


def _room(width: float, depth: int) -> float:
    return max(width - INDENT * (depth + 1), NARROWEST)


def _put(column: Column, entry: Entry, each: Box, width: float, number: int) -> None:
    parent = column.last.get(entry.parent) if entry.parent else None
    if entry.parent and parent is None:
        parent = _laid(column, continued(entry.parent, _room(width, entry.depth - 1), f"@{number}"), entry.depth - 1)
        column.last[entry.parent] = parent
        column.edges.append((None, parent, INDENT * (entry.depth - 0.5)))
    column.last[entry.node] = _laid(column, each, entry.depth)
    column.edges.append((parent, each, INDENT / 2))


def _again(node: Node, w: float) -> text.Line:
    again = f" ({vocabulary('pohon')['kalimat']['lanjutan']})"
    return text.Line(text.shortened(node.label, "label", w - 2 * PADDING - text.width(again, "label")) + again, "label")


def _laid(column: Column, each: Box, depth: int) -> Box:
    each.x, each.y = INDENT * (depth + 1), column.h + (GAP if column.boxes else 0)
    column.h = each.y + each.h
    column.boxes.append(each)
    return each
