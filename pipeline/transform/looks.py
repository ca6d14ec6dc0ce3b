"""Levels by what rows look like: fill, else bold face, where neither codes nor words nor result columns tell them apart."""

from __future__ import annotations

from collections import Counter

from pipeline.grid import Cell, Grid
from pipeline.transform import levels

ANCHOR = "program"
BELOW = ("kegiatan", "sub_kegiatan")


def levels_of(cells: list[Cell], named: tuple[str, ...]) -> dict[frozenset[str], str]:
    """The level of each look among the cells of a column that levels share; empty where nothing tells it.

    Where the heading names as many levels as there are looks, they begin one after the other from the highest on. Else rows whose words say program give that look its level; rarer looks that begin before it stand above it, the others below, in their order.
    """
    kinds = _kinds(cells, named)
    looks = Counter(kinds.values())
    said = Counter(kinds[id(c)] for c in cells if levels.level_of_word(c.text) == ANCHOR)
    anchor = max(said, key=said.__getitem__, default=None)
    if anchor is None and len(looks) == len(named) > 1:
        return dict(zip(looks, named))
    if anchor is None or len(looks) < 2 or said[anchor] < 0.5 * looks[anchor]:
        return {}
    # Backwards, so that the first place of each look is the one that stays.
    first = {look: k for k, look in reversed(list(enumerate(kinds.values())))}
    above = [look for look in looks if first[look] < first[anchor] and looks[look] <= looks[anchor] + 1]
    below = sorted((look for look in looks if look != anchor and look not in above), key=first.__getitem__)
    # Fewer looks than levels: rows of two levels look the same.
    fewest = sum(levels.rank(level) > levels.rank(ANCHOR) for level in named)
    if not fewest <= len(below) <= len(BELOW):
        return {}
    return {anchor: ANCHOR} | dict.fromkeys(above, "bidang_urusan") | dict(zip(below, BELOW))


def look_of(cell: Cell, by_fill: bool) -> frozenset[str]:
    """The marks of a cell that can tell its level."""
    return frozenset(mark for mark in cell.marks if mark.startswith("fill:") or not by_fill and mark == "bold")


def by_fill(cells: list[Cell], named: tuple[str, ...]) -> bool:
    """Whether fills alone tell the cells apart: not where only with the faces they are as many as the levels that the heading names."""
    fills, looks = ({look_of(c, alone) for c in cells} for alone in (True, False))
    return len(fills) > 1 and not len(fills) < len(looks) == len(named)


def banded(grid: Grid, start: int, column: int) -> bool:
    """Whether the fills of the rows from `start` on, from a column to the right, do no more than alternate, as they do to guide the eye."""
    rows = [[c for c in grid.row_cells(row) if c.row == row and c.column >= column and c.text] for row in range(start, grid.rows)]
    fills = [look_of(cells[0], True) for cells in rows if cells]
    return len(fills) > 2 and len(set(fills)) == 2 and all(one != other for one, other in zip(fills, fills[1:]))


def _kinds(cells: list[Cell], named: tuple[str, ...]) -> dict[int, frozenset[str]]:
    filled = by_fill(cells, named)
    return {id(c): look_of(c, filled) for c in cells}
