"""The pages of a printed tree, A3 across: first the levels down to the programs, then each program with all below it, on as many pages as it takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, repeat

from pipeline.loaders.pohon import layout, text
from pipeline.loaders.pohon.layout import Block, Box, Column, Entry
from pipeline.loaders.pohon.nodes import Node, bare, is_above, walk
from pipeline.vocabulary import vocabulary

WIDTH, HEIGHT = 1190.55, 841.89
MARGIN = 28
TOP, BOTTOM = 68, 40  # of the body, from the edges of the page
BODY, ROOM = WIDTH - 2 * MARGIN, HEIGHT - TOP - BOTTOM
COLUMNS = 5
COLUMN = (BODY - (COLUMNS - 1) * layout.COLUMN_GAP) / COLUMNS
NARROWER = (COLUMN, 170, 132)  # columns to try for a tree that shall fit one page
LARGEST = 1.4  # times as large as it is laid out, where there is room
LISTS = (260, 480)  # heights of its lists to try
HEADING = 12  # lines of a heading; the others go on in the first column
DEEPEST = 6  # depth at which a part ends, so that a column still holds its boxes


@dataclass
class Page:
    """A page: what its heading says, its boxes and edges, how much larger they are drawn, how far from the left, and its bookmark where a part begins on it."""

    heading: str
    block: Block
    scale: float = 1
    left: float = MARGIN
    bookmark: str | None = None


@dataclass
class Part:
    """What is printed by itself: a node and what is listed below it; several trees without head."""

    head: Node | None
    title: str
    children: list[Node]


def printed(roots: list[Node]) -> list[Page]:
    """The pages of some trees."""
    overview, parts = cut(roots)
    return [*_marked(overview, _overview(overview.children)), *chain.from_iterable(_marked(part, _blocks(part)) for part in parts)]


def cut(roots: list[Node]) -> tuple[Part, list[Part]]:
    """The overview, that ends at the programs, and the parts that go on from there; what hangs under no program is one part together."""
    words = vocabulary("pohon")["kalimat"]
    overview, rest = Part(None, words["ringkasan"], []), Part(None, words["sisa"], [])
    parts = []
    places: dict[Node | None, tuple[list[Node], int, bool]] = {None: (overview.children, 0, False)}
    for node, parent, _ in walk(roots):
        siblings, depth, listed = places[parent]
        copy, again = bare(node), bare(node)
        siblings.append(copy)
        opens = not listed and not is_above(node)
        if not node.children or not (opens or depth == DEEPEST):
            places[node] = (copy.children, depth + 1, listed or opens)
        elif opens and node.level != vocabulary("pohon")["cabang"]:
            rest.children.append(again)
            places[node] = (again.children, 1, True)
        else:
            parts.append(Part(node, f"{node.label} – {node.name}", again.children))
            places[node] = (again.children, 0, True)
    return overview, parts + ([rest] if rest.children else [])


def _marked(part: Part, blocks: list[Block]) -> Iterator[Page]:
    # A part that goes on has letters of one size on all its pages.
    scale = min(map(_scale, blocks))
    for number, block in enumerate(blocks):
        left = MARGIN if len(blocks) > 1 else (WIDTH - block.w * scale) / 2
        again = f" ({vocabulary('pohon')['kalimat']['lanjutan']})" if number else ""
        yield Page(text.shortened(part.title, "subtitle", BODY / 2) + again, block, scale, left, None if number else part.title)


def _overview(roots: list[Node]) -> list[Block]:
    """All on one page where it fits, else a page per tree, else the trees as lists."""
    if fitting := _fitting(roots):
        return [fitting]
    alone = [root for root in roots if not root.children]
    groups = [[root] for root in roots if root.children] + ([alone] if alone else [])
    # One group alone is the whole, which was tried already.
    fitted = [(group, _fitting(group) if len(groups) > 1 else None) for group in groups]
    return [block for group, fitting in fitted for block in ([fitting] if fitting else _blocks(Part(None, "", group)))]


def _fitting(roots: list[Node]) -> Block | None:
    """The trees as one page holds them, as large as they can be; None where it does not."""
    tried = [layout.spread(roots, width, height) for width in NARROWER for height in LISTS]
    best = max(tried, key=_scale)
    return best if _scale(best) >= 1 else None


def _scale(block: Block) -> float:
    return min(LARGEST, BODY / block.w, ROOM / block.h)


def _blocks(part: Part) -> list[Block]:
    """The part on one page, its columns of even height, or on several with its heading on each."""
    listed = layout.entries(part.children, COLUMN)
    head = layout.box(part.head, BODY) if part.head else None
    columns = layout.balanced(listed, COLUMN, ROOM - (head.h + 4 * layout.PADDING if head else 0), COLUMNS)
    block = layout.under(_over(part.head, len(columns)), columns, COLUMN)
    return [block] if len(columns) <= COLUMNS and block.h <= ROOM else _several(part, listed)


def _over(head: Node | None, count: int) -> Box | None:
    return layout.box(head, count * (COLUMN + layout.COLUMN_GAP) - layout.COLUMN_GAP) if head else None


def _several(part: Part, listed: list[Entry]) -> list[Block]:
    heads = _headings(part.head)
    first = next(heads)
    if part.head and len(first.lines) > HEADING:
        first, rest = _divided(first)
        listed = [rest, *listed]
    gap = 2 * layout.GAP
    limits = [ROOM - (head.h + gap if head else 0) for head in (first, next(heads))]
    columns = layout.flow(listed, COLUMN, chain(repeat(limits[0], COLUMNS), repeat(limits[1])))
    groups: list[list[Column]] = [columns[k : k + COLUMNS] for k in range(0, len(columns), COLUMNS)]
    return [layout.under(head, group, COLUMN) for head, group in zip(chain([first], heads), groups)]


def _headings(head: Node | None) -> Iterator[Box | None]:
    """The heading of the first page, then those of the next pages."""
    yield layout.box(head, BODY) if head else None
    number = 1
    while True:
        number += 1
        yield layout.continued(head, BODY, f"@h{number}") if head else None


def _divided(heading: Box) -> tuple[Box, Entry]:
    """A heading of many lines as a lower one, and what it no longer says, to list first."""
    head = layout.boxed(heading.node, heading.w, heading.lines[:HEADING], heading.key)
    rest = layout.pieces(heading.node, COLUMN - layout.INDENT, text.unbroken(heading.lines[HEADING:]), first=1)
    return head, Entry(heading.node, None, 0, rest, sum(each.h + layout.GAP for each in rest) - layout.GAP)
