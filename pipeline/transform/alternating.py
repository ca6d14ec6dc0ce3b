"""Tables without codes in which each node has a row of its name and money, and its results and indicators the rows below: which rows name a node, and of what level."""

from __future__ import annotations

from pipeline.grid import Cell, Grid
from pipeline.transform import levels, looks, numbers
from pipeline.transform.heading_words import plain
from pipeline.transform.headings import Head
from pipeline.transform.outline import ANCHOR
from pipeline.vocabulary import vocabulary

# Levels above the programs have no results, so some names stand right above another name; one or two pairs of rows are chance.
FEW, SHARE = 3, 0.8


def levels_of(grid: Grid, head: Head, shared: int, known: dict[str, str]) -> dict[int, tuple[str | None, str]]:
    """By row that names a node its level, None where nothing tells it, and the weak sign that told it (`tampilan`) or nothing; empty for other tables.

    Words come first, then levels `known` by bare name, then money that adds up, then looks.
    """
    cells = _naming(grid, head, shared)
    if not cells or not _alternates(grid, head, shared, cells):
        return {}
    found = {cell.row: level for cell in cells if (level := levels.level_of_word(cell.text) or known.get(levels.bare_name(cell.text, ANCHOR)))}
    first = next((cell.row for cell in cells if found.get(cell.row) == ANCHOR), None)
    # Without a program nothing fixes where in the chain the levels begin.
    if first is None:
        return {}
    # Of two signs for one row the right one of these holds: words are surer than sums, sums surer than a place above the first program.
    found = _above(cells, first, head.columns[shared].levels) | _by_sums(cells, _money(grid, head), found) | found
    named = head.columns[shared].levels
    seen, by_fill = looks.levels_of(cells, named), looks.by_fill(cells, named)
    seen |= _taught([(looks.look_of(cell, by_fill), found[cell.row]) for cell in cells if cell.row in found])
    look = lambda cell: seen.get(looks.look_of(cell, by_fill))
    return {cell.row: (found.get(cell.row) or look(cell), "" if cell.row in found or not look(cell) else "tampilan") for cell in cells}


def _taught(rows: list[tuple[frozenset[str], str]]) -> dict[frozenset[str], str]:
    """The level of each look, where the rows whose level is known show all levels below a program and each look of one level alone."""
    level_of = dict(rows)
    sure = all(level_of[look] == level for look, level in rows) and set(looks.BELOW) <= set(level_of.values())
    return level_of if sure else {}


def _above(cells: list[Cell], first: int, named: tuple[str, ...]) -> dict[int, str]:
    """The levels of the rows without results right above the first program, where the heading names as many."""
    higher = [level for level in named if levels.rank(level) < levels.rank(ANCHOR)]
    rows = [cell.row for cell in cells if cell.row < first]
    return dict(zip(rows, higher)) if rows == list(range(first - len(higher), first)) else {}


def _naming(grid: Grid, head: Head, shared: int) -> list[Cell]:
    """The cells of a column whose rows have money and no indicator."""
    measured = {c.row for c in grid.cells if c.text and head.columns[c.column].field == "indicator"}
    money = _money(grid, head)
    return [c for c in grid.column_cells(shared) if c.row >= head.end and c.row not in measured and money(c.row)]


def _alternates(grid: Grid, head: Head, shared: int, cells: list[Cell]) -> bool:
    """Whether a heading names results beside levels, and nearly all rows that name a node stand above one that does not."""
    words = {word for of in vocabulary("headings")["result"].values() for word in of}
    column, rows = head.columns[shared], {c.row for c in cells}
    above = [row for row in rows if row + 1 < grid.rows and row + 1 not in rows and grid.at(row + 1, shared).text]
    return ANCHOR in column.levels and bool(words & set(plain(column.heading).split())) and len(above) >= max(FEW, SHARE * (len(rows) - 1))


def _money(grid: Grid, head: Head):
    """What gives the money of a row, one amount per column; nothing where one lacks."""
    columns = [c.index for c in head.columns if c.field == "pagu"]

    def of(row: int) -> tuple[float, ...]:
        amounts = [grid.at(row, k).value if grid.at(row, k).value is not None else numbers.read_money(grid.at(row, k).text, ",").value for k in columns]
        return () if None in amounts else tuple(amounts)

    return of


def _by_sums(cells: list[Cell], money, said: dict[int, str]) -> dict[int, str]:
    """The levels of the rows below each program: a kegiatan reaches as far as its sub kegiatan add up to its money; nothing where a program's do not add up."""
    starts = [k for k, cell in enumerate(cells) if said.get(cell.row) == ANCHOR]
    found = {}
    for start, end in zip(starts, [*starts[1:], len(cells)]):
        found |= _parted([cell.row for cell in cells[start + 1 : end]], money, end == len(cells))
    return found


def _parted(rows: list[int], money, last: bool) -> dict[int, str]:
    """The levels of the rows of one program; the `last` of a table may be cut."""
    _, child, leaf = levels.chain()[levels.chain().index(ANCHOR) :]
    found, left = {}, ()
    for row in rows:
        if any(left):
            found[row], left = leaf, tuple(a - b for a, b in zip(left, money(row)))
        else:
            found[row], left = child, money(row)
        if any(amount < 0 for amount in left):
            return {}
    return found if last or not any(left) else {}
