"""Rows without rules between them: a narrow column of numbers like `S.1` shows where each item begins."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from pipeline.extractors.rulings import Table

TAG = re.compile(r"([A-Z]{1,2})\.?(\d{1,2}(?:\.\d{1,2})*)\.?")
# Numbers stand on the first lines of their items.
LEVEL, NEAR = 0.5, 2.0


def parted(table: Table, cells: list) -> tuple[Table, list]:
    """The table with a row per item where its columns of numbers tell them apart, and its cells."""
    cuts = {}
    for cell in filter(_counts, cells):
        right = [c for c in cells if c.column > cell.column and (c.row, c.row_end) == (cell.row, cell.row_end)]
        begun = {c.column: heights for c in right if c.column == cell.column_end or len(c.lines) == len(cell.lines) if (heights := _begun(cell, c))}
        if cell.column_end in begun:
            cuts |= {(cell.row, column): heights for column, heights in ({cell.column: begun[cell.column_end]} | begun).items()}
    if not cuts:
        return table, cells
    ys = _edges(table.ys, cuts.values())
    places = {at: bisect_left(ys, y) for at, y in enumerate(table.ys)}
    moved = [replace(cell, row=places[cell.row], row_end=places[cell.row_end]) for cell in cells]
    parts = [part for cell, old in zip(moved, cells) for part in _split(cell, ys, cuts.get((old.row, old.column), ()))]
    boxes = tuple((part.row, part.column, part.row_end, part.column_end) for part in parts)
    return replace(table, ys=tuple(ys), boxes=boxes), parts


def _counts(cell) -> bool:
    """Whether a cell of one row holds several numbers of one depth, one a line, that count up."""
    tags = [TAG.fullmatch(line.text) for line in cell.lines] if cell.row_end - cell.row == 1 else []
    # One number names a row and parts nothing.
    if len(tags) < 2 or not all(tags):
        return False
    places = [(tag[1], [int(part) for part in tag[2].split(".")]) for tag in tags]
    # Codes of several depths in one cell are a tree, and not items side by side.
    return places == sorted(places) and len({len(place) for _, place in places}) == 1


def _begun(numbers, texts) -> list[float]:
    """Where the items after the first begin in a cell, each on a line beside its number; nothing where a number has no line, or the first line no number."""
    beside = [next((other for other in texts.lines if _level(line, other)), None) for line in numbers.lines]
    if None in beside or beside[0] is not texts.lines[0]:
        return []
    return [min(line.y0, other.y0) for line, other in list(zip(numbers.lines, beside))[1:]]


def _level(line, other) -> bool:
    return abs(line.y0 + line.y1 - other.y0 - other.y1) < LEVEL * (line.y1 - line.y0)


def _edges(ys: tuple[float, ...], cuts) -> list[float]:
    """The edges of the rows with the cuts between them, those that fall together once."""
    found = list(ys)
    for cut in sorted(cut for of in cuts for cut in of):
        if all(abs(cut - y) > NEAR for y in found):
            found.insert(bisect_left(found, cut), cut)
    return found


def _split(cell, ys: list[float], cuts) -> list:
    """A cell, or its part between each two cuts."""
    starts = [cell.row, *(min(range(len(ys)), key=lambda k: abs(ys[k] - cut)) for cut in cuts)]
    parts = []
    for row, end in zip(starts, [*starts[1:], cell.row_end]):
        lines = [line for line in cell.lines if bisect_left(ys, (line.y0 + line.y1) / 2) - 1 in range(row, end)] if cuts else cell.lines
        parts.append(replace(cell, row=row, row_end=end, top=ys[row], bottom=ys[end], lines=lines, hidden=cell.hidden if row == cell.row else []))
    return parts
