"""Pages that hold further columns of a table on an earlier page: it was wider than its sheet, and printed so, its rows stand at the same heights."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from pipeline.extractors.rulings import SNAP, Table
from pipeline.vocabulary import alternation, vocabulary

# Fewer edges, or fewer heights of rows between them, other tables share by chance.
EDGES, HEIGHTS = 4, 3
# So many rows of one height, page by page the same, two lists have not by chance.
ROWS = 10
# What stands beside a name and says nothing without it.
VALUES = ("unit", "target", "baseline", "akhir", "pagu", "realisasi", "owner", "formula", "definition", "data_source")


def pages(ruled: Iterable[list[tuple[Table, list]]]) -> list[int]:
    """The numbers of the pages that hold such columns, of the tables and strips of one column of all pages with their cells."""
    ruled = list(ruled)
    return sorted({*_alike(ruled), *_even(ruled)})


def _alike(ruled: list[list[tuple[Table, list]]]) -> list[int]:
    """The pages whose rows are of several heights, those of an earlier table."""
    # By band and opening: the tables of a long list, which open alike, are many.
    before: dict[int, dict[tuple[str, ...], list[Table]]] = defaultdict(lambda: defaultdict(list))
    found = []
    for number, own in enumerate(ruled, 1):
        opened = [(table, _opening(cells)) for table, cells in own]
        if any(_beside(left, table) for table, says in opened for left in _near(before, _top(table), says)):
            found.append(number)
        for table, says in opened:
            # A table begins with more than one column.
            if len(table.xs) > 2 and len(table.ys) >= EDGES:
                before[_top(table)][says].append(table)
    return found


def _near(before: dict[int, dict[tuple[str, ...], list[Table]]], top: int, says: tuple[str, ...]) -> Iterator[Table]:
    """The earlier tables that begin in a band of the page or the next, and open otherwise."""
    for band in (top - 1, top, top + 1):
        for said, tables in before.get(band, {}).items():
            if said != says:
                yield from tables


def _top(table: Table) -> int:
    """The band of the page in which a table begins."""
    return int(table.ys[0] // SNAP)


def _beside(left: Table, right: Table) -> bool:
    """Whether two tables end alike, and all rows of one begin where rows of the other do."""
    few, many = sorted([left.ys, right.ys], key=len)
    if len(few) < EDGES or 2 * len(few) <= len(many) or abs(few[-1] - many[-1]) > SNAP:
        return False
    # Tables that fill their pages, as wide as each other, have rows of one height at the same places by chance.
    least = HEIGHTS if abs(_width(left) - _width(right)) <= SNAP else 2
    return all(min(abs(y - other) for other in many) <= SNAP for y in few) and _heights(few) >= least


def _width(table: Table) -> float:
    return table.xs[-1] - table.xs[0]


def _heights(ys: tuple[float, ...]) -> int:
    """How many heights the rows between some edges have."""
    heights = sorted(b - a for a, b in zip(ys, ys[1:]))
    return 1 + sum(b - a > SNAP for a, b in zip(heights, heights[1:]))


def _opening(cells: list) -> tuple[str, ...]:
    """What the first row of a table says."""
    return tuple(line.text for cell in cells if not cell.row for line in cell.lines)


def _even(ruled: list[list[tuple[Table, list]]]) -> list[int]:
    """The pages whose rows are all of one height, as many on each as on the pages before of another table, where more than that tells that they belong to it."""
    found, whole = [], []
    for run in _runs(ruled):
        if whole and _mirrors(whole, run) and _is_loose(whole, run):
            found += [table.page for table, _ in run]
        else:
            whole = run
    return found


def _runs(ruled: list[list[tuple[Table, list]]]) -> list[list[tuple[Table, list]]]:
    """The pages with one table alone, those together that follow each other with the same columns."""
    runs: list[list[tuple[Table, list]]] = []
    for own in ruled:
        if len(own) == 1 and runs and runs[-1] and _same(runs[-1][-1][0].xs, own[0][0].xs):
            runs[-1].append(own[0])
        else:
            runs.append(own[:1] if len(own) == 1 else [])
    return runs


def _same(some: tuple[float, ...], others: tuple[float, ...]) -> bool:
    return len(some) == len(others) and all(abs(one - other) <= SNAP for one, other in zip(some, others))


def _mirrors(whole: list[tuple[Table, list]], run: list[tuple[Table, list]]) -> bool:
    """Whether the rows of a run stand where those of a table do, page by page, and the run is not as wide."""
    alike = len(whole) == len(run) and all(_same(left.ys, right.ys) for (left, _), (right, _) in zip(whole, run))
    return alike and len(whole[0][0].xs) > 2 and len(whole[0][0].ys) >= EDGES and abs(_width(whole[0][0]) - _width(run[0][0])) > SNAP


def _is_loose(whole: list[tuple[Table, list]], run: list[tuple[Table, list]]) -> bool:
    """Whether a run says nothing by itself: it is one column, its headings name values alone, or its many rows begin neither with a number nor as the table's do."""
    heads = _opening(run[0][1])
    if len(run[0][0].xs) == 2 or heads and all(map(_values, heads)):
        return True
    rows = sum(len(table.ys) - 1 for table, _ in run)
    return rows > ROWS and bool(heads) and heads[0] not in _opening(whole[0][1]) and not _names("count").match(heads[0])


def _values(heading: str) -> bool:
    return bool(re.fullmatch(r"\D{0,12}20\d\d\D{0,12}", heading) or any(_names(field).search(heading) for field in VALUES))


@cache
def _names(field: str) -> re.Pattern:
    """The words by which a heading names a field."""
    words = [word for entry in vocabulary("headings")["field"] if entry["name"] == field for word in (*entry.get("whole", ()), *entry.get("holds", ()))]
    return re.compile(rf"(?<!\w)(?:{alternation(words)})(?!\w)", re.I)
