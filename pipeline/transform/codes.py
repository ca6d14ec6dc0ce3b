"""One column of codes, or one code parted into columns, beside names of several levels: whose code each is."""

from __future__ import annotations

from pipeline.grid import Grid
from pipeline.transform import levels
from pipeline.transform.headings import Column, Head


def by_row(grid: Grid, head: Head) -> dict[int, int]:
    """The index of the column whose name the code of a row is of, where the names of several levels share their codes; none elsewhere."""
    codes = [c for c in head.columns if c.field == "code"]
    names = [c for c in head.columns if c.field == "name"]
    coded = [c for c in names if c.level is None or c.level in levels.coded()]
    if len(names) < 2 or not coded or not codes or any(c.level for c in codes) or codes[-1].index - codes[0].index >= len(codes):
        return {}
    texts = {row: [cell.text for c in codes if (cell := grid.at(row, c.index)).text and cell.row == row] for row in range(head.end, grid.rows)}
    said = {row: levels.join_code(parts) or "" for row, parts in texts.items() if parts}
    if len(coded) > 1:
        return {row: _owner(grid, row, codes[0].index, coded, levels.level_of_code(code)).index for row, code in said.items()}
    # In one column alone only a whole code is surely no number of the goal next to it.
    return {row: coded[0].index for row, code in said.items() if levels.whole(code) and coded[0].level in (None, levels.level_of_code(code))}


def _owner(grid: Grid, row: int, index: int, names: list[Column], level: str | None) -> Column:
    """Of the names that begin in a row, the one of the level that a code tells by its length, else the one next to it; between two names codes stand left of theirs."""
    begun = [n for n in names if (cell := grid.at(row, n.index)).text and cell.row == row] or names
    return next((n for n in begun if n.level == level), min(begun, key=lambda n: (abs(n.index - index), -n.index)))
