"""Codes whose segments stand in columns of their own (`1 | 06 | 04 | 2.01 | 0001`), each printed once or merged over the rows that share it."""

from __future__ import annotations

import re

from pipeline.grid import Grid
from pipeline.transform.headings import Head

FIRST = re.compile(r"(?:\d|X)(?:[.,](?:\d\d|XX)){0,2}", re.I)
FURTHER = re.compile(r"\d{1,4}|XX|\d[.,]\d{1,2}", re.I)
MOST = 0.8


def by_row(grid: Grid, head: Head) -> dict[int, list[str]]:
    """The segments of the code of each row of a table that parts codes into columns; none where one is missing before another.

    A blank segment continues the one above until one of a higher column begins anew.
    """
    columns = [c.index for c in head.columns if c.field == "code" and c.level is None]
    own = {row: said for row in range(head.end, grid.rows) if (said := _said(grid, row, columns))}
    found, open_ = {}, {}
    for row, said in own.items() if _parted(own, columns) else ():
        if all(_fits(text, k == columns[0]) for k, text in said.items()):
            open_ = _continued(said, open_, [k for k in columns if k <= max(said)])
            found[row] = list(open_.values()) if all(open_.values()) else []
    return found


def _said(grid: Grid, row: int, columns: list[int]) -> dict[int, str]:
    cells = {k: grid.at(row, k) for k in columns}
    return {k: cell.text for k, cell in cells.items() if cell.text and (cell.row, cell.column) == (row, k)}


def _parted(own: dict[int, dict[int, str]], columns: list[int]) -> bool:
    """Whether the texts in columns of codes are segments of codes, and no codes that are whole in one column."""
    # The words of goals may stand among the codes.
    texts = [(k == columns[0], text) for said in own.values() for k, text in said.items() if re.match(r"[\dX]", text, re.I)]
    fitting = sum(_fits(text, first) for first, text in texts)
    return {first for first, _ in texts} == {True, False} and fitting >= MOST * len(texts)


def _fits(text: str, first: bool) -> bool:
    return bool((FIRST if first else FURTHER).fullmatch(text))


def _continued(said: dict[int, str], above: dict[int, str], columns: list[int]) -> dict[int, str]:
    """The segments of a row from what it says itself and what stands above."""
    found: dict[int, str] = {}
    for k in columns:
        anew = any(found[other] != above.get(other) for other in found)
        found[k] = said.get(k) or ("" if anew else above.get(k, ""))
    return found
