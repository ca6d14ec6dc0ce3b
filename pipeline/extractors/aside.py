"""Pages that hold further columns of a table on an earlier page: it was wider than its sheet, and printed so, its rows stand at the same heights."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pipeline.extractors.rulings import SNAP, Table

# Fewer edges, or fewer heights of rows between them, other tables share by chance.
EDGES, HEIGHTS = 4, 3


def pages(ruled: Iterable[list[tuple[Table, list]]]) -> list[int]:
    """The numbers of the pages that hold such columns, of the tables and strips of one column of all pages with their cells."""
    before: dict[int, list[tuple[Table, list]]] = defaultdict(list)
    found = []
    for number, own in enumerate(ruled, 1):
        if any(_beside(left, right) for right in own for step in (-1, 0, 1) for left in before.get(_top(right[0]) + step, ())):
            found.append(number)
        for table, cells in own:
            # A table begins with more than one column.
            if len(table.xs) > 2 and len(table.ys) >= EDGES:
                before[_top(table)].append((table, cells))
    return found


def _top(table: Table) -> int:
    """The band of the page in which a table begins."""
    return int(table.ys[0] // SNAP)


def _beside(left: tuple[Table, list], right: tuple[Table, list]) -> bool:
    """Whether two tables end alike, all rows of one begin where rows of the other do, and another row opens it."""
    few, many = sorted([left[0].ys, right[0].ys], key=len)
    if len(few) < EDGES or 2 * len(few) <= len(many) or abs(few[-1] - many[-1]) > SNAP:
        return False
    # Tables that fill their pages, as wide as each other, have rows of one height at the same places by chance.
    least = HEIGHTS if abs(_width(left[0]) - _width(right[0])) <= SNAP else 2
    return all(min(abs(y - other) for other in many) <= SNAP for y in few) and _heights(few) >= least and _opening(left[1]) != _opening(right[1])


def _width(table: Table) -> float:
    return table.xs[-1] - table.xs[0]


def _heights(ys: tuple[float, ...]) -> int:
    """How many heights the rows between some edges have."""
    heights = sorted(b - a for a, b in zip(ys, ys[1:]))
    return 1 + sum(b - a > SNAP for a, b in zip(heights, heights[1:]))


def _opening(cells: list) -> list[str]:
    """What the first row of a table says."""
    return [line.text for cell in cells if not cell.row for line in cell.lines]
