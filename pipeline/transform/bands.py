"""Rows that hold nothing but the word of a level (`SASARAN`), which is that of the rows below, or of several, which is that of none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.findings import Finding
from pipeline.grid import Grid
from pipeline.transform import levels
from pipeline.transform.heading_words import known, levels_in
from pipeline.transform.node import Node

MARK = re.compile(r"\(?(?:[A-Z]|[IVX]{1,5}|\d{1,2})[.)]?")


class Band(NamedTuple):
    """The levels that such a row names, its number, and the rows below it up to the next."""

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


def over(bands: dict[int, Band], row: int) -> tuple[str, ...]:
    """The levels that the last such row above a row names."""
    return next((band.levels for band in bands.values() if row in band.rows), ())


def settle(bands: dict[int, Band], nodes: list[Node]) -> list[Finding]:
    """Give nodes below such rows the numbers of these, and tell whose parents nobody can tell."""
    told = [(band, below) for band in bands.values() if len(band.levels) == 1 and (below := _below(band, band.levels[0], nodes))]
    for band, below in told:
        # The number behind the word (`Sasaran 1.1`) is that of what stands alone below it.
        if len(below) == 1:
            below[0].number = below[0].number or band.number
    return [finding for band, below in told for finding in _doubt_parent(bands, band, below[0], nodes)]


def _doubt_parent(bands: dict[int, Band], band: Band, node: Node, nodes: list[Node]) -> Iterator[Finding]:
    """Where several nodes stand below a row of a higher level, nobody can tell which of them those below the next are of."""
    above = node.parent
    between = next((_below(other, above.level, nodes) for other in bands.values() if other is not band and above.row in other.rows), []) if above else []
    if len(between) > 1:
        words = {"tingkat": node.level, "atas": above.level, "jumlah": len(between), "teks": above.name[:80]}
        yield Finding("induk-dari-urutan", node.cell.source, words)


def _below(band: Band, level: str, nodes: list[Node]) -> list[Node]:
    return [node for node in nodes if node.row in band.rows and node.level == level]
