"""Rows that hold nothing but the word of a level (`SASARAN`), which is that of the rows below, or of several, which is that of none; cells that do so beside rows."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple

from pipeline.findings import Finding
from pipeline.grid import Grid
from pipeline.transform import levels
from pipeline.transform.heading_words import known, levels_in
from pipeline.transform.node import Node

MARK = re.compile(r"\(?(?:[A-Z]|[IVX]{1,5}|\d{1,2})[.)]?")


class Band(NamedTuple):
    """The levels that such a row or cell names, its number, and the rows that it speaks of."""

    levels: tuple[str, ...]
    number: str | None
    rows: range


def of(grid: Grid, start: int) -> dict[int, Band]:
    """Such rows from a row on, a number or letter in front or none; none where they stand in several columns, or one level alone stands so."""
    alone = {row: cells[-1] for row in range(start, grid.rows) if (cells := grid.begun(row)) and all(MARK.fullmatch(cell.text) for cell in cells[:-1])}
    bare = {row: level for row, cell in alone.items() if (level := levels.level_of_bare(cell.text))}
    columns = {alone[row].column for row in bare}
    if len(columns) != 1 or len(set(bare.values())) < 2:
        return {}
    found = [row for row, cell in alone.items() if row in bare or cell.column in columns and levels_in(cell.text) and known(cell.text)]
    ends = [*found[1:], grid.rows]
    named = {row: (bare[row],) if row in bare else levels_in(alone[row].text) for row in found}
    return {row: Band(named[row], levels.number_of_bare(alone[row].text), range(row + 1, end)) for row, end in zip(found, ends)}


def beside(grid: Grid, start: int, columns: set[int]) -> dict[int, Band]:
    """The cells from a row on of columns that tell the levels of rows, each with the rows that it is merged over."""
    cells = [cell for cell in grid.cells if cell.column in columns and cell.row >= start]
    return {cell.row: Band((level,), levels.number_of_bare(cell.text), range(cell.row, cell.row_end)) for cell in cells if (level := levels.level_of_bare(cell.text))}


def over(bands: dict[int, Band], row: int) -> tuple[str, ...]:
    """The levels that the last such row above a row names."""
    return next((band.levels for band in bands.values() if row in band.rows), ())


def settle(bands: dict[int, Band], nodes: list[Node]) -> list[Finding]:
    """Give nodes below such rows the numbers of these, and tell whose parents nobody can tell."""
    of = {row: band for band in bands.values() for row in band.rows}
    below: dict[tuple[int, str], list[Node]] = defaultdict(list)
    for node in nodes:
        if node.row in of:
            below[of[node.row].rows.start, node.level].append(node)
    findings: list[Finding] = []
    for band in bands.values():
        own = below.get((band.rows.start, band.levels[0]), []) if len(band.levels) == 1 else []
        # The number behind the word (`Sasaran 1.1`) is that of what stands alone below it.
        if len(own) == 1:
            own[0].number = own[0].number or band.number
        above = own[0].parent if own else None
        higher = of.get(above.row) if above else None
        # Of several that stand below a row of a higher level nobody can tell which of them those below the next are of.
        between = below[higher.rows.start, above.level] if higher and higher is not band else []
        if len(between) > 1:
            words = {"tingkat": own[0].level, "atas": above.level, "jumlah": len(between), "teks": above.name[:80]}
            findings.append(Finding("induk-dari-urutan", own[0].cell.source, words))
    return findings
