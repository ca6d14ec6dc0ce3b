"""The lines above the heading of a table: titles, and what all its rows are part of (`Sasaran 1 : …`)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.findings import Finding
from pipeline.grid import Cell, Grid
from pipeline.transform import levels
from pipeline.transform.heading_words import known
from pipeline.transform.headings import Head
from pipeline.transform.node import Node
from pipeline.vocabulary import vocabulary


def begins(grid: Grid, head: Head, after: int) -> int:
    """The row at which the lines above a heading begin, below the rows up to `after`: from an empty row, a label or a text over the whole table on; its own
    row where no label and no word of titles stands there."""
    row = head.start
    while row > after and (len(_texts(grid, row - 1)) < 2 or labelled(grid, row - 1)):
        row -= 1
    lines = range(next((r for r in range(row, head.start) if _opens(grid, r)), head.start), head.start)
    return lines.start if any(labelled(grid, r) or _titles(grid, r) for r in lines) else head.start


def _texts(grid: Grid, row: int) -> list[Cell]:
    return [c for c in grid.row_cells(row) if c.text and c.row == row]


def _opens(grid: Grid, row: int) -> bool:
    texts = _texts(grid, row)
    # In a grid of two columns a merged cell may as well be a name.
    return not texts or bool(labelled(grid, row)) or texts[0].column_span > 2 and texts[0].column_span >= 0.8 * grid.columns


def _titles(grid: Grid, row: int) -> bool:
    """Whether a row tells who plans, where or for which years."""
    words = vocabulary("titles")
    return any(re.search(words[name], c.text) for c in _texts(grid, row) for name in ("organisation", "region", "years"))


def labelled(grid: Grid, row: int) -> list[Node]:
    """What a row names by words of levels closed by a colon, in one cell or with the name in the next; nothing where more stands there."""
    # Label, colon and name often stand in three cells, so that the colons are in line.
    cells = [c for c in _texts(grid, row) if c.text != ":"]
    if len(cells) == 2 and not known(cells[1].text):
        word = cells[0].text.rstrip(" :") + " : "
        return [] if levels.split_front(word)[2] else _nodes(cells[1], [word + cells[1].text.lstrip(": ")])
    return _nodes(cells[0], cells[0].lines) if len(cells) == 1 else []


def _nodes(cell: Cell, lines: Sequence[str]) -> list[Node]:
    """The nodes of lines that a level's word opens, with the lines that follow each."""
    texts: list[str] = []
    for line in lines:
        texts = [*texts, line] if not texts or levels.level_of_label(line) else [*texts[:-1], f"{texts[-1]} {line}"]
    found = [_node(cell, levels.level_of_label(text), text) for text in texts]
    return found if all(node.level in levels.chain() and node.name for node in found) else []


def _node(cell: Cell, level: str | None, text: str) -> Node:
    number, code, name = levels.split_front(text)
    if number is None and code is None:
        number, code, name = levels.split_front(name)
    return Node(level or "", name, cell, cell.row, None, number, code)


def above(grid: Grid, head: Head, start: int) -> list[Node]:
    """The nodes that the lines above a heading name, of higher levels than its columns; none of a level, nor below it, of which several are named."""
    ranks = [rank for c in head.columns if c.field == "name" for rank in map(levels.rank, c.levels or filter(None, [c.level]))]
    named = [node for _, nodes in _lines(grid, head, start) for node in nodes if levels.rank(node.level) < min(ranks, default=0)]
    count = Counter(levels.rank(node.level) for node in named)
    several = min((rank for rank, of in count.items() if of > 1), default=min(ranks, default=0))
    return sorted((node for node in named if levels.rank(node.level) < several), key=lambda node: levels.rank(node.level))


def _lines(grid: Grid, head: Head, start: int) -> Iterator[tuple[list[Cell], list[Node]]]:
    """The lines above a heading with what each names: its rows from `start` on, and at the top of a grid the lines above that, from the last sentence on."""
    # A paragraph that closes like a sentence is running text: what a table hangs under stands between it and the table.
    sentences = [k for k, cell in enumerate(grid.captions, 1) if cell.text.endswith(".") and not levels.level_of_label(cell.text)]
    for cell in grid.captions[max(sentences, default=0) :] if start == 0 else ():
        yield [cell], _nodes(cell, cell.lines)
    for row in range(start, head.start):
        yield _texts(grid, row), labelled(grid, row)


def unread(grid: Grid, head: Head, start: int, taken: list[Node]) -> Iterator[Finding]:
    """One finding per line above a heading that names a level or an indicator, and is not taken."""
    used = {node.cell.source for node in taken}
    for cells, nodes in _lines(grid, head, start):
        says = nodes or any(re.match(vocabulary("kinds")["label"], c.text, re.I) for c in cells)
        if says and not used & {c.source for c in cells}:
            yield Finding("sel-tak-terpakai", cells[-1].source, {"teks": " ".join(c.text for c in cells)[:80]})
